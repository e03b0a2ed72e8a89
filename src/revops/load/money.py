"""Value in the workspace currency: the amount at the rate that held on its day.

A rate holds from its day until the next one of that currency. Index units (CLF, Chile's UF) are
currencies like any other. Where no rate is known for the day, the value is unknown, not zero.
A rate that is not above zero, or stated twice for one day, is none: the checks name it.
"""

import polars as pl

_VALUE = pl.Decimal(38, 6)


def in_base(
    frame: pl.DataFrame,
    rates: pl.DataFrame | None,
    *,
    base: str,
    amount: str,
    value: str,
    day: pl.Expr,
) -> pl.DataFrame:
    """Fill `value` with `amount` at the day's rate; rows and their order stay.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> deals = pl.DataFrame(
    ...     {"amount": [Decimal(10), Decimal(7), Decimal(5)], "currency": ["CLF", "USD", "EUR"]}
    ... ).with_columns(day=date(2026, 6, 30), amount_base=None)
    >>> rates = pl.DataFrame({"currency": ["CLF"], "day": [date(2026, 6, 1)], "rate": [41.5]})
    >>> in_base(
    ...     deals, rates, base="USD", amount="amount", value="amount_base", day=pl.col("day")
    ... ).get_column("amount_base").cast(pl.Float64).to_list()
    [415.0, 7.0, None]
    """
    known = pl.DataFrame(schema={"currency": pl.String, "day": pl.Date, "rate": pl.Float64})
    if rates is not None:
        positive = rates.select("currency", "day", "rate").filter(pl.col("rate") > 0)
        known = positive.drop_nulls().filter(~pl.struct("currency", "day").is_duplicated())
    dated = frame.drop(value).with_row_index("row").with_columns(day.alias("rate_day"))
    rated = dated.sort("rate_day", nulls_last=True).join_asof(
        known.sort("day"),
        left_on="rate_day",
        right_on="day",
        by="currency",
        strategy="backward",
        coalesce=False,
        check_sortedness=False,
    )
    converted = (pl.col(amount).cast(pl.Float64) * pl.col("rate")).round(6).cast(_VALUE)
    same = pl.col("currency") == base
    return (
        rated.sort("row")
        .with_columns(pl.when(same).then(amount).otherwise(converted).alias(value))
        .select(frame.columns)
    )

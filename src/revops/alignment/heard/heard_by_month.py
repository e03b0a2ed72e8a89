"""How often did each topic come up, month by month?"""

from datetime import date

import polars as pl

from revops.alignment.heard.remarks import conversations, readable, remarks
from revops.metrics.wilson import wilson_high, wilson_low

MONTHS = 12


def heard_by_month(
    feedback: pl.DataFrame, topics: pl.DataFrame, *, as_of: date, months: int = MONTHS
) -> pl.DataFrame:
    """One row a topic and month: the share of the month's conversations in which it came up.

    Columns: topic, month (2026-06), value, low, high (95 % Wilson), numerator, denominator, unit,
    is_immature (the as-of month, where it has not ended). The most heard topic first. A month
    without any remark is left out; a topic that was not heard in a month has 0 there.

    >>> topics = pl.DataFrame({"topic": ["price"], "language": ["es"], "word": ["caro"]})
    >>> told = pl.DataFrame({"feedback_id": ["F1"], "kind": ["objection"], "lead_id": ["ana"],
    ...     "opportunity_id": [None], "topics": [["price"]], "text": [None],
    ...     "given_at": [date(2026, 6, 2)], "answered_by": [None]},
    ...     schema_overrides={"opportunity_id": pl.String, "text": pl.String})
    >>> heard_by_month(told, topics, as_of=date(2026, 6, 30)).select("month", "value").row(0)
    ('2026-06', 1.0)
    """
    first = pl.lit(as_of).dt.month_start().dt.offset_by(f"-{months - 1}mo")
    told = readable(remarks(feedback, topics, as_of=as_of)).filter(pl.col("on") >= first)
    dated = told.with_columns(month=pl.col("on").dt.strftime("%Y-%m"))
    all_of = dated.group_by("month").agg(denominator=pl.col("subject").n_unique().cast(pl.Float64))
    parts = [
        conversations(each).with_columns(month=pl.lit(str(month)))
        for (month,), each in dated.group_by("month", maintain_order=True)
    ]
    empty = pl.DataFrame(schema={"topic": pl.String, "month": pl.String})
    heard = pl.concat([empty, *(each.select("topic", "month") for each in parts)])
    counted = heard.group_by("topic", "month").agg(numerator=pl.len().cast(pl.Float64))
    order = counted.group_by("topic").agg(total=pl.col("numerator").sum())
    grid = order.join(all_of, how="cross").join(counted, on=["topic", "month"], how="left")
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    ends_later = pl.lit(as_of).dt.month_end() != pl.lit(as_of)
    return (
        grid.with_columns(numerator.fill_null(0.0))
        .sort("total", "topic", "month", descending=[True, False, False])
        .select(
            "topic",
            "month",
            value=numerator / denominator,
            low=wilson_low(numerator, denominator),
            high=wilson_high(numerator, denominator),
            numerator=numerator,
            denominator=denominator,
            unit=pl.lit("share"),
            is_immature=ends_later & (pl.col("month") == f"{as_of:%Y-%m}"),
        )
    )

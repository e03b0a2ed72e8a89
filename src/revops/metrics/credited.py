"""Sums of credit by segment, with the interval and the conversions behind them."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.errors import BadParameter
from revops.metrics.account_bootstrap import Redrawn, account_intervals
from revops.metrics.grouping import exact_sum, segmented, summed
from revops.metrics.period import in_period


def credited(
    credits: pl.DataFrame,
    column: str,
    *,
    as_of: date,
    by: Sequence[str],
    since: date | None = None,
    until: date | None = None,
    draws: Redrawn | None = None,
) -> pl.DataFrame:
    """One row is one segment: *by, total, low, high, conversions, n_conversions.

    `total` is the sum of the column (credit or credited_value), null where no value is known;
    `conversions` is the sum of credit; `n_conversions` counts those with any credit here. A
    segment without credit has no interval. Conversions without a date count as long as no period
    is asked for. `draws` hold what a model learnt in every replicate, for the interval: there a
    segment that the model gives nothing may have some. Credit of aggregated paths knows neither
    accounts nor days: no interval, and no period.
    """
    _refuse_several_models(credits, by)
    found = segmented(of_period(credits, as_of=as_of, since=since, until=until), by)
    value, credit = pl.col(column), pl.col("credit")
    sums = summed(
        found,
        by,
        pl.when((value.count() > 0) | (pl.len() == 0)).then(exact_sum(value)).alias("total"),
        exact_sum(credit).alias("conversions"),
        pl.col("conversion_id").filter(credit > 0).n_unique().alias("n_conversions"),
    )
    ends = _ends(found, by, column, draws)
    beside = sums.join(ends, on=list(by), how="left") if by else sums.hstack(ends)
    some = pl.lit(True) if draws is not None else pl.col("conversions") > 0
    known = some & pl.col("total").is_not_null()
    return beside.select(
        *by,
        "total",
        *(pl.when(known).then(pl.col(end)).alias(end) for end in ("low", "high")),
        "conversions",
        "n_conversions",
    )


def of_period(
    credits: pl.DataFrame, *, as_of: date, since: date | None, until: date | None
) -> pl.DataFrame:
    """Keep the credit of a period's conversions; with no period, those without a date too."""
    undated = since is None and until is None
    if undated and "converted_at" not in credits.columns:
        return credits
    return credits.filter(
        in_period("converted_at", as_of=as_of, since=since, until=until, undated=undated)
    )


def _ends(
    found: pl.DataFrame, by: Sequence[str], column: str, draws: Redrawn | None
) -> pl.DataFrame:
    """Give the interval's ends; none where no account is known."""
    if "account_id" in found.columns:
        return account_intervals(found, by, column, draws=draws)
    segments = found.select(by).unique() if by else pl.DataFrame({"_": ["all"]})
    return segments.select(*by, *(pl.lit(None, pl.Float64).alias(e) for e in ("low", "high")))


def _refuse_several_models(credits: pl.DataFrame, by: Sequence[str]) -> None:
    """Raise where the credit of several models would be added up."""
    if "model" in by or "model" not in credits.columns:
        return
    models = sorted(credits.get_column("model").unique().to_list())
    if len(models) > 1:
        raise BadParameter(
            f"credits hold several models ({', '.join(models)}), whose sum means nothing: "
            "cut by 'model', or keep one."
        )

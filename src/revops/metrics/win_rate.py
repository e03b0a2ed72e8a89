"""Of the deals that closed, how many were won?"""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import polars as pl

from revops.errors import UnknownName
from revops.metrics.deals import deals
from revops.metrics.figures import figures, share
from revops.metrics.grouping import COHORT, Cohort, cohort_of, exact_sum, summed
from revops.metrics.metric import Metric, NotComputable
from revops.metrics.rows import HORIZON
from revops.text import N_

Weight = Literal["count", "value"]


def win_rate(
    opportunities: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    cohort: Cohort | None = None,
    within_days: int | None = None,
    weight: Weight = "count",
) -> pl.DataFrame:
    """Of the deals that closed, how many were won?

    won / (won + lost), by the as-of day. With `within_days`: of the deals that closed within
    that many days of their creation; a deal younger than that is left out, unless `cohort`
    (month, quarter or year of creation) is given, where `is_immature` marks a cohort that
    holds one. Open deals are in neither count; `open_share` stands beside. 95 % Wilson
    interval. With `weight="value"` amounts are summed instead of deals, without an interval:
    a few big deals decide it. Unit: share 0 to 1.

    Where no lost deal is known the number is not computable: a company that only exports its
    wins does not win them all.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1", "d2", "d3"],
    ...     "status": ["won", "lost", "open"], "amount_base": [900.0, 300.0, 500.0],
    ...     "created_at": [date(2026, 1, 5)] * 3,
    ...     "closed_at": [date(2026, 3, 1), date(2026, 3, 9), None]})
    >>> win_rate(opportunities, as_of=date(2026, 6, 30))["value"].item()
    0.5
    >>> win_rate(opportunities, as_of=date(2026, 6, 30), weight="value")["value"].item()
    0.75
    """
    found = deals(opportunities, leads, as_of=as_of, by=by)
    if found.filter(pl.col("status") == "lost").is_empty():
        raise NotComputable(
            N_("no lost deal is known: a rate needs the losses as well as the wins")
        )
    aged = _aged(found, as_of, within_days, cohort)
    keys = [*by, *([COHORT] if cohort else [])]
    sums = summed(aged, keys, *_sums(weight))
    shown = [*_figures(weight), _share("open", "all")]
    if within_days is None:
        return sums.select(*keys, *shown)
    horizon = pl.lit(within_days, pl.Int64).alias(HORIZON)
    return sums.select(*keys, horizon, *shown, "is_immature")


def _aged(
    found: pl.DataFrame, as_of: date, within_days: int | None, cohort: Cohort | None
) -> pl.DataFrame:
    """Say of each deal whether it closed in time and whether it is too young to tell."""
    created = pl.col("created_at").dt.date()
    in_time, is_young = pl.lit(True), pl.lit(False)
    if within_days is not None:
        days = (pl.col("closed_at").dt.date() - created).dt.total_days()
        in_time = (days <= within_days).fill_null(False)
        is_young = (pl.lit(as_of) - created).dt.total_days() < within_days
        found = found.filter(created.is_not_null())
    aged = found.with_columns(in_time.alias("in_time"), is_young.alias("is_young"))
    if cohort:
        dated = aged.with_columns(cohort_of("created_at", cohort))
        return dated.filter(pl.col(COHORT).is_not_null())
    return aged.filter(~pl.col("is_young"))


def _sums(weight: Weight) -> list[pl.Expr]:
    """Add up deals, or their amounts, by what became of them in time."""
    if weight not in ("count", "value"):
        raise UnknownName("weight", weight, ("count", "value"))
    amount = pl.col("amount_base").cast(pl.Float64) if weight == "value" else pl.lit(1.0)
    won, lost = (pl.col("in_time") & (pl.col("status") == name) for name in ("won", "lost"))
    every = pl.col("in_time").is_not_null()
    kinds = {"won": won, "closed": won | lost, "open": ~(won | lost), "all": every}
    sums = [exact_sum(pl.when(kind).then(amount)).alias(name) for name, kind in kinds.items()]
    return [*sums, pl.col("is_young").any().alias("is_immature")]


def _figures(weight: Weight) -> list[pl.Expr]:
    """Give the five figures; amounts have no interval."""
    if weight == "count":
        return share("won", "closed")
    parts = {"numerator": pl.col("won"), "denominator": pl.col("closed")}
    return figures(_share("won", "closed"), **parts)


def _share(part: str, whole: str) -> pl.Expr:
    """Divide two sums; a share of nothing is null."""
    return pl.when(pl.col(whole) > 0).then(pl.col(part) / pl.col(whole)).alias(f"{part}_share")


WIN_RATE = Metric(win_rate, unit="share", needs={"opportunities": ("status",)})

"""By how much does each segment's share won differ from that of all others?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.event_counts import event_counts, others
from revops.metrics.figures import figures
from revops.metrics.grouping import segmented
from revops.metrics.horizons import HORIZONS
from revops.metrics.incidence import curves
from revops.metrics.late_entry import watched_from
from revops.metrics.metric import Metric, NotComputable
from revops.metrics.outcomes import lead_outcomes
from revops.metrics.rows import HORIZON
from revops.text import N_


def won_share_difference(
    leads: pl.DataFrame,
    opportunities: pl.DataFrame,
    *,
    as_of: date,
    by: Sequence[str] = ("original_source",),
    horizon_days: Sequence[int] = HORIZONS,
    observed_from: date | str | None = None,
) -> pl.DataFrame:
    """By how much does each segment's share won differ from that of all others?

    F_segment(h) - F_others(h), both as in `lead_to_won_share` (Aalen-Johansen); others are all
    leads outside the segment, so that the two are different people. With l, u the ends of each
    share's own 95 % interval, the difference d has the interval (square and add; Zou and Donner
    2008, Stat. Med. 27) from d - sqrt((F_s - l_s)^2 + (u_o - F_o)^2) to
    d + sqrt((u_s - F_s)^2 + (F_o - l_o)^2): for one segment and one horizon, chosen beforehand.
    Of twenty segments that are all alike, one will stand out. Null where one of the two was not
    watched for so long. Denominator: leads in the segment. Also: own_share, others_share.
    Unit: share, -1 to 1.

    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno", "carla", "diego"],
    ...     "created_at": [date(2026, 1, 5)] * 4, "original_source": ["ad", "ad", "web", "web"]})
    >>> opportunities = pl.DataFrame({"lead_id": ["ana"], "status": ["won"],
    ...     "created_at": [date(2026, 1, 9)], "closed_at": [date(2026, 1, 25)]})
    >>> won_share_difference(leads, opportunities, as_of=date(2026, 6, 30),
    ...     horizon_days=[30]).select("original_source", "value", "own_share").rows()
    [('ad', 0.5, 0.5), ('web', -0.5, 0.0)]
    """
    if not by:
        raise NotComputable(N_("a difference needs segments: say which columns to cut by"))
    outcomes = watched_from(lead_outcomes(leads, opportunities, as_of), observed_from)
    counts = event_counts(segmented(outcomes, by), by)
    own = _read(curves(counts, by), by, horizon_days)
    rest = _read(curves(others(counts, by), by), by, horizon_days)
    both = own.join(rest, on=[*by, HORIZON], how="left", suffix="_o").sort(*by, HORIZON)
    shares = (pl.col("share").alias("own_share"), pl.col("share_o").alias("others_share"))
    return both.select(*by, HORIZON, *difference(), *shares)


def _read(steps: pl.DataFrame, by: Sequence[str], horizon_days: Sequence[int]) -> pl.DataFrame:
    """Read each segment's curve at the horizons; null where it does not reach so far."""
    days = pl.DataFrame({HORIZON: sorted(set(horizon_days))}, schema={HORIZON: pl.Int64})
    ends = steps.group_by(*by).agg(
        pl.col("days").filter(pl.col("n_at_risk") > 0).max().alias("last_day"),
        pl.col("n_at_risk").sort_by("days").first().alias("n_first"),
        pl.sum_horizontal("n_won", "n_lost", "n_censored").sum().alias("n"),
        pl.col("open_share").sort_by("days").last().alias("last_open"),
    )
    read = (
        ends.join(days, how="cross")
        .sort(HORIZON)
        .join_asof(
            steps.select(*by, "days", "won_share", "won_low", "won_high").sort("days"),
            left_on=HORIZON,
            right_on="days",
            by=list(by) or None,
            check_sortedness=False,
        )
    )
    reaches = (pl.col("last_day") >= pl.col(HORIZON)) | (pl.col("last_open") <= 0)
    known = reaches & (pl.col("n_first") > 0)
    return read.select(
        *by,
        HORIZON,
        "n",
        *(pl.when(known).then(pl.col(f"won_{end}")).alias(end) for end in ("share", "low", "high")),
    )


def difference() -> list[pl.Expr]:
    """Give the five figures of a difference of two shares, each with its own interval.

    >>> pl.DataFrame({"share": [0.5], "low": [0.4], "high": [0.6], "share_o": [0.2],
    ...     "low_o": [0.2], "high_o": [0.2], "n": [90]}).select(difference()).row(0)[:2]
    (0.3, 0.2)
    """
    own, rest = pl.col("share"), pl.col("share_o")
    below = ((own - pl.col("low")) ** 2 + (pl.col("high_o") - rest) ** 2).sqrt()
    above = ((pl.col("high") - own) ** 2 + (rest - pl.col("low_o")) ** 2).sqrt()
    value = own - rest
    return figures(value, low=value - below, high=value + above, denominator=pl.col("n"))


WON_SHARE_DIFFERENCE = Metric(
    won_share_difference,
    unit="share",
    bounds=(-1.0, 1.0),
    needs={"leads": ("lead_id", "created_at"), "opportunities": ("lead_id", "status")},
)

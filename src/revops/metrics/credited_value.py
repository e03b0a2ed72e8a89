"""How much of the won value is credited to each channel?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.account_bootstrap import Redrawn
from revops.metrics.credited import credited
from revops.metrics.figures import figures
from revops.metrics.metric import Metric


def credited_value(
    credits: pl.DataFrame,
    draws: Redrawn | None = None,
    *,
    as_of: date,
    by: Sequence[str] = ("channel",),
    since: date | None = None,
    until: date | None = None,
) -> pl.DataFrame:
    """How much of the converted value is credited to each channel? Credit, not lift.

    Sum of credited_value over the conversions by the as-of day; over all channels, the one
    named `unattributed` included, it is the converted value. `since` and `until` keep the
    conversions of a period. Numerator: that sum. Denominator: credited conversions (the sum of
    credit). Interval: 95 %, bootstrap over accounts; a model that learns from counts learns again
    in every replicate (`draws`), what `additive_hazard` learnt is taken as certain. Unit:
    workspace currency. Besides: n_conversions, the number of conversions with any credit here.

    >>> credits = pl.DataFrame({"conversion_id": ["d1", "d1"], "account_id": ["Aurora"] * 2,
    ...     "converted_at": [date(2026, 3, 2)] * 2, "channel": ["email", "webinar"],
    ...     "credit": [0.25, 0.75], "credited_value": [225.0, 675.0]})
    >>> credited_value(credits, as_of=date(2026, 6, 30)).select("channel", "value").rows()
    [('email', 225.0), ('webinar', 675.0)]
    """
    sums = credited(
        credits, "credited_value", as_of=as_of, by=by, since=since, until=until, draws=draws
    )
    total = pl.col("total")
    shown = figures(
        total,
        numerator=total,
        denominator=pl.col("conversions"),
        low=pl.col("low"),
        high=pl.col("high"),
    )
    return sums.select(*by, *shown, "n_conversions")


CREDITED_VALUE = Metric(
    credited_value, unit="money", needs={"credits": ("credit", "credited_value")}
)

"""When a lead becomes marketing-qualified: the first touch at which its log-odds suffice.

log-odds = base + 0.55 fit + 0.45 intent + effects of the touches so far; the lead qualifies
when they exceed a logistic noise drawn once for each person.
"""

import polars as pl

from revops.sample.arrivals import effect
from revops.sample.calendar import day_number
from revops.sample.stories import Stories
from revops.sample.story import STRICTER_FROM, WEEKS_FROM, WEEKS_TO, days

BASE, FIT, INTENT = -2.38, 0.55, 0.45


def qualify(arrived: pl.DataFrame, people: pl.DataFrame, stories: Stories) -> pl.DataFrame:
    """Give `mql`, the day of qualification, for each person who qualifies."""
    of_person = people.select("person", "fit", "intent", "noise_mql")
    log_odds = (
        BASE
        + FIT * pl.col("fit")
        + INTENT * pl.col("intent")
        + _leniency(stories)
        + effect("mql", "person")
    )
    return (
        arrived.join(of_person, on="person", maintain_order="left")
        .with_columns(log_odds=log_odds)
        .filter(pl.col("day") >= pl.col("created"), pl.col("log_odds") >= pl.col("noise_mql"))
        .group_by("person")
        .agg(mql=pl.col("day").min() + 4 / 1440)
        .sort("person")
    )


def _leniency(stories: Stories) -> pl.Expr:
    """Give the log-odds that marketing adds: a loose definition, or thinner grounds for weeks."""
    loose = pl.col("day") < day_number(STRICTER_FROM)
    bonus = pl.when(loose).then(stories.size("stricter_definition")).otherwise(0.0)
    if "handover_surge" not in stories:
        return bonus
    first, end = days(WEEKS_FROM, WEEKS_TO)
    now = (pl.col("day") >= first) & (pl.col("day") < end)
    return bonus + pl.when(now).then(stories.size("handover_surge")).otherwise(0.0)

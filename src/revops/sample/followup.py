"""What sales does with a qualified lead: reject it, work it soon or late, or never."""

import numpy as np
import polars as pl

from revops.sample.calendar import after_hours, day_number
from revops.sample.stories import Stories
from revops.sample.story import (
    SLIP_FROM,
    SLIP_TO,
    SLIP_UNWORKED,
    STRICTER_FROM,
    WEEKS_FROM,
    WEEKS_TO,
    days,
)

REJECTED, REJECTED_WHEN_LOOSE = 0.05, 0.11
NEVER_WORKED = 0.10
MEDIAN_HOURS, SPREAD = 5.0, 1.15
DEADLINE_HOURS = 24.0


def follow_up(people: pl.DataFrame, qualified: pl.DataFrame, stories: Stories) -> pl.DataFrame:
    """Give each qualified or prospected person's routing, verdict and first human contact."""
    leads = people.join(qualified, on="person", how="left", maintain_order="left").filter(
        pl.col("mql").is_not_null() | pl.col("prospect_day").is_not_null()
    )
    slip = pl.col("mql").is_between(day_number(SLIP_FROM), day_number(SLIP_TO) + 1)
    slip &= pl.lit("slow_follow_up" in stories)
    loose = (pl.col("mql") < day_number(STRICTER_FROM)) & ("stricter_definition" in stories)
    rejected = pl.when(loose).then(REJECTED_WHEN_LOOSE).otherwise(REJECTED)
    unworked = NEVER_WORKED + pl.when(slip).then(SLIP_UNWORKED).otherwise(0.0)
    first, end = days(WEEKS_FROM, WEEKS_TO)
    now = ((pl.col("mql") >= first) & (pl.col("mql") < end)).fill_null(False).cast(pl.Float64)
    by_marketing = pl.col("prospect_day").is_null()
    marked = leads.with_columns(
        slip=slip.fill_null(False),
        routed=pl.coalesce(pl.col("mql") + pl.col("u_route") * 0.02, "prospect_day"),
        is_rejected=by_marketing
        & (pl.col("u_reject") < rejected + now * stories.size("rejection_surge")),
        is_worked=~by_marketing
        | (pl.col("u_work") >= unworked + now * stories.size("unworked_surge")),
    )
    return _first_contacts(marked, stories.size("slow_follow_up") or 1.0)


def _first_contacts(leads: pl.DataFrame, factor: float) -> pl.DataFrame:
    """Add the first contact, the business hours until it, and the moment of a rejection."""
    slow = np.where(leads.get_column("slip").to_numpy(), factor, 1.0)
    z = leads.get_column("z_delay").to_numpy()
    hours = MEDIAN_HOURS * slow * np.exp(SPREAD * z)
    contact = after_hours(leads.get_column("routed").to_numpy(), np.maximum(hours, 0.08))
    handed_back = after_hours(leads.get_column("routed").to_numpy(), 3.5 * np.exp(0.8 * z))
    works = pl.col("is_worked") & ~pl.col("is_rejected")
    return leads.with_columns(
        hours=pl.when(works).then(pl.Series(hours)),
        contacted=pl.when(works).then(pl.Series(contact)),
        rejected=pl.when("is_rejected").then(pl.Series(handed_back)),
    )

"""Does the first conversation touch what the campaign promised?"""

from datetime import date

import polars as pl

from revops.alignment.coherence.conversations import (
    NO_TOPIC,
    READ,
    TAGGED,
    UNREAD,
    first_conversations,
)
from revops.alignment.coherence.promised import Touch, with_promise
from revops.alignment.coherence.readable import require_read, without_doubtful
from revops.metrics.figures import share
from revops.metrics.handovers import Start
from revops.metrics.matured import MATURITY_DAYS, has_matured
from revops.metrics.outcomes import WON, lead_outcomes
from revops.metrics.shared import shared
from revops.metrics.wilson import wilson_high, wilson_low

KEY = ("campaign_id", "campaign", "promise")


@shared
def promised_talks(
    leads: pl.DataFrame,
    activities: pl.DataFrame,
    touchpoints: pl.DataFrame,
    campaigns: pl.DataFrame,
    topics: pl.DataFrame,
    topic_figures: pl.DataFrame,
    visits: pl.DataFrame | None = None,
    users: pl.DataFrame | None = None,
    opportunities: pl.DataFrame | None = None,
    *,
    as_of: date,
    touch: Touch = "first",
    start: Start = "routed",
) -> pl.DataFrame:
    """One row a lead with a first conversation, and the promise that it came by.

    Columns: those of `first_conversations` and `with_promise`, and touches_promise (null where
    nothing was promised or no topic said). Conversations read from notes are left out where the
    promise has a topic that the reader gets wrong too often.

    Raises:
        NotComputable: over 40 % of the conversations are unread, no campaign states a promise, or
            no topic promised is read well enough.
    """
    talks = first_conversations(
        leads, activities, topics, visits, users, opportunities, as_of=as_of, start=start
    )
    require_read(talks)
    named = with_promise(talks, touchpoints, campaigns, topics, touch=touch)
    kept = without_doubtful(named, topic_figures)
    told = (pl.col("promise").list.len() > 0) & pl.col("how").is_in([TAGGED, READ])
    both = pl.col("said").list.set_intersection("promise").list.len() > 0
    return kept.with_columns(touches_promise=pl.when(told.fill_null(False)).then(both))


def promise_coherence(
    leads: pl.DataFrame,
    activities: pl.DataFrame,
    touchpoints: pl.DataFrame,
    campaigns: pl.DataFrame,
    topics: pl.DataFrame,
    topic_figures: pl.DataFrame,
    visits: pl.DataFrame | None = None,
    users: pl.DataFrame | None = None,
    opportunities: pl.DataFrame | None = None,
    *,
    as_of: date,
    touch: Touch = "first",
    start: Start = "routed",
    maturity_days: int = MATURITY_DAYS,
) -> pl.DataFrame:
    """In what share of journeys does the first conversation touch what the campaign promised?

    One row a campaign with a promise and a conversation, those with most conversations first.
    Columns: campaign_id, campaign, promise (topics), value (journeys whose first conversation
    touches a promised topic / journeys with a topic said), low, high (95 %, Wilson), numerator,
    denominator, n_without_topic, n_unread, won_share (of the conversations' leads that were made
    long enough ago, those won within `maturity_days`), won_low_share, won_high_share, n_matured,
    unit.
    """
    told = promised_talks(
        leads, activities, touchpoints, campaigns, topics, topic_figures, visits, users,
        opportunities, as_of=as_of, touch=touch, start=start,
    ).filter(pl.col("promise").list.len() > 0)  # fmt: skip
    outcome = _won(leads, opportunities, as_of, maturity_days)
    rows = told.join(outcome, on="lead_id", how="left", maintain_order="left")
    how = pl.col("how")
    counts = rows.group_by(KEY, maintain_order=True).agg(
        pl.col("touches_promise").sum().alias("n_touching"),
        pl.col("touches_promise").count().alias("n_said"),
        (how == NO_TOPIC).sum().alias("n_without_topic"),
        (how == UNREAD).sum().alias("n_unread"),
        pl.col("is_won").sum().alias("n_won"),
        pl.col("is_won").count().alias("n_matured"),
    )
    return counts.sort("n_said", "campaign_id", descending=[True, False]).select(
        *KEY, *share("n_touching", "n_said"), "n_without_topic", "n_unread",
        *_won_share(), "n_matured", pl.lit("share").alias("unit"),
    )  # fmt: skip


def promise_coherence_total(
    leads: pl.DataFrame,
    activities: pl.DataFrame,
    touchpoints: pl.DataFrame,
    campaigns: pl.DataFrame,
    topics: pl.DataFrame,
    topic_figures: pl.DataFrame,
    visits: pl.DataFrame | None = None,
    users: pl.DataFrame | None = None,
    opportunities: pl.DataFrame | None = None,
    *,
    as_of: date,
    touch: Touch = "first",
    start: Start = "routed",
) -> pl.DataFrame:
    """In what share of all journeys does the first conversation touch the promise? One row.

    Columns: value, low, high (95 %, Wilson), numerator, denominator, n_conversations (all first
    conversations that count), n_without_promise, n_unread, unit.
    """
    told = promised_talks(
        leads, activities, touchpoints, campaigns, topics, topic_figures, visits, users,
        opportunities, as_of=as_of, touch=touch, start=start,
    )  # fmt: skip
    no_promise = pl.col("promise").list.len().fill_null(0) == 0
    return told.select(
        pl.col("touches_promise").sum().alias("n_touching"),
        pl.col("touches_promise").count().alias("n_said"),
        pl.len().alias("n_conversations"),
        no_promise.sum().alias("n_without_promise"),
        (pl.col("how") == UNREAD).sum().alias("n_unread"),
    ).select(
        *share("n_touching", "n_said"), "n_conversations", "n_without_promise", "n_unread",
        pl.lit("share").alias("unit"),
    )  # fmt: skip


def _won(
    leads: pl.DataFrame, opportunities: pl.DataFrame | None, as_of: date, maturity_days: int
) -> pl.DataFrame:
    """Say of each lead made long enough ago whether it was won in time."""
    if opportunities is None:
        return pl.DataFrame(schema={"lead_id": pl.String, "is_won": pl.Boolean})
    found = lead_outcomes(leads, opportunities, as_of).filter(has_matured(as_of, maturity_days))
    won = (pl.col("cause") == WON) & (pl.col("days") <= maturity_days)
    return found.select("lead_id", is_won=won)


def _won_share() -> list[pl.Expr]:
    """Give the share won and its interval; null where no lead is old enough."""
    won, old = pl.col("n_won"), pl.col("n_matured")
    return [
        pl.when(old > 0).then(won / old).alias("won_share"),
        wilson_low(won, old).alias("won_low_share"),
        wilson_high(won, old).alias("won_high_share"),
    ]

"""When did sales accept or reject each qualified lead, and when did the lead answer?"""

from datetime import date

import polars as pl

from revops import known
from revops.metrics.entries import known_visits
from revops.metrics.outbound import CONTACT, Activities

ACCEPTED = "sal"
UNREACHABLE = "unreachable"


def rejected(feedback: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Give each rejection that has a reason and a day: lead_id, at.

    >>> feedback = pl.DataFrame({"lead_id": ["ana", "bruno"], "kind": ["rejection"] * 2,
    ...     "reason": ["duplicate", None], "given_at": [date(2026, 6, 3)] * 2})
    >>> rejected(feedback, date(2026, 6, 30)).rows()
    [('ana', datetime.date(2026, 6, 3))]
    """
    of_kind = pl.col("kind") == "rejection"
    return _told(feedback, as_of).filter(of_kind, pl.col("reason").is_not_null()).select(*_AT)


def moved_on(visits: pl.DataFrame, stage: str, as_of: date) -> pl.DataFrame:
    """Give each entry of a lead into a stage beyond one: lead_id, at, stage; a loss is none."""
    seen = known_visits(visits, as_of=as_of, object="lead")
    place = seen.filter(pl.col("stage") == stage)["position"].min()
    beyond = (pl.col("position") > place).fill_null(False)
    return seen.filter(beyond, pl.col("status").ne_missing("lost")).select(
        pl.col("object_id").alias("lead_id"), pl.col("entered_at").alias("at"), "stage"
    )


def answered(
    activities: Activities, feedback: pl.DataFrame, moves: pl.DataFrame, as_of: date
) -> pl.DataFrame:
    """Give each sign that a lead was reached: lead_id, at.

    It wrote, called or met; it was disqualified for what it said; or it moved to a stage that
    nobody reaches unheard (beyond SAL).

    >>> calls = pl.DataFrame({"lead_id": ["ana", "bruno"], "kind": ["call"] * 2,
    ...     "direction": ["inbound", "outbound"], "occurred_at": [date(2026, 6, 3)] * 2})
    >>> feedback = pl.DataFrame(schema={"lead_id": pl.String, "kind": pl.String,
    ...     "reason": pl.String, "given_at": pl.Date})
    >>> moves = pl.DataFrame(schema={"lead_id": pl.String, "at": pl.Date, "stage": pl.String})
    >>> answered(calls, feedback, moves, date(2026, 6, 30))["lead_id"].to_list()
    ['ana']
    """
    is_contact = pl.col("kind").is_in(CONTACT)
    theirs = (pl.col("direction") == "inbound") | (pl.col("kind") == "meeting")
    heard = (
        known.events(activities.lazy(), "occurred_at", as_of)
        .filter(is_contact, theirs.fill_null(False), pl.col("occurred_at").is_not_null())
        .select("lead_id", pl.col("occurred_at").alias("at"))
        .collect(engine="streaming")
    )
    dropped = _told(feedback, as_of).filter(
        pl.col("kind") == "disqualification", pl.col("reason").ne_missing(UNREACHABLE)
    )
    moved = moves.filter(pl.col("stage") != ACCEPTED)
    signs = (heard, dropped, moved)
    return pl.concat([sign.select(*_AT) for sign in signs], how="vertical_relaxed")


def first_after(started: pl.DataFrame, events: pl.DataFrame, name: str) -> pl.DataFrame:
    """Add a column: the first of the lead's events from its start_at on, null if none.

    >>> started = pl.DataFrame({"lead_id": ["ana"], "start_at": [date(2026, 6, 2)]})
    >>> events = pl.DataFrame({"lead_id": ["ana"] * 2, "at": [date(2026, 6, 1), date(2026, 6, 4)]})
    >>> first_after(started, events, "answered_at")["answered_at"].item()
    datetime.date(2026, 6, 4)
    """
    first = (
        events.select(*_AT)
        .join(started.select("lead_id", "start_at"), on="lead_id")
        .filter(pl.col("at") >= pl.col("start_at"))
        .group_by("lead_id")
        .agg(pl.col("at").min().alias(name))
    )
    return started.join(first, on="lead_id", how="left", maintain_order="left")


def _told(feedback: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Keep the dated remarks known by the as-of day, with their instant as `at`."""
    dated = feedback.filter(pl.col("given_at").is_not_null()).rename({"given_at": "at"})
    return known.events(dated, "at", as_of)


_AT = ("lead_id", "at")

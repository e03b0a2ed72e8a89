"""Which activities are a person of ours trying to reach a lead?"""

from datetime import date

import polars as pl

from revops import known
from revops.metrics.metric import NotComputable
from revops.text import N_

CONTACT = ("call", "email", "meeting", "message")
_READ = ("lead_id", "occurred_at", "kind", "direction", "is_automated")


def outbound_contacts(activities: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Keep the human outbound contacts known by the as-of day.

    A call, e-mail, meeting or message that goes out and that no machine sent. A meeting without
    direction counts; a task, which is a plan, does not.

    >>> activities = pl.DataFrame({"lead_id": ["ana", "bruno"], "kind": ["call", "email"],
    ...     "occurred_at": [date(2026, 6, 3)] * 2, "direction": ["outbound"] * 2,
    ...     "is_automated": [None, True]})
    >>> outbound_contacts(activities, date(2026, 6, 30))["lead_id"].to_list()
    ['ana']
    """
    outbound = (pl.col("direction") == "outbound") | (
        (pl.col("kind") == "meeting") & pl.col("direction").is_null()
    )
    human = ~pl.col("is_automated").fill_null(False)
    events = known.events(activities.lazy(), "occurred_at", as_of)
    contacts = events.filter(
        outbound.fill_null(False), human, pl.col("kind").is_in(CONTACT)
    ).collect()
    if contacts.is_empty():
        raise NotComputable(
            N_("no human outbound contact is known: every lead would look untouched")
        )
    return contacts


def contacts_since(started: pl.DataFrame, activities: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Give the human outbound contacts of each lead from its start_at on.

    Columns: lead_id, start_at, occurred_at. What came before the handover is not among them.

    >>> started = pl.DataFrame({"lead_id": ["ana"], "start_at": [date(2026, 6, 3)]})
    >>> activities = pl.DataFrame({"lead_id": ["ana"] * 2, "kind": ["call"] * 2,
    ...     "occurred_at": [date(2026, 6, 1), date(2026, 6, 4)], "direction": ["outbound"] * 2,
    ...     "is_automated": [False] * 2})
    >>> contacts_since(started, activities, date(2026, 6, 30))["occurred_at"].to_list()
    [datetime.date(2026, 6, 4)]
    """
    return (
        outbound_contacts(activities.select(_READ), as_of)
        .select("lead_id", "occurred_at")
        .join(started.select("lead_id", "start_at"), on="lead_id", maintain_order="left")
        .filter(pl.col("occurred_at") >= pl.col("start_at"))
        .select("lead_id", "start_at", "occurred_at")
    )


def with_first_contact(
    started: pl.DataFrame, activities: pl.DataFrame, as_of: date
) -> pl.DataFrame:
    """Add first_contact_at: the first human outbound contact from start_at on, null if none.

    >>> started = pl.DataFrame({"lead_id": ["ana", "bruno"], "start_at": [date(2026, 6, 3)] * 2})
    >>> activities = pl.DataFrame({"lead_id": ["ana"], "occurred_at": [date(2026, 6, 4)],
    ...     "kind": ["call"], "direction": ["outbound"], "is_automated": [False]})
    >>> with_first_contact(started, activities, date(2026, 6, 30))["first_contact_at"].to_list()
    [datetime.date(2026, 6, 4), None]
    """
    first = (
        contacts_since(started, activities, as_of)
        .group_by("lead_id")
        .agg(pl.col("occurred_at").min().alias("first_contact_at"))
    )
    return started.join(first, on="lead_id", how="left", maintain_order="left")

"""Which activities are a person of ours trying to reach a lead?"""

from datetime import date

import numpy as np
import polars as pl

from revops import known
from revops.metrics.metric import NotComputable
from revops.metrics.shared import shared
from revops.text import N_

CONTACT = ("call", "email", "meeting", "message")
#: Activities, read or unread: of an unread table only what is needed is held.
Activities = pl.DataFrame | pl.LazyFrame
_READ = ("lead_id", "occurred_at", "kind", "direction", "is_automated")


def outbound_contacts(activities: Activities, as_of: date) -> pl.DataFrame:
    """Keep the human outbound contacts known by the as-of day.

    A call, e-mail, meeting or message that goes out and that no machine sent. A meeting without
    direction counts; a task, which is a plan, does not.

    >>> activities = pl.DataFrame({"lead_id": ["ana", "bruno"], "kind": ["call", "email"],
    ...     "occurred_at": [date(2026, 6, 3)] * 2, "direction": ["outbound"] * 2,
    ...     "is_automated": [None, True]})
    >>> outbound_contacts(activities, date(2026, 6, 30))["lead_id"].to_list()
    ['ana']
    """
    contacts = _outbound(activities, as_of).collect(engine="streaming")
    if contacts.is_empty():
        raise NotComputable(
            N_("no human outbound contact is known: every lead would look untouched")
        )
    return contacts


def _outbound(activities: Activities, as_of: date) -> pl.LazyFrame:
    """Keep the human outbound contacts; not read yet."""
    outbound = (pl.col("direction") == "outbound") | (
        (pl.col("kind") == "meeting") & pl.col("direction").is_null()
    )
    human = ~pl.col("is_automated").fill_null(False)
    events = known.events(activities.lazy(), "occurred_at", as_of)
    return events.filter(outbound.fill_null(False), human, pl.col("kind").is_in(CONTACT))


@shared
def contacts_since(started: pl.DataFrame, activities: Activities, as_of: date) -> pl.DataFrame:
    """Give the human outbound contacts of each lead from its start_at on.

    Columns: row (the lead's place in `started`), occurred_at. What came before the handover is
    not among them; in no order.

    >>> started = pl.DataFrame({"lead_id": ["ana"], "start_at": [date(2026, 6, 3)]})
    >>> activities = pl.DataFrame({"lead_id": ["ana"] * 2, "kind": ["call"] * 2,
    ...     "occurred_at": [date(2026, 6, 1), date(2026, 6, 4)], "direction": ["outbound"] * 2,
    ...     "is_automated": [False] * 2})
    >>> contacts_since(started, activities, date(2026, 6, 30)).rows()
    [(0, datetime.date(2026, 6, 4))]
    """
    begun = started.lazy().select("lead_id", "start_at").with_row_index("row")
    read = activities.lazy().select(_READ)
    found = (
        _outbound(read, as_of)
        .select("lead_id", "occurred_at")
        .join(begun, on="lead_id")
        .filter(pl.col("occurred_at") >= pl.col("start_at"))
        .select("row", "occurred_at")
        .collect(engine="streaming")
    )
    if found.is_empty():
        outbound_contacts(read, as_of)  # refuses, where there is no contact of anybody
    return found


@shared
def with_first_contact(started: pl.DataFrame, activities: Activities, as_of: date) -> pl.DataFrame:
    """Add first_contact_at: the first human outbound contact from start_at on, null if none.

    >>> started = pl.DataFrame({"lead_id": ["ana", "bruno"], "start_at": [date(2026, 6, 3)] * 2})
    >>> activities = pl.DataFrame({"lead_id": ["ana"], "occurred_at": [date(2026, 6, 4)],
    ...     "kind": ["call"], "direction": ["outbound"], "is_automated": [False]})
    >>> with_first_contact(started, activities, date(2026, 6, 30))["first_contact_at"].to_list()
    [datetime.date(2026, 6, 4), None]
    """
    contacts = contacts_since(started, activities, as_of)
    return started.with_columns(_first(contacts, started.height).alias("first_contact_at"))


def _first(contacts: pl.DataFrame, n_leads: int) -> pl.Series:
    """Give the first instant of each row's contacts; null where there is none."""
    at = contacts.get_column("occurred_at")
    instants, never = at.to_physical(), np.iinfo(np.int64).max
    first = np.full(n_leads, never)
    np.minimum.at(first, contacts["row"].to_numpy(), instants.cast(pl.Int64).to_numpy())
    told = pl.DataFrame({"at": first}).select(pl.when(pl.col("at") != never).then("at"))
    return told.to_series().cast(instants.dtype).cast(at.dtype)

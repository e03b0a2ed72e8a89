"""What does each version ask of a lead, and which of it could be known on the day?"""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from revops.alignment.qualified.clocks import Known, clocks
from revops.alignment.qualified.facts import Facts
from revops.alignment.qualified.qualified import all_days, own_days
from revops.metrics.metric import NotComputable
from revops.text import N_
from revops.workspace.qualified_lead import QualifiedLead

#: The weakest clock decides how a criterion is known.
_CODES: Mapping[Known, str] = {
    "today": "today",
    "at_creation": "by_creation",
    "history": "by_history",
    "event": "by_event",
}


def criteria_told(
    leads: pl.DataFrame,
    qualified_lead: Sequence[QualifiedLead],
    field_history: pl.DataFrame | None = None,
    *,
    as_of: date,
) -> pl.DataFrame:
    """Give one row a criterion of each version: version, criterion, meaning, expression, known_by.

    known_by: `by_event`, `by_history`, `by_creation` (both teams vouch for it) or `today`:
    only today's value is known, so that the criterion is kept out of the precision.
    """
    if not qualified_lead:
        raise NotComputable(N_("agreement/qualified_lead has no version of the definition"))
    facts = Facts(leads, field_history=field_history)
    first = all_days(facts, as_of) or (as_of, as_of)
    rows = []
    for version in qualified_lead:
        known = clocks(version, facts, since=(own_days(version, as_of) or first)[0])
        for each in version.conditions:
            weakest = min((known[name] for name in each.fields), key=list(_CODES).index)
            rows.append((version.version, each.id, each.meaning or None, each.sql, _CODES[weakest]))
    names = ("version", "criterion", "meaning", "expression", "known_by")
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")

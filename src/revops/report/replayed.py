"""The inputs that the qualified-lead definition makes: which lead met which version, and when.

- `replays`: every version on the days on which it was in force;
- `replays_everywhere`: every version, drafts too, on all days;
- `qualified`: one row a lead that met the version in force on that day.
"""

from collections.abc import Mapping
from datetime import date

import polars as pl

from revops.alignment import qualified
from revops.metrics.metric import NotComputable
from revops.text import N_
from revops.workspace import Agreement

REPLAYED = ("qualified", "replays", "replays_everywhere")
_OPTIONAL = ("touchpoints", "activities", "accounts", "field_history")


def facts(tables: Mapping[str, pl.DataFrame]) -> qualified.Facts:
    """Give the tables that say something about leads; those without an export are null."""
    if "leads" not in tables:
        raise NotComputable(N_("no export gives the table '{table}'"), table="leads")
    there = {name: tables[name] for name in _OPTIONAL if name in tables}
    return qualified.Facts(tables["leads"], **there)


def replayed(
    name: str, tables: Mapping[str, pl.DataFrame], agreement: Agreement, as_of: date
) -> pl.DataFrame:
    """Make one of the inputs."""
    if not agreement.qualified_lead:  # nothing to replay, so nothing is read
        return qualified.replays((), qualified.Facts(pl.DataFrame()), as_of=as_of)
    everywhere = name == "replays_everywhere"
    told = qualified.replays(
        agreement.qualified_lead, facts(tables), as_of=as_of, everywhere=everywhere
    )
    return qualified.qualified(told) if name == "qualified" else told

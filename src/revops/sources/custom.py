"""Any CSV, Excel or Parquet file whose headers revops.toml names, column by column.

[[exports]]
source = "custom"
path = "deals.csv"
table = "opportunities"
columns = { opportunity_id = "mql_id", closed_at = "won_date" }
constants = { status = "won" }
"""

from revops.errors import UnknownName
from revops.sources.casting.renewals import EVENTS
from revops.sources.mapping import Export
from revops.sources.refusal import refuse
from revops.tables import TABLES
from revops.workspace.settings import ExportSettings

CUSTOM = "custom"
#: Words that are read in any sheet of a table, as people say them.
_SPOKEN = {"customers": {"event": EVENTS}}


def custom(settings: ExportSettings) -> tuple[Export, ...]:
    """Make a mapping without columns; those that the settings name are put in as for any source."""
    if settings.table is None:
        raise refuse(f"a custom export needs `table`, one of: {', '.join(sorted(TABLES))}.")
    if settings.table not in TABLES:
        raise refuse(str(UnknownName("table", settings.table, TABLES)))
    if not settings.columns:
        raise refuse('a custom export needs `columns`, such as { lead_id = "their header" }.')
    values = _SPOKEN.get(settings.table, {})
    return (Export(CUSTOM, "", settings.table, columns={}, values=values),)

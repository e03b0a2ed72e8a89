"""What people type in goes into agreement/, in a file of its own table, and is read at each load.

`agreement/decisions.csv` and `agreement/feedback.csv` need no block in revops.toml, and can be
put under version control with the rest of the agreement. Rows are only added.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from secrets import token_hex

from revops.errors import SourceError
from revops.load.agreed import FOLDER
from revops.sources.reading.excel import SUFFIXES
from revops.tables import TABLES
from revops.workspace import Workspace
from revops.workspace.appended import Row, append

Values = Mapping[str, str | float | None]
#: The clock in the file: to the minute, in UTC, and a text to a spreadsheet, which leaves it alone.
CLOCK = "%Y-%m-%dT%H:%MZ"
_PREFIXES = {"decisions": "DEC", "feedback": "FB"}


def write_row(workspace: Workspace, table: str, values: Values, *, at: datetime) -> Row:
    """Add one row to a table that people type in, and give it as it was written.

    Its id is made where it has none. Two events of one record are never of one minute: the later
    one is written a minute after the other, so that their order stays.
    """
    key, clock = TABLES[table].key[0], TABLES[table].known_by
    _refuse_workbook(workspace, table)

    def made(rows: Sequence[Row]) -> Values:
        """Give the row its id and its minute, among the rows that are there."""
        taken = [row.get(key, "") for row in rows]
        named = values.get(key) or _new_id(table, at, taken)
        past = [row.get(clock, "") for row in rows if row.get(key) == named]
        return {**values, key: named, clock: _after(at, past)}

    path = workspace.root / FOLDER / f"{table}.csv"
    columns = tuple(TABLES[table].columns)
    return append(path, columns, made, lock=workspace.state / f"{table}.lock")


def _new_id(table: str, at: datetime, taken: Sequence[str]) -> str:
    """Make an id that two people who have not seen each other's file will hardly share.

    >>> _new_id("decisions", datetime(2026, 6, 30), [])[:11]
    'DEC-260630-'
    """
    prefix = _PREFIXES.get(table, table.upper())
    while (name := f"{prefix}-{at:%y%m%d}-{token_hex(2)}") in taken:
        pass
    return name


def _after(at: datetime, past: Iterable[str]) -> str:
    """Give the minute of an event: its own, or the one after the last event."""
    known = [moment for moment in map(_moment, past) if moment is not None]
    own = at.astimezone(UTC).replace(second=0, microsecond=0)
    return max([own, *(moment + timedelta(minutes=1) for moment in known)]).strftime(CLOCK)


def _moment(cell: str) -> datetime | None:
    try:
        return datetime.strptime(cell, CLOCK).replace(tzinfo=UTC)
    except ValueError:
        return None


def _refuse_workbook(workspace: Workspace, table: str) -> None:
    """Raise where the table is kept as a workbook, to which no line can be added."""
    folder = workspace.root / FOLDER
    for path in (folder / f"{table}{suffix}" for suffix in SUFFIXES):
        if path.exists():
            raise SourceError(
                f"{FOLDER}/{path.name} is a workbook, and lines are added to a CSV",
                [f"the table {table} is read from it"],
                f"Save it as {FOLDER}/{table}.csv (CSV UTF-8) and remove the workbook.",
            )

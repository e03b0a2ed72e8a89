"""Which of an export's own columns a check looks at: a flag stands for those that it reads."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

import polars as pl

from revops.checks.flags import flags_of
from revops.checks.flags.over_rows import reads
from revops.tables import TABLES


@cache
def _read_by(table: str) -> Mapping[str, tuple[str, ...]]:
    """List, for each flag of a table, the columns that it reads; columns of lists are left out.

    A flag that looks something up in another table says so by its name: `owner_active` looks up
    `owner_id`, which comes first.
    """
    columns = [name for name, dtype in TABLES[table].schema().items() if dtype != pl.List]
    found = {}
    for name, flag in flags_of(table, {}, date.min).items():
        looked_up = f"{name.rpartition('_')[0]}_id"
        read = (column for column in columns if column in reads(flag))
        found[name] = tuple(c for c in dict.fromkeys((looked_up, *read)) if c in columns)
    return found


def judged_columns(table: str, columns: Iterable[str]) -> list[str]:
    """Give the columns of the table that stand behind those a check names, each once.

    >>> judged_columns("leads", ["owner_active"]), judged_columns("leads", ["email"])
    (['owner_id'], ['email'])
    >>> judged_columns("opportunities", ["close_not_before_created"])
    ['created_at', 'closed_at']
    """
    own = TABLES[table].columns
    found = [name for each in columns for name in ([each] if each in own else _behind(table, each))]
    return list(dict.fromkeys(found))


def _behind(table: str, flag: str) -> tuple[str, ...]:
    return _read_by(table).get(flag, ())

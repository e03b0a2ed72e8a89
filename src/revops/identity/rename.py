"""Name the survivor wherever a merged record was named."""

from collections.abc import Mapping

import polars as pl

from revops.tables import TABLES


def _naming(column: str, own: str) -> tuple[tuple[str, str], ...]:
    """List the tables that name a record of another table in this column."""
    return tuple((n, column) for n, table in TABLES.items() if column in table.columns and n != own)


#: Which columns of which tables name a record of each kind.
NAMED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "leads": _naming("lead_id", "leads"),
    "accounts": (("accounts", "parent_id"), *_naming("account_id", "accounts")),
}

_OBJECT = {"leads": "lead", "accounts": "account"}


def rename(
    tables: Mapping[str, pl.DataFrame], table: str, merges: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """Put survivors in place of merged ids, in every table that names them.

    >>> deals = pl.DataFrame({"opportunity_id": ["O1"], "lead_id": ["L3"]})
    >>> merges = pl.DataFrame({"from_id": ["L3"], "to_id": ["L1"]})
    >>> rename({"opportunities": deals}, "leads", merges)["opportunities"].row(0)
    ('O1', 'L1')
    """
    renamed = dict(tables)
    if merges.is_empty():
        return renamed
    old, new = merges.get_column("from_id"), merges.get_column("to_id")
    for name, column in NAMED.get(table, ()):
        if name in renamed and column in renamed[name].columns:
            renamed[name] = renamed[name].with_columns(pl.col(column).replace(old, new))
    ours = pl.col("object") == _OBJECT.get(table, "")
    for name in ("stage_history", "field_history"):
        if name in renamed and table in _OBJECT:
            renamed[name] = renamed[name].with_columns(
                pl.when(ours)
                .then(pl.col("object_id").replace(old, new))
                .otherwise("object_id")
                .alias("object_id")
            )
    return renamed

"""The rows of all files, put together table by table; those of big files stay where they are."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from revops.sources.building.build import Built
from revops.sources.building.loaded import SLIM


def together(built: Sequence[Built]) -> tuple[dict[str, pl.DataFrame], dict[str, pl.LazyFrame]]:
    """Put the rows of each table together, in the order in which they were read.

    Tables of big files come twice: their `SLIM` columns, and all of it as it is stored.
    """
    names = dict.fromkeys(one.table for one in built)
    fed = {name: [one for one in built if one.table == name] for name in names}
    big = {name: some for name, some in fed.items() if any(one.stored is not None for one in some)}
    small = {name: pl.concat(one.frame for one in fed[name]) for name in names if name not in big}
    stored = {
        name: pl.concat(one.frame.lazy() if one.stored is None else one.stored for one in some)
        for name, some in big.items()
    }
    slim = {name: _slim(rows, len(big[name])) for name, rows in stored.items()}
    return {name: (small | slim)[name] for name in names}, stored


def in_memory(built: Sequence[Built], parts: pl.DataFrame) -> list[Built]:
    """Read the big tables whose exports have several files: their rows are compared."""
    several = parts.filter(pl.struct("table", "export").is_duplicated())
    names = set(several.get_column("table"))
    return [
        replace(one, frame=one.stored.collect(engine="streaming"), stored=None, n_stored=0)
        if one.stored is not None and one.table in names
        else one
        for one in built
    ]


def _slim(rows: pl.LazyFrame, n_parts: int) -> pl.DataFrame:
    """Read the columns by which a big table's rows are told apart, linked and counted."""
    place = pl.col("from_file").cast(pl.Categorical)
    own = ["touchpoint_id", "occurred_at", "kind"] if n_parts > 1 else []
    slim = rows.select(*SLIM, *own, place).collect(engine="streaming")
    has_account = slim.get_column("account_id").count()
    return slim if has_account else slim.drop("account_id")

"""The rows of all files, put together table by table; those of big files stay where they are."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from revops.sources.building.build import Built
from revops.sources.building.slim import slim, slimmer


def together(built: Sequence[Built]) -> tuple[dict[str, pl.DataFrame], dict[str, pl.LazyFrame]]:
    """Put the rows of each table together, in the order in which they were read.

    Tables of big files come twice: their `SLIM` columns, and all of it as it is stored, but for
    the touches that are only inferred: beside recorded ones they don't count.
    """
    names = dict.fromkeys(one.table for one in built)
    fed = {name: [one for one in built if one.table == name] for name in names}
    big = {name: some for name, some in fed.items() if any(one.stored is not None for one in some)}
    small = {name: pl.concat(one.frame for one in fed[name]) for name in names if name not in big}
    stored = {
        name: pl.concat(one.frame.lazy() if one.stored is None else one.stored for one in some)
        for name, some in big.items()
    }
    thin = {name: _thin(rows, big[name]) for name, rows in stored.items()}
    recorded = {name: pl.concat(map(_recorded, big[name])) for name in stored}
    return {name: (small | thin)[name] for name in names}, recorded


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


def _recorded(one: Built) -> pl.LazyFrame:
    """Give the rows of one file that stay beside a big one: those of a big file are recorded."""
    if one.stored is not None:
        return one.stored
    is_inferred = pl.col("is_inferred").fill_null(False)
    return one.frame.lazy().filter(~is_inferred if "is_inferred" in one.frame.columns else True)


def _thin(rows: pl.LazyFrame, parts: Sequence[Built]) -> pl.DataFrame:
    """Read the columns by which a big table's rows are told apart, linked and counted."""
    if len(parts) == 1 and parts[0].slim is not None:
        return slimmer(parts[0].slim)
    own = ["touchpoint_id", "occurred_at", "kind"] if len(parts) > 1 else []
    return slimmer(slim(rows, *own).collect(engine="streaming"))

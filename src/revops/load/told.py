"""All tables as their newest files tell them, with the history that successive states show."""

from collections.abc import Mapping

import polars as pl

from revops.load.blocks import Block, blocks
from revops.load.rebuilt import rebuilt
from revops.load.successive import settled
from revops.tables import TABLES

#: What a row of history is about: a table that tells it from an export needs no rebuilding.
_ABOUT = {"stage_history": ["object"], "field_history": ["object", "field"]}


def _with_history(frame: pl.DataFrame, made: pl.DataFrame, about: list[str]) -> pl.DataFrame:
    """Add rebuilt rows of what no history export tells."""
    own = frame.with_columns(pl.col("is_rebuilt").fill_null(False))
    return pl.concat([own, made.join(own.select(about).unique(), on=about, how="anti")])


def told(tables: Mapping[str, pl.DataFrame], parts: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Give each table with the newest version of each row, and rebuild histories."""
    cut: dict[str, list[Block]] = {
        name: list(blocks(frame, parts.filter(pl.col("table") == name)))
        for name, frame in tables.items()
    }
    newest = {
        name: pl.concat([settled(name, block) for block in found]) for name, found in cut.items()
    }
    made = rebuilt(cut)
    for name, about in _ABOUT.items():
        if name in newest or name in made:
            empty = TABLES[name].empty()
            newest[name] = _with_history(newest.get(name, empty), made.get(name, empty), about)
    return {name: frame for name, frame in newest.items() if name in tables or not frame.is_empty()}

"""The newest version of a row wins; a row that a later state lacks was deleted, not forgotten.

Files of one export may hold a row several times: exported again, or in files that overlap. The
newest file's version stands as a whole, so that a cell that was emptied is empty now. Between
files whose names tell no day nobody knows the newest: only rows that say the same are one. In
successive states, a row that the newest one lacks stays as it was last seen, and says since when
it is gone. Events without such a mark (touches, visits to stages, costs) happened and stay.
"""

import polars as pl

from revops.load.blocks import STATE, Block
from revops.tables import TABLES

_KEY = "__key"
_WHOLE = "__whole"


def _made_id(table: str) -> pl.Expr:
    """Say which rows have no id of their own, only one made of their file and row."""
    key = TABLES[table].key
    own = pl.concat_str("from_file", pl.lit(":"), "from_row")
    return (pl.col(key[0]) == own).fill_null(False) if len(key) == 1 else pl.lit(False)


def _content(table: str) -> pl.Expr:
    """Give what a row says as a number of 128 bits; a made id and the row's place say nothing."""
    key = TABLES[table].key
    said = pl.struct(name for name in TABLES[table].columns if name not in key)
    own = pl.when(~_made_id(table)).then(pl.struct(key).hash())
    parts = (said.hash(seed=1), said.hash(seed=2), own.cast(pl.String).fill_null(""))
    return pl.concat_str(*parts, separator=" ")


def _keyed(table: str, block: Block) -> pl.DataFrame:
    """Add what a row is known by: its key, or all that it says where the key does not tell.

    It does not where the row has no id of its own, nor between files without a day, of which
    nobody can say which is newer. Rows that say the same are told apart by their order in their
    file: the second of one file is the second of the other.
    """
    dated = not block.files["at"].has_nulls()
    marked = block.rows.with_columns((pl.lit(not dated) | _made_id(table)).alias(_WHOLE))
    key = pl.struct(TABLES[table].key).alias(_KEY)
    if dated and not marked.get_column(_WHOLE).any():
        return marked.with_columns(key)
    said = marked.with_columns(pl.when(_WHOLE).then(_content(table)).alias("__said"))
    nth = pl.when(_WHOLE).then(pl.int_range(pl.len()).over("__said", STATE))
    own = pl.when(~pl.col(_WHOLE)).then(key)
    return said.with_columns(pl.struct("__said", nth=nth, own=own).alias(_KEY)).drop("__said")


def _unknown(table: str, block: Block) -> pl.Expr:
    """Say which rows can't be recognised in another file, for want of a day: costs, events."""
    clock, key = TABLES[table].known_by, TABLES[table].key
    if block.is_states or not clock:
        return pl.lit(False)
    is_needed = pl.lit(True) if clock in key else pl.col(_WHOLE)
    return is_needed & pl.col(clock).is_null()


def _marked(rows: pl.DataFrame, block: Block) -> pl.DataFrame:
    """Mark what the newest state lacks with the day of the first one without it; it comes last."""
    after = block.files.select(STATE, gone="after")
    dated = rows.join(after, on=STATE, how="left", maintain_order="left")
    marked = dated.with_columns(pl.coalesce("deleted_at", "gone").alias("deleted_at"))
    is_gone = pl.col("gone").is_not_null()
    return pl.concat([marked.filter(~is_gone), marked.filter(is_gone)]).drop("gone")


def settled(table: str, block: Block) -> pl.DataFrame:
    """Give the rows of one export as its newest files tell them.

    >>> from datetime import UTC, datetime
    >>> leads = TABLES["leads"].empty().clear(3).with_columns(
    ...     pl.Series("lead_id", ["L1", "L2", "L1"]), pl.Series(STATE, [0, 0, 1])
    ... )
    >>> days = [datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 7, 8, tzinfo=UTC)]
    >>> files = pl.DataFrame({STATE: [0, 1], "at": days, "after": [days[1], None]})
    >>> found = settled("leads", Block("states", files, leads))
    >>> found.select("lead_id", pl.col("deleted_at").dt.day()).rows()
    [('L1', None), ('L2', 8)]
    """
    if block.files.height < 2:
        return block.rows.drop(STATE)
    keyed = _keyed(table, block)
    is_newest = pl.col(STATE) == pl.col(STATE).max().over(_KEY)
    kept = keyed.filter(is_newest | _unknown(table, block)).drop(_KEY, _WHOLE)
    if block.is_states and "deleted_at" in kept.columns:
        kept = _marked(kept, block)
    return kept.drop(STATE)

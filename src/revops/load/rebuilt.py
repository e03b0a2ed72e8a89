"""History read from successive states, where no export tells it.

Two states show that something changed between them, not when: a change is dated by the state
that first shows it, so that it may lie up to one interval earlier and never later. A record that
was made after the state before is dated by its own `created_at`. What happened and was undone
between two states is not seen. Every row says that it was rebuilt.
"""

from collections.abc import Mapping

import polars as pl

from revops.load.blocks import STATE, Block
from revops.tables import TABLES

#: For each table: what its records are called, and the column that tells their stage.
_STAGES = {"leads": ("lead", "lifecycle_stage"), "opportunities": ("opportunity", "stage")}
_FIELDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "accounts": ("account", ("owner_id", "employees", "industry", "country")),
    "leads": ("lead", ("owner_id", "original_source", "job_title", "country")),
    "opportunities": ("opportunity", ("owner_id", "amount", "close_date")),
}


def _seen(table: str, block: Block) -> pl.DataFrame:
    """Give each record as each state shows it, once, in the order of time."""
    (key,) = TABLES[table].key
    once = block.rows.unique([key, STATE], keep="first", maintain_order=True)
    dated = once.join(block.files, on=STATE, how="left", maintain_order="left")
    return dated.rename({key: "object_id"}).sort("object_id", STATE, maintain_order=True)


def _is_first() -> pl.Expr:
    """Say whether a row is the first of its record."""
    return pl.col("object_id").ne_missing(pl.col("object_id").shift(1))


def _changed(column: str) -> pl.Expr:
    """Say whether a record shows another value than in the state before it."""
    return ~_is_first() & pl.col(column).ne_missing(pl.col(column).shift(1))


def _conform(name: str, rows: pl.DataFrame, **made: pl.Expr) -> pl.DataFrame:
    """Make rows of a history table; what they do not tell is null."""
    schema = TABLES[name].schema()
    known = {column: pl.col(column) for column in schema if column in rows.columns} | made
    known["is_rebuilt"] = pl.lit(True)
    return rows.select(
        known.get(column, pl.lit(None)).cast(dtype).alias(column)
        for column, dtype in schema.items()
    )


def visits(table: str, block: Block) -> pl.DataFrame:
    """Give one row a visit to a stage, as the states show them."""
    kind, column = _STAGES[table]
    made = pl.col("created_at")
    is_new = made > pl.coalesce("before", "at")
    seen = _seen(table, block).filter(_is_first() | _changed(column))
    entered = pl.when(_is_first() & is_new).then(made).otherwise("at")
    dated = seen.with_columns(entered.alias("entered_at"))
    same = pl.col("object_id") == pl.col("object_id").shift(-1)
    left = pl.when(same).then(pl.col("entered_at").shift(-1))
    told = dated.with_columns(left.alias("left_at")).filter(pl.col(column).is_not_null())
    return _conform("stage_history", told, object=pl.lit(kind), stage=pl.col(column))


def _text(column: str, dtype: pl.DataType) -> pl.Expr:
    """Write a value as a person would: an amount without the zeros at its end."""
    text = pl.col(column).cast(pl.String)
    return text.str.strip_chars_end("0").str.strip_chars_end(".") if dtype.is_decimal() else text


def changes(table: str, block: Block) -> pl.DataFrame:
    """Give one row a change of an owner, an amount, a size, or what else may be agreed on.

    A state in which nobody has a value lacks the column: it shows no change.
    """
    kind, fields = _FIELDS[table]
    seen = _seen(table, block)
    found = [TABLES["field_history"].empty()]
    for name in fields:
        text = _text(name, seen.schema[name])
        shown = seen.filter(pl.col(name).is_not_null().any().over(STATE))
        told = shown.with_columns(new_value=text, old_value=text.shift(1)).filter(_changed(name))
        field = {"object": pl.lit(kind), "field": pl.lit(name), "changed_at": pl.col("at")}
        found.append(_conform("field_history", told, **field))
    return pl.concat(found)


def rebuilt(blocks: Mapping[str, list[Block]]) -> dict[str, pl.DataFrame]:
    """Give the rows of `stage_history` and `field_history` that successive states tell."""
    told: dict[str, list[pl.DataFrame]] = {"stage_history": [], "field_history": []}
    for table, found in blocks.items():
        for block in found:
            if block.is_states and block.files.height > 1:
                if table in _STAGES:
                    told["stage_history"].append(visits(table, block))
                if table in _FIELDS:
                    told["field_history"].append(changes(table, block))
    return {name: pl.concat(frames) for name, frames in told.items() if frames}

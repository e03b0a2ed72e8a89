"""How each column of a table is written for a reader, and under which name."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from revops.text import N_, Text
from revops.text.numbers import UNKNOWN

FIGURES = ("value", "low", "high")
COUNTS = ("numerator", "denominator")
INTERVAL = "interval"
IMMATURE = "is_immature"
HORIZON = "horizon_days"
#: Columns that say what a frame is; a table's title says it already.
SPOKEN = ("metric_id", "unit", "params", "dimension", "definition_hash", IMMATURE)
#: Columns whose values are codes of ours, which have names.
CODED = (
    "channel", "segment", "stage", "from_stage", "to_stage", "status", "team", "model", "outcome",
    "object", "severity", "owner", "table", "column", "unit", "kind", "metric_id", "direction",
)  # fmt: skip
_MONEY = ("amount", "amount_base", "cost", "cost_base", "spend", "credited_value", "value_base")
RIGHT = ("count", "number", "share", "days", "money", "ratio", "plain")

Writer = Callable[[Any], str]


def kinds_of(frame: pl.DataFrame, unit: str, given: Mapping[str, str]) -> dict[str, str]:
    """Say how each column is written; the segments of a metric are codes.

    >>> frame = pl.DataFrame({"original_source": ["email"], "value": [0.1], "note": ["won"]})
    >>> kinds_of(frame, "share", {})
    {'original_source': 'code', 'value': 'share', 'note': 'text'}
    """
    until = frame.columns.index("value") if "value" in frame.columns else 0
    kinds = {name: kind_of(name, dtype, unit) for name, dtype in frame.schema.items()}
    codes = {name: "code" for name in frame.columns[:until] if kinds[name] == "text"}
    return {**kinds, **codes, **{name: kind for name, kind in given.items() if name in kinds}}


def kind_of(name: str, dtype: pl.DataType, unit: str) -> str:
    """Say how a column is written, by its name and type.

    >>> kind_of("value", pl.Float64(), "share"), kind_of("amount", pl.Decimal(38, 6), "")
    ('share', 'money')
    >>> kind_of("lead_id", pl.Int64(), ""), kind_of("cohort", pl.String(), "")
    ('plain', 'period')
    """
    if name in FIGURES and unit:
        return unit
    named = {"cohort": "period", "horizon_days": "plain", "year": "plain", "from_row": "plain"}
    if name in named or name.endswith("_id"):
        return named.get(name, "plain" if dtype.is_numeric() else "text")
    if dtype.is_numeric():
        return _kind_of_number(name, dtype)
    return _KINDS.get(dtype.base_type(), "code" if name in CODED else "text")


def _kind_of_number(name: str, dtype: pl.DataType) -> str:
    """Say what a number counts, by the endings that our column names have."""
    if name.endswith(("_share", "_rate")):
        return "share"
    if name in _MONEY or name.endswith("_value"):
        return "money"
    if dtype.is_integer():
        return "count"
    return "days" if name.endswith("days") else "number"


_KINDS: Mapping[Any, str] = {
    pl.Date: "day",
    pl.Datetime: "instant",
    pl.Boolean: "yes_no",
    pl.List: "list",
}


def writers(text: Text, currency: str) -> dict[str, Writer]:
    """Give the function that writes each kind of cell."""
    return {
        "count": lambda cell: text.number(cell, 0),
        "number": lambda cell: text.number(cell, 0 if cell == cell // 1 else 1),
        "share": lambda cell: text.quantity(cell, "share"),
        "days": lambda cell: text.quantity(cell, "days"),
        "ratio": lambda cell: text.quantity(cell, "ratio"),
        "money": lambda cell: text.money(cell, currency, 0),
        "plain": str,
        "day": text.day,
        "instant": lambda cell: f"{text.day(cell)} {cell:%H:%M}",
        "period": lambda cell: text.period(str(cell)),
        "yes_no": lambda cell: text("yes") if cell else text("no"),
        "list": lambda cell: ", ".join(str(part) for part in cell if part is not None),
        "code": lambda cell: text.label(str(cell)),
        "text": lambda cell: text.label(cell) if cell == "(blank)" else str(cell),
    }


def written(column: pl.Series, write: Writer) -> pl.Series:
    """Write every cell of a column; where there is nothing, a dash.

    Codes that would get one and the same name stay apart, as they are.
    """
    known = {cell: write(cell) for cell in column.drop_nulls().to_list() if is_text(cell)}
    if len(set(known.values())) < len(known):
        known = {cell: cell for cell in known}
    cells = [
        UNKNOWN if cell is None else known[cell] if is_text(cell) else write(cell)
        for cell in column.to_list()
    ]
    return pl.Series(column.name, cells, dtype=pl.String)


def is_text(cell: object) -> bool:
    """Say whether a cell is a text, which a code is."""
    return isinstance(cell, str)


def with_interval(frame: pl.DataFrame, text: Text) -> pl.DataFrame:
    """Put the written ends of the interval into one column, after the value."""
    if not {"value", "low", "high"} <= set(frame.columns):
        return frame
    ends = pl.concat_str("low", pl.lit(f" {UNKNOWN} "), "high")
    known = (pl.col("low") != UNKNOWN) | (pl.col("high") != UNKNOWN)
    interval = pl.when(known).then(ends).otherwise(pl.lit(UNKNOWN)).alias(INTERVAL)
    order = [name for name in frame.columns if name not in ("low", "high")]
    order.insert(order.index("value") + 1, INTERVAL)
    return frame.with_columns(interval).select(order)


def names(columns: list[str], text: Text, given: Mapping[str, str]) -> dict[str, str]:
    """Name the columns for a reader: as given, else as the catalogue calls them."""
    own = {INTERVAL: text(N_("95 % interval"))}
    return {name: given.get(name) or own.get(name) or text.label(name) for name in columns}

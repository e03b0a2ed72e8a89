"""How each column of a table is written for a reader."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from revops.report.place_words import places_words
from revops.text import N_, Text
from revops.text.numbers import UNKNOWN

FIGURES = ("value", "low", "high")
#: Columns whose values are codes of ours, which have names.
CODED = (
    "channel", "segment", "stage", "from_stage", "to_stage", "status", "team", "model", "outcome",
    "object", "severity", "owner", "table", "column", "unit", "kind", "metric", "metric_id",
    "measure", "direction", "first_channel", "factor", "figure", "state",
    "verdict", "judged_by", "after_event",
    "topic", "first_topic", "measured_on",
    "trend", "content_seen",
    "known_by", "side", "effect", "found", "version_state",
    "why_unattributed", "wins",
    "least_model", "most_model", "test_verdict", "reported", "tracked",
)  # fmt: skip
RIGHT = ("count", "number", "share", "hours", "days", "money", "ratio", "plain")
BIG = 1000
_MONEY = ("amount", "amount_base", "cost", "cost_base", "spend", "credited_value", "value_base")
_NAMED = {
    "least_return": "ratio",
    "low_return": "ratio",
    "high_return": "ratio",
    "most_return": "ratio",
    "credit_ratio": "ratio",
    "lift": "share",
    "kappa": "ratio",
    "kappa_low": "ratio",
    "kappa_high": "ratio",
    "arrival_month": "period",
    "cohort": "period",
    "period": "period",
    "horizon_days": "plain",
    "path": "path",
    "removal_effect": "share",
    "within": "span",
    "year": "plain",
    "from_row": "plain",
    "example": "place",
    "examples": "place",
    "description": "said",
    "promise": "topics",
    "promised": "topics",
    "said": "topics",
    "talked_about": "topics",
}
_KINDS: Mapping[Any, str] = {
    pl.Date: "day",
    pl.Datetime: "instant",
    pl.Boolean: "yes_no",
    pl.List: "list",
}

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
    >>> kind_of("within", pl.String(), "")
    'span'
    """
    if name in FIGURES and unit:
        return unit
    if name in _NAMED or name.endswith("_id"):
        return _NAMED.get(name, "plain" if dtype.is_numeric() else "text")
    if dtype.is_numeric():
        return _kind_of_number(name, dtype)
    return _KINDS.get(dtype.base_type(), "code" if name in CODED else "text")


def _kind_of_number(name: str, dtype: pl.DataType) -> str:
    """Say what a number counts, by the endings that our column names have."""
    if name.endswith(("_share", "_rate")) or name in ("chance", "mean_chance"):
        return "share"
    if name in _MONEY or name.endswith("_value"):
        return "money"
    if dtype.is_integer():
        return "count"
    return "days" if name.endswith("days") else "number"


def written(column: pl.Series, kind: str, text: Text, currency: str) -> pl.Series:
    """Write every cell of a column; where there is nothing, a dash.

    Codes that would get one and the same name stay apart, as they are.
    """
    write = _writers(text, currency, digits(column))[kind]
    known = {cell: write(cell) for cell in column.drop_nulls() if isinstance(cell, str)}
    if len(set(known.values())) < len(known):
        known = {cell: cell for cell in known}
    cells = [
        UNKNOWN if cell is None else known[cell] if isinstance(cell, str) else write(cell)
        for cell in column.to_list()
    ]
    return pl.Series(column.name, cells, dtype=pl.String)


def digits(column: pl.Series) -> int:
    """Give all numbers of a column the same decimals: none where all are whole or some are big.

    >>> [digits(pl.Series(cells)) for cells in ([75.0, 43.1], [75.0, 43.0], [2600000.0, 0.5])]
    [1, 0, 0]
    """
    if not column.dtype.is_numeric():
        return 0
    known = column.cast(pl.Float64).drop_nulls()
    known = known.filter(known.is_finite())
    is_whole = (known == known.floor()).all()
    return 0 if is_whole or (known.abs() >= BIG).any() else 1


def _writers(text: Text, currency: str, decimals: int) -> dict[str, Writer]:
    """Give the function that writes each kind of cell."""
    return {
        "count": lambda cell: text.number(cell, 0),
        "number": lambda cell: text.number(cell, decimals),
        "share": lambda cell: text.quantity(cell, "share"),
        "hours": lambda cell: text.quantity(cell, "hours"),
        "days": lambda cell: text.quantity(cell, "days"),
        "ratio": lambda cell: text.quantity(cell, "ratio"),
        "money": lambda cell: text.money(cell, currency, 0),
        "plain": str,
        "span": lambda cell: str(cell).replace(" ", "\u00a0"),
        "day": text.day,
        "instant": lambda cell: f"{text.day(cell)} {cell:%H:%M}",
        "period": lambda cell: text.period(str(cell)),
        "yes_no": lambda cell: text(N_("yes")) if cell else text(N_("no")),
        "list": lambda cell: ", ".join(str(part) for part in cell if part is not None),
        "topics": lambda cell: ", ".join(text.label(str(part)) for part in cell),
        "path": lambda cell: " → ".join(text.label(str(part)) for part in cell),
        "code": lambda cell: text.label(str(cell)),
        "said": lambda cell: text(str(cell)),
        "place": lambda cell: places_words(cell, text),
        "text": lambda cell: text.label(cell) if cell == "(blank)" else str(cell),
    }

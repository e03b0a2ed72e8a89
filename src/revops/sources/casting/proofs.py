"""What the cells of a column of numbers prove about its decimal mark, counted.

Cells as a machine writes them are told by two short patterns; only columns that hold others are
looked at a second time, shape by shape.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from revops.sources.casting import spelling

_WHOLE = r"^[-+]?\d+$"
_POINT = r"^[-+]?\d+\.(?:\d{1,2}|\d{4,})$"


@dataclass(frozen=True)
class Proofs:
    """What the cells of one column say, with an example of each proof."""

    n_cells: int = 0
    n_plain: int = 0
    n_point: int = 0
    n_comma: int = 0
    n_three_point: int = 0
    n_three_comma: int = 0
    n_unread: int = 0
    point: str | None = None
    comma: str | None = None
    three: str | None = None
    most_places: int | None = None

    @classmethod
    def of(cls, simple: Mapping[str, Any], rest: Mapping[str, Any]) -> "Proofs":
        """Add the simple cells and the rest."""
        places = max(simple["most_places"] or 0, rest.get("most_places") or 0) or None
        point = simple["point"] or rest.get("point")
        both = {name: simple[name] + rest.get(name, 0) for name in ("n_plain", "n_point")}
        return cls(**{**rest, **simple, **both, "point": point, "most_places": places})


def _simple(name: str) -> pl.Expr:
    """Count what a machine wrote, by short patterns: that settles most columns."""
    text = pl.col(name)
    pointed = text.filter(text.str.contains(_POINT))
    return pl.struct(
        n_cells=text.count(),
        n_plain=text.str.contains(_WHOLE).sum(),
        n_point=pointed.len(),
        point=pointed.first(),
        most_places=pointed.str.len_chars().sub(pointed.str.find(".", literal=True) + 1).max(),
    ).alias(name)


def _rest(texts: pl.LazyFrame, name: str, dtype: pl.DataType) -> pl.LazyFrame:
    """Count what the other cells of a column prove."""
    cells = texts.select(cell=pl.col(name)).filter(
        ~pl.col("cell").str.contains(f"{_WHOLE}|{_POINT}")
    )
    point, comma = pl.col("point").is_not_null(), pl.col("comma").is_not_null()
    cell, three, has_point = pl.col("cell"), pl.col("is_three"), pl.col("has_point")
    proven = pl.when(point & ~comma).then("point").when(comma & ~point).then("comma")
    return spelling.spelt(cells, is_money=isinstance(dtype, pl.Decimal)).select(
        n_plain=(point & comma & ~three).sum(),
        n_point=(point & ~comma).sum(),
        n_comma=(comma & ~point).sum(),
        n_three_point=(three & has_point).sum(),
        n_three_comma=(three & ~has_point).sum(),
        n_unread=(~point & ~comma).sum(),
        point=cell.filter(point & ~comma).first(),
        comma=cell.filter(comma & ~point).first(),
        three=cell.filter(three).first(),
        most_places=proven.str.extract(r"\.(\d+)").str.len_chars().max(),
    )


def proofs(texts: pl.LazyFrame, columns: Mapping[str, pl.DataType]) -> dict[str, Proofs]:
    """Count the evidence of every column.

    >>> found = proofs(pl.LazyFrame({"cost": ["12,50", "1.234", "7"]}), {"cost": pl.Float64()})
    >>> found["cost"].n_comma, found["cost"].n_three_point, found["cost"].n_plain
    (1, 1, 1)
    """
    if not columns:
        return {}
    simple = texts.select(map(_simple, columns)).collect().row(0, named=True)
    odd = [
        name
        for name, found in simple.items()
        if found["n_plain"] + found["n_point"] < found["n_cells"]
    ]
    rest = pl.collect_all([_rest(texts, name, columns[name]) for name in odd])
    more = {name: frame.row(0, named=True) for name, frame in zip(odd, rest, strict=True)}
    return {name: Proofs.of(simple[name], more.get(name, {})) for name in columns}

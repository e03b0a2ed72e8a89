"""Which mark is the decimal one in a column of numbers: by evidence, never by a single cell.

A cell that only one decimal mark can read is proof of it: two different marks (the last is
decimal), one mark that repeats (thousands), other than three digits after it, a leading zero,
more than three digits before it. `1.234` alone proves nothing: it could be either.

Proof of one side settles the column. Proof of both sides means that a spreadsheet mixed two
habits: each cell is then read by its own proof, and the cells without are refused. Where no
cell proves anything, a whole number can only have thousands, and any other is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import polars as pl

from revops.sources.casting.proofs import Proofs, proofs

Decimal = Literal[".", ",", "mixed", "none"]
Threes = Literal["by mark", "thousands", "refused"]

_NAMES = {".": "a decimal point", ",": "a decimal comma"}


@dataclass(frozen=True)
class Mark:
    """How the numbers of one column are read, and why.

    `decimal` is `mixed` where each cell is read by its own proof, and `none` where no cell has
    one. `threes` says what becomes of a cell such as `1.234` whose mark would be the decimal
    one (under `mixed` and `none`, whatever its mark). `n_refused` counts the cells that are no
    number or that nothing could decide.
    """

    decimal: Decimal
    evidence: str = ""
    threes: Threes = "refused"
    n_cells: int = 0
    n_by_cell: int = 0
    n_refused: int = 0

    @property
    def read_as(self) -> str:
        """Say the decision to people."""
        by_cell = {"mixed": "each cell by its own marks", "none": "no decimal mark"}
        return {**_NAMES, **by_cell}[self.decimal]

    @property
    def either(self) -> tuple["Mark", ...]:
        """Give the two readings between which no cell decides, each with its name as evidence.

        There are none where every cell is decided, nor where two habits stand in one column.

        >>> [one.evidence for one in Mark("none", "could be either", n_refused=2).either]
        ['with a decimal point', 'with a decimal comma']
        """
        if self.threes != "refused" or not self.n_refused or self.decimal == "mixed":
            return ()
        read = replace(self, threes="by mark", n_refused=0)
        if self.decimal == "none":
            point = replace(read, decimal=".", evidence=f"with {_NAMES['.']}")
            return (point, replace(read, decimal=",", evidence=f"with {_NAMES[',']}"))
        threes = replace(read, threes="thousands", evidence="with thousands there")
        return (replace(read, evidence="with decimals there"), threes)


def declared_mark(decimal: str) -> Mark:
    """Give the mark that the settings or the vendor declare: strict, and no cell is ambiguous."""
    return Mark("," if decimal == "," else ".", "declared", "by mark")


def _one_sided(count: Proofs, decimal: Literal[".", ","], is_whole: bool) -> Mark:
    """Read the column by the only mark that some cell proves.

    Where no proven decimal has three places or more, a cell with three could be the thousands of
    another habit: it is refused.
    """
    n_proofs, shown = (
        (count.n_point, count.point) if decimal == "." else (count.n_comma, count.comma)
    )
    n_own = count.n_three_point if decimal == "." else count.n_three_comma
    threes: Threes = "by mark" if (count.most_places or 0) >= 3 else "refused"
    if is_whole and count.most_places is None:
        threes = "thousands"
    proof = f"{_cells(n_proofs)} can be read with {_NAMES[decimal]} only, such as '{shown}'"
    if not n_own or threes == "by mark":
        return _mark(count, decimal, proof, "by mark", 0, 0)
    if threes == "thousands":
        said = f"; {_cells(n_own)} such as '{count.three}' can only have thousands"
        return _mark(count, decimal, proof + said, threes, n_own, 0)
    said = f"; {_cells(n_own)} with three digits after that mark could be thousands"
    return _mark(count, decimal, proof + said, threes, 0, n_own)


def _by_cell(count: Proofs, is_whole: bool) -> Mark:
    """Read each cell by its own proof."""
    n_proofs, n_threes = count.n_point + count.n_comma, count.n_three_point + count.n_three_comma
    said = (
        f"two habits in one column: {_cells(count.n_point)} with {_NAMES['.']}, such as "
        f"'{count.point}', and {count.n_comma} with {_NAMES[',']}, such as '{count.comma}'"
    )
    if is_whole:
        return _mark(count, "mixed", said, "thousands", n_proofs + n_threes, 0)
    if n_threes:
        said += f"; {_cells(n_threes)} such as '{count.three}' could be either"
    return _mark(count, "mixed", said, "refused", n_proofs, n_threes)


def _unproven(count: Proofs, is_whole: bool) -> Mark:
    """Read what holds no mark; three digits after a mark are thousands to a whole number only."""
    n_threes = count.n_three_point + count.n_three_comma
    if not n_threes:
        return _mark(count, "none", "no cell holds a mark", "refused", 0, 0)
    said = f"{_cells(n_threes)} with three digits after the only mark, such as '{count.three}'"
    if not is_whole:
        return _mark(count, "none", said + ", could be either", "refused", 0, n_threes)
    said += ", can only have thousands in a column of whole numbers"
    if count.n_three_point and count.n_three_comma:
        return _mark(count, "mixed", said, "thousands", n_threes, 0)
    return _mark(count, "," if count.n_three_point else ".", said, "thousands", 0, 0)


def _mark(
    count: Proofs, decimal: Decimal, evidence: str, threes: Threes, by_cell: int, refused: int
) -> Mark:
    """Put a decision together."""
    n_refused = refused + count.n_unread
    return Mark(decimal, evidence, threes, count.n_cells, by_cell, n_refused)


def _cells(count: int) -> str:
    """Count cells in words."""
    return "1 cell" if count == 1 else f"{count} cells"


def _strict(count: Proofs, decimal: str) -> Mark:
    """Read the column by the declared mark, and count the cells that contradict it."""
    is_point = decimal == "."
    contrary = count.n_comma if is_point else count.n_point
    said = (
        f"declared; {_cells(contrary)} can only be read the other way" if contrary else "declared"
    )
    return _mark(count, "." if is_point else ",", said, "by mark", 0, contrary)


def _decided(count: Proofs, dtype: pl.DataType, declared: str | None) -> Mark:
    """Decide one column."""
    is_whole = isinstance(dtype, pl.Int64)
    if declared:
        return _strict(count, declared)
    if count.n_point and count.n_comma:
        return _by_cell(count, is_whole)
    if count.n_point or count.n_comma:
        return _one_sided(count, "." if count.n_point else ",", is_whole)
    return _unproven(count, is_whole)


def decide_marks(
    texts: pl.LazyFrame | pl.DataFrame,
    columns: Mapping[str, pl.DataType],
    declared: str | None = None,
) -> dict[str, Mark]:
    """Decide the decimal mark of every column of numbers, by one pass over their cells.

    `texts` holds the cells as text, missing ones as null; `declared` is the settings' or the
    vendor's word, which no evidence overrides.

    >>> cells = pl.DataFrame({"cost": ["12,50", "1.234", "7"], "clicks": ["1.234", "5", None]})
    >>> found = decide_marks(cells, {"cost": pl.Decimal(38, 6), "clicks": pl.Int64()})
    >>> found["cost"].decimal, found["cost"].evidence
    (',', "1 cell can be read with a decimal comma only, such as '12,50'")
    >>> found["clicks"].decimal, found["clicks"].n_refused
    (',', 0)
    """
    counted = proofs(texts.lazy(), columns)
    return {name: _decided(counted[name], dtype, declared) for name, dtype in columns.items()}

"""Ids stay text as they come, leading zeros and all; what a spreadsheet cut short is refused.

A spreadsheet keeps 15 digits of a number. A longer id comes out as `1.23457E+17`, or with
zeros in place of its last digits: two records then share an id, and nothing can undo it.

Salesforce writes the id of one record with 15 characters, where case matters, or with 18, the
last three of which tell the case of the others.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from revops.tables import TABLES

_WAY_OUT = "export again, with ids as text"
LOST = f"a spreadsheet rounded the id; {_WAY_OUT}"
CUT = f"a spreadsheet kept 15 digits of the id; {_WAY_OUT}"

REASONS = (LOST, CUT)

_ROUNDED = r"^-?\d(?:[.,]\d+)?[eE]\+\d{1,3}$"
_WIDE = 17
_LONG = rf"^\d{{{_WIDE},}}$"
_ZEROS = r"^\d{15}0+$"
_SHORT = r"^[0578a][0-9A-Za-z]{14}$"
_LAST = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


@dataclass(frozen=True)
class Ids:
    """How the ids of one column are read: with Salesforce's spelling, and whether cut short.

    `is_exact` where it is known from elsewhere that no id was rounded.
    """

    salesforce: bool = False
    is_cut: bool = False
    n_by_cell: int = 0
    is_exact: bool = False

    @property
    def read_as(self) -> str:
        """Say the decision to people."""
        return "18 characters" if self.salesforce else "text as it comes"

    @property
    def evidence(self) -> str:
        """Say what is wrong with the column's ids."""
        return CUT if self.is_cut else LOST


def id_columns(table: str) -> list[str]:
    """List the columns of a table that hold ids.

    >>> id_columns("touchpoints")[0]
    'touchpoint_id'
    """
    columns = TABLES[table].columns
    return [
        name
        for name, column in columns.items()
        if column.dtype == pl.String and (name.endswith("_id") or name == "merged_into")
    ]


def is_long(text: pl.Expr) -> pl.Expr:
    """Tell the ids that are longer numbers than a spreadsheet keeps."""
    return text.str.contains(_LONG)


def has_long(text: pl.Expr) -> pl.Expr:
    """Say whether a column has such ids; most have no cell that is so wide.

    >>> cells = pl.DataFrame({"id": ["23851234567890100", "7"], "mail": ["someone@faro.example"]*2})
    >>> cells.select(has_long(pl.all())).row(0)
    (True, False)
    """
    return is_long(text.filter(text.str.len_bytes() >= _WIDE)).any()


def some_long(ids: pl.Series) -> bool:
    """Say whether some of the ids at hand are so long; most have no cell that is so wide.

    >>> some_long(pl.Series(["23851234567890100", "7"])), some_long(pl.Series(["7", None]))
    (True, False)
    """
    wide = ids.filter(ids.str.len_bytes() >= _WIDE)
    return bool(wide.str.contains(_LONG).any())


def cannot_be_cut(ids: pl.Series) -> bool:
    """Say whether some ids show that a column's are as they were written, whatever the others are.

    >>> cannot_be_cut(pl.Series(["23851234567890123", "7"])), cannot_be_cut(pl.Series(["7"]))
    (True, False)
    """
    long = ids.filter(ids.str.contains(_LONG))
    exact = long.cast(pl.Float64).cast(pl.Int64, strict=False).cast(pl.String) == long
    return not (long.str.contains(_ZEROS).all() or exact.fill_null(False).all())


def _cut(name: str) -> pl.Expr:
    """Tell whether all long ids are what a spreadsheet makes of long numbers.

    Three ids that end in zeros from the 16th digit, or eight that are exact in the 53 bits of a
    number, are no accident.
    """
    long = pl.col(name).filter(is_long(pl.col(name))).unique()
    zeros = long.str.contains(_ZEROS)
    exact = long.cast(pl.Float64).cast(pl.Int64, strict=False).cast(pl.String) == long
    by_zeros = (long.len() >= 3) & zeros.all()
    return (by_zeros | ((long.len() >= 8) & exact.fill_null(False).all())).alias(name)


def decide_ids(
    texts: pl.LazyFrame | pl.DataFrame, columns: Iterable[str], kind: str = ""
) -> dict[str, Ids]:
    """Say how each column of ids is read, by one pass over the cells; `kind` is the mapping's.

    >>> cells = pl.DataFrame({"deal_id": ["23851234567890100", "23851234567890200", "7"]})
    >>> decide_ids(cells, ["deal_id"])["deal_id"].is_cut
    False
    """
    names = list(columns)
    cut = texts.lazy().select(map(_cut, names)).collect().row(0, named=True) if names else {}
    return {name: Ids(kind == "salesforce", bool(cut[name])) for name in names}


def full_id(text: pl.Expr) -> pl.Expr:
    """Write a 15-character id of Salesforce with its 18 characters; leave any other as it is.

    >>> ids = pl.DataFrame({"id": ["001D000000IqhSL", "001D000000IqhSLIAZ", "A-1"]})
    >>> ids.select(full_id(pl.col("id")))["id"].to_list()
    ['001D000000IqhSLIAZ', '001D000000IqhSLIAZ', 'A-1']
    """
    return text.map_batches(_full, return_dtype=pl.String(), is_elementwise=True)


def _full(ids: pl.Series) -> pl.Series:
    """Add to each short id the three characters that tell the case of the others."""
    short = ids.str.contains(_SHORT).fill_null(False).arg_true()
    if short.is_empty():
        return ids
    text = pl.col("id")
    capitals = [text.str.slice(place, 1).str.contains("[A-Z]") for place in range(15)]
    bits = [
        sum((capital.cast(pl.Int8) * 2**place for place, capital in enumerate(five)), pl.lit(0))
        for five in (capitals[:5], capitals[5:10], capitals[10:])
    ]
    ends = [bit.replace_strict(dict(enumerate(_LAST)), return_dtype=pl.String) for bit in bits]
    full = pl.DataFrame({"id": ids.gather(short)}).select(pl.concat_str(text, *ends))
    return ids.scatter(short, full.to_series())


def identifier(text: pl.Expr, ids: Ids) -> pl.Expr:
    """Cast to an id; one that a spreadsheet cut short is null.

    >>> cells = pl.DataFrame({"deal_id": ["007", "1.23457E+11", "1E5"]})
    >>> cells.select(identifier(pl.col("deal_id"), Ids()))["deal_id"].to_list()
    ['007', None, '1E5']
    """
    rules = [rule for rule, counts in ((_ROUNDED, not ids.is_exact), (_LONG, ids.is_cut)) if counts]
    lost = [text.str.contains(rule) for rule in rules]
    kept = pl.when(~pl.any_horizontal(lost)).then(text) if lost else text
    return full_id(kept) if ids.salesforce else kept


def why_no_id(text: pl.Expr) -> pl.Expr:
    """Say how an id was lost, and the way out."""
    return pl.when(text.str.contains(_ROUNDED)).then(pl.lit(LOST)).otherwise(pl.lit(CUT))

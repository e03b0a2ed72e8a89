"""Text to yes or no, and to lists of tags; and the words that stand for nothing."""

from collections.abc import Iterable, Sequence
from functools import partial

import polars as pl

MISSING = frozenset(
    {"--", "---", "undefined", "null", "NULL", "<null>", "[null]", "(null)", "\\N"}
    | {"#N/A", "#N/D", "(not set)", "(no value)", "(sin valor)"}
)
"""What machines write for nothing, as they write it: missing in every column.

`Null` is a surname and is kept. So is `unknown` in every text: it is an answer (a source that
nobody remembers can convert best of all), and stays apart from a blank.
"""

MISSING_BESIDE_TEXT = frozenset(
    {"-", "\u2013", "\u2014", "n/a", "na", "n.a.", "n/d", "nd", "s/d", "none", "nan", "nil"}
    | {"null", "undefined", "select", "- select -", "-select-", "--select--", "select..."}
    | {"seleccionar", "selecciona", "seleccione", "selecionar", "selecione"}
)
"""What people write for nothing where a date, a number or a yes is wanted, whatever its case.

In a text these may mean something (a title `-`, a lead status `Select`): there they are kept.
"""

_LONGEST_BESIDE = max(len(word.encode()) for word in MISSING_BESIDE_TEXT)

NOT_YES_OR_NO = "not a yes or no"

_YES = ("true", "t", "1", "yes", "y", "sí", "si", "s", "sim", "verdadero", "verdadeiro", "x")
_NO = ("false", "f", "0", "no", "n", "não", "nao", "falso")


def filled(text: pl.Expr, dtype: pl.DataType, missing: Iterable[str] = ()) -> pl.Expr:
    """Leave out what stands for nothing in a column of this type.

    >>> cells = pl.DataFrame({"cell": ["--", "Select", "unknown"]})
    >>> cells.select(filled(pl.col("cell"), pl.String()))["cell"].to_list()
    [None, 'Select', 'unknown']
    >>> cells.select(filled(pl.col("cell"), pl.Int64()))["cell"].to_list()
    [None, None, 'unknown']
    """
    named = partial(_named, words=machine_words(missing))
    found = text.map_batches(named, return_dtype=pl.String(), is_elementwise=True)
    return filled_beside(found, dtype)


def filled_beside(text: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Leave out what people write for nothing in a column of this type, whatever its case.

    >>> cells = pl.DataFrame({"cell": ["Select", "7"]})
    >>> cells.select(filled_beside(pl.col("cell"), pl.Int64()))["cell"].to_list()
    [None, '7']
    """
    if isinstance(dtype, pl.String | pl.List):
        return text
    return text.map_batches(_beside, return_dtype=pl.String(), is_elementwise=True)


def machine_words(missing: Iterable[str] = ()) -> tuple[str, ...]:
    """Give what machines write for nothing, and what else an export does, in one order."""
    return ("", *sorted({*MISSING, *missing}))


def filled_cells(cells: Sequence[pl.Series], words: Sequence[str]) -> pl.Series:
    """Leave the words for nothing out of a stretch of several columns, looked through at once.

    >>> columns = [pl.Series("0", ["--", "Ana"]), pl.Series("1", ["7", None])]
    >>> filled_cells(columns, machine_words()).to_list()
    [{'0': None, '1': '7'}, {'0': 'Ana', '1': None}]
    """
    rows = pl.DataFrame(cells)
    found = rows.select(pl.all().is_in(words).any()).row(0, named=True)
    named = [_named(rows.get_column(name), words) for name, is_found in found.items() if is_found]
    return rows.with_columns(named).to_struct()


def _named(cells: pl.Series, words: Sequence[str]) -> pl.Series:
    """Leave the words for nothing out of a stretch of cells; most have none, and stay.

    >>> _named(pl.Series(["--", "Ana", None]), ["", "--"]).to_list()
    [None, 'Ana', None]
    """
    missing = cells.cast(pl.String).is_in(words)
    return cells.set(missing, None) if missing.any() else cells


def _beside(cells: pl.Series) -> pl.Series:
    """Leave people's words for nothing out; most columns have no cell so short, and stay.

    >>> _beside(pl.Series(["N/A", "2026-01-01", None])).to_list()
    [None, '2026-01-01', None]
    """
    if not (cells.str.len_bytes() <= _LONGEST_BESIDE).any():
        return cells
    missing = cells.str.to_lowercase().is_in(sorted(MISSING_BESIDE_TEXT))
    return cells.set(missing, None) if missing.any() else cells


def yes_no(text: pl.Expr) -> pl.Expr:
    """Cast to true or false.

    >>> cells = pl.DataFrame({"cell": ["TRUE", "0", "sí", "maybe"]})
    >>> cells.select(known=yes_no(pl.col("cell")))["known"].to_list()
    [True, False, True, None]
    """
    word = text.str.to_lowercase().str.replace(r"^([01])\.0$", "$1")
    return pl.when(word.is_in(_YES)).then(True).when(word.is_in(_NO)).then(False)


def tags(text: pl.Expr) -> pl.Expr:
    """Cast to a list: parted by semicolons or bars, trimmed, without blanks.

    >>> cells = pl.DataFrame({"cell": ["price; speed|", ";"]})
    >>> cells.select(tags(pl.col("cell")))["cell"].to_list()
    [['price', 'speed'], []]
    """
    one = pl.element().str.strip_chars()
    return (
        text.str.replace_all("|", ";", literal=True).str.split(";").list.eval(one.filter(one != ""))
    )

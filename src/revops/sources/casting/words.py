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
    named = partial(_named, words=("", *sorted({*MISSING, *missing})))
    found = text.map_batches(named, return_dtype=pl.String(), is_elementwise=True)
    if isinstance(dtype, pl.String | pl.List):
        return found
    beside = text.map_batches(_beside, return_dtype=pl.Boolean(), is_elementwise=True)
    return pl.when(~beside).then(found)


def _named(cells: pl.Series, words: Sequence[str]) -> pl.Series:
    """Leave the words for nothing out of a stretch of cells; most have none, and stay.

    >>> _named(pl.Series(["--", "Ana", None]), ["", "--"]).to_list()
    [None, 'Ana', None]
    """
    missing = cells.cast(pl.String).is_in(words)
    return cells.set(missing, None) if missing.any() else cells


def _beside(cells: pl.Series) -> pl.Series:
    """Tell the words for nothing, whatever their case; most columns have no cell so short."""
    missing = sorted(MISSING_BESIDE_TEXT)
    if not (cells.str.len_bytes() <= max(len(word.encode()) for word in missing)).any():
        return pl.repeat(False, len(cells), eager=True).alias(cells.name)
    return cells.str.to_lowercase().is_in(missing)


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

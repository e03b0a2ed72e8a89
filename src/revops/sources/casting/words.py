"""Text to yes or no, and to lists of tags."""

import polars as pl

NOT_YES_OR_NO = "not a yes or no"

_YES = ("true", "t", "1", "yes", "y", "sí", "si", "s", "sim", "verdadero", "verdadeiro", "x")
_NO = ("false", "f", "0", "no", "n", "não", "nao", "falso")


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

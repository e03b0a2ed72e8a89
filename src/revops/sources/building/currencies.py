"""An amount that carries the sign of another currency than its row's is refused: `€ 12` in USD."""

from collections.abc import Mapping

import polars as pl
from babel.numbers import list_currencies

from revops.tables import TABLES

OTHER_CURRENCY = "the amount carries the sign of another currency than its row"
_SIGNS: Mapping[str, str] = {
    "US$": "USD",
    "U$S": "USD",
    "R$": "BRL",
    "MX$": "MXN",
    "AR$": "ARS",
    "CL$": "CLP",
    "CO$": "COP",
    "CA$": "CAD",
    "AU$": "AUD",
    "S/": "PEN",
    "€": "EUR",
    "£": "GBP",
}
#: `$` is any peso's and dollar's, and `¥` two countries': they contradict nothing.
_FOUND = r"(US\$|U\$S|R\$|MX\$|AR\$|CL\$|CO\$|CA\$|AU\$|S/|€|£|\b[A-Z]{3}\b)"


def _code(text: pl.Expr) -> pl.Expr:
    """Give the currency that a cell's own sign names, if it names one."""
    sign = text.str.extract(_FOUND)
    code = sign.replace(_SIGNS)
    return pl.when(code.is_in(sorted(list_currencies()))).then(code)


def contrary(
    table: str, made: pl.DataFrame, typed: pl.DataFrame
) -> tuple[pl.DataFrame, dict[str, pl.DataFrame]]:
    """Take out the amounts whose sign contradicts their row's currency; give those rows by column.

    >>> made = pl.DataFrame({"cost": ["12 €", "US$ 3", "$4"], "currency": ["USD"] * 3})
    >>> kept, told = contrary("spend", made, pl.DataFrame({"cost": [12, 3, 4]}))
    >>> kept["cost"].to_list(), told["cost"]["cost"].to_list()
    ([None, 3, 4], ['12 €'])
    """
    if "currency" not in made.columns:
        return typed, {}
    money = [name for name, one in TABLES[table].columns.items() if one.unit == "currency"]
    told = {}
    for name in (name for name in money if name in made.columns):
        signed = made.get_column(name).str.contains(r"[€£A-Z/]")
        if not signed.any():
            continue
        row = pl.col("currency").str.strip_chars().str.to_uppercase()
        differs = made.select((_code(pl.col(name)) != row).fill_null(False)).to_series()
        differs &= typed.get_column(name).is_not_null()
        if differs.any():
            told[name] = made.filter(differs)
            blank = pl.when(~differs).then(pl.col(name)).alias(name)
            typed = typed.with_columns(blank)
    return typed, told

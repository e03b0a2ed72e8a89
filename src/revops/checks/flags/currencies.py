"""Currencies by their ISO 4217 codes."""

import polars as pl
from babel.numbers import list_currencies

from revops.checks.flags.late import late
from revops.checks.flags.over_rows import Wide
from revops.checks.flags.parts import when


def names_currency(column: str) -> Wide:
    """Say whether a three-letter code is a currency's; nothing of what is no such code."""

    def make() -> pl.Expr:
        code = pl.col(column)
        return when(code.str.contains("^[A-Z]{3}$"), code.is_in(sorted(list_currencies())))

    return late(make, column)

"""The figures of one row, written for a sentence."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from revops.text import Text


def figures(name: str, row: Mapping[str, Any], text: Text, currency: str) -> dict[str, str]:
    """Write a row's figures, named so that a message can ask for them.

    A metric's row has a unit: its value and ends are written in it, and where it is money, the
    numerator as money too (`won_of_money`). Of any other row
    every number is written, money where the column says value.

    >>> from revops.text import load
    >>> row = {"value": 0.25, "low": 0.2, "high": 0.3, "numerator": 5, "denominator": 20,
    ...     "unit": "share"}
    >>> figures("won", row, load("en"), "USD")["won_low"]
    '20.0%'
    >>> figures("week", {"n_won": 3, "won_value": 900.0}, load("en"), "USD")
    {'week_n_won': '3', 'week_won_value': '$900'}
    """
    if "unit" not in row:
        numbers = [column for column, cell in row.items() if not isinstance(cell, str | date)]
        units = {column: "money" if column.endswith("value") else "count" for column in numbers}
        return {f"{name}_{c}": text.quantity(row[c], unit, currency) for c, unit in units.items()}
    written = {name: text.quantity(row["value"], row["unit"], currency)}
    for end in ("low", "high"):
        written[f"{name}_{end}"] = text.quantity(row[end], row["unit"], currency)
    for count in ("numerator", "denominator"):
        written[f"{name}_{count}"] = text.number(row[count])
    if row["unit"] == "money":
        written[f"{name}_of_money"] = text.quantity(row["numerator"], "money", currency)
    return written

"""A criterion: a SQL boolean expression over a lead's fields, checked before any data are read.

Every word must be a known field, a word of SQL's conditions or an allowed function, so that no
query, file or table can be reached; then Polars parses it, and it is tried on a few made-up rows
of the right types. It is never evaluated as Python.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from revops.errors import UnknownName
from revops.workspace.lead_fields import AGES, LEAD_FIELDS

FUNCTIONS = (
    "ABS", "COALESCE", "CONCAT", "ENDS_WITH", "GREATEST", "LEAST", "LENGTH", "LOWER", "LTRIM",
    "NULLIF", "ROUND", "RTRIM", "STARTS_WITH", "TRIM", "UPPER",
)  # fmt: skip
_KEYWORDS = (
    "AND", "BETWEEN", "CASE", "ELSE", "END", "FALSE", "ILIKE", "IN", "IS", "LIKE", "NOT", "NULL",
    "OR", "THEN", "TRUE", "WHEN",
)  # fmt: skip
#: Longer or deeper conditions are no agreement that people can read.
LONGEST, DEEPEST = 1000, 20
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<quoted>\"[^\"]*\")|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<word>[^\W\d]\w*)|(?P<sign><=|>=|<>|!=|[-+*/%=<>(),]))"
)
_COMPARES = ("<", "<=", ">", ">=", "=", "<>", "!=")
_BESIDE = ("", "(", ")", "AND", "OR", "NOT", "WHEN", "THEN", "ELSE", "END")
Token = tuple[str, str]


def tokens(sql: str) -> list[Token]:
    """Cut an expression into (kind, text); words of SQL are in capitals.

    >>> tokens("touches_90d >= 3 and visited_pricing")[:4]
    [('field', 'touches_90d'), ('sign', '>='), ('number', '3'), ('keyword', 'AND')]
    """
    found: list[Token] = []
    place, end = 0, len(sql.rstrip())
    while place < end:
        match = _TOKEN.match(sql, place)
        if not match:
            rest = sql[place:].strip()
            raise ValueError(f"'{rest[:12]}' is not allowed here; write a SQL condition")
        found.append(_named(str(match.lastgroup), match[str(match.lastgroup)]))
        place = match.end()
    return found


def _named(kind: str, text: str) -> Token:
    """Tell the words of SQL from those of the lead."""
    if kind == "quoted":
        return "field", text.strip('"')
    if kind != "word":
        return kind, text
    return ("keyword", text.upper()) if text.upper() in _KEYWORDS else ("field", text)


def _check_words(found: list[Token]) -> None:
    """Refuse every word that is neither a field nor an allowed function."""
    for place, (kind, text) in enumerate(found):
        if kind != "field":
            continue
        follows = found[place + 1][1] if place + 1 < len(found) else ""
        if follows == "(":
            if text.upper() not in FUNCTIONS:
                raise ValueError(str(UnknownName("allowed function", text, FUNCTIONS)))
        elif text not in LEAD_FIELDS:
            raise ValueError(str(UnknownName("field of a lead", text, LEAD_FIELDS)))


def _check_joints(found: list[Token]) -> None:
    """Refuse two values side by side: SQL would take the second for a name."""
    for (kind, text), (next_kind, next_text) in pairwise(found):
        is_value = kind in _VALUES or text in (")", "END", "TRUE", "FALSE", "NULL")
        if is_value and next_kind in _VALUES:
            raise ValueError(f"an operator is missing before '{next_text}'")


_VALUES = ("field", "number", "text")


def _check_ages(found: list[Token]) -> None:
    """Refuse an age in anything but a comparison with a number."""
    texts = ["", *(text for _, text in found), "", "", ""]
    for place, (_, text) in enumerate(found, start=1):
        if text not in AGES:
            continue
        before, after = texts[place - 1], texts[place + 1 : place + 4]
        if before not in _BESIDE or after[0] not in _COMPARES or not after[1].isdigit():
            is_known = False
        else:
            is_known = after[2] in _BESIDE
        if not is_known:
            raise ValueError(
                f"'{text}' changes every day; compare it with a whole number only, "
                f"as in: {text} <= 30"
            )


def ages(sql: str) -> list[int]:
    """Give the whole numbers with which ages are compared: the days on which an answer changes.

    >>> ages("days_since_created <= 30 AND touches_90d >= 3")
    [30]
    """
    found = tokens(sql)
    return [int(found[at + 2][1]) for at, (_, text) in enumerate(found) if text in AGES]


def fields_of(sql: str) -> tuple[str, ...]:
    """Name the fields of an expression, each once, in order.

    >>> fields_of("employees >= 50 AND LOWER(country) = 'chile' AND employees < 900")
    ('employees', 'country')
    """
    named = [text for kind, text in tokens(sql) if kind == "field" and text in LEAD_FIELDS]
    return tuple(dict.fromkeys(named))


def numbers_of(sql: str) -> list[str]:
    """Give the numbers of an expression, in order: what a slider may move.

    >>> numbers_of("touches_90d >= 3 AND employees >= 50")
    ['3', '50']
    """
    return [text for kind, text in tokens(sql) if kind == "number"]


def with_number(sql: str, nth: int, number: str) -> str:
    """Put another number in place of the nth, counted from 0, and leave the rest as it is.

    >>> with_number("touches_90d >= 3 AND employees >= 50", 1, "80")
    'touches_90d >= 3 AND employees >= 80'
    """
    found = [each.span("number") for each in _TOKEN.finditer(sql) if each["number"]]
    first, end = found[nth]
    return f"{sql[:first]}{number}{sql[end:]}"


def _tried(expression: pl.Expr) -> pl.DataType:
    """Try an expression on made-up rows of the fields' types."""
    rows = {
        name: pl.Series(name, _EXAMPLES[field.dtype.base_type()], field.dtype)
        for name, field in LEAD_FIELDS.items()
    }
    return pl.DataFrame(rows).select(expression.alias("met")).schema["met"]


_EXAMPLES: Mapping[type[pl.DataType] | pl.DataType, list[Any]] = {
    pl.Int64: [0, 7, None],
    pl.Boolean: [True, False, None],
    pl.String: ["x", "", None],
}


def check(sql: str) -> str:
    """Give the expression back; raise a ValueError that says what is wrong with it.

    >>> check("employe >= 50")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    ValueError: there is no field of a lead named 'employe'. Did you mean 'employees'? Known: ...
    """
    if len(sql) > LONGEST or sql.count("(") > DEEPEST:
        raise ValueError(f"is longer than {LONGEST} characters, or has too many parentheses")
    found = tokens(sql)
    if not found:
        raise ValueError("is empty; write a SQL condition such as: touches_90d >= 3")
    _check_words(found)
    _check_joints(found)
    _check_ages(found)
    if not fields_of(sql):
        raise ValueError("names no field of a lead, so that it says the same of all of them")
    try:
        dtype = _tried(pl.sql_expr(sql))
    except PolarsError as error:
        raise ValueError(f"is no condition that can be computed: {_first_line(error)}") from None
    if dtype != pl.Boolean():
        raise ValueError(f"gives {dtype}, not true or false; compare it, as in: touches_90d >= 3")
    return sql


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]

"""Texts that match patterns or hold dates and JSON.

Regexes run in Rust. Patterns that it does not know (look-around, back-references) run in Python,
once a distinct value.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import polars as pl
from dateutil.parser import parse

from revops.checks.gx_polars.column import Column
from revops.checks.gx_polars.expected.by_value import by_value, parses_with


def matches(text: pl.Expr, regex: str) -> pl.Expr:
    """Search text for a pattern."""
    try:
        pl.select(pl.lit("").str.contains(regex))
    except pl.exceptions.ComputeError:
        search = re.compile(regex).search
        return by_value(text, lambda value: search(value) is not None)
    return text.str.contains(regex)


def like(pattern: str, escape: str | None = None) -> str:
    """Write a LIKE pattern as a regex.

    >>> like("a%_.")
    '(?s)^a.*.\\\\.$'
    >>> like("5!%", escape="!")
    '(?s)^5%$'
    """
    wild = {"%": ".*", "_": "."}
    letters = re.findall(f"{re.escape(escape)}.|." if escape else ".", pattern, re.DOTALL)
    parts = (
        re.escape(letter[1]) if len(letter) == 2 else wild.get(letter, re.escape(letter))
        for letter in letters
    )
    return f"(?s)^{''.join(parts)}$"


def matches_regex(column: Column, regex: str) -> pl.Expr:
    """Say which texts match."""
    return matches(column.text, regex)


def matches_no_regex(column: Column, regex: str) -> pl.Expr:
    """Say which texts do not match."""
    return ~matches(column.text, regex)


def matches_regexes(
    column: Column, regex_list: Sequence[str], match_on: str | None = None
) -> pl.Expr:
    """Say which texts match one of the patterns, or all of them."""
    every = [matches(column.text, regex) for regex in regex_list]
    return pl.all_horizontal(every) if match_on == "all" else pl.any_horizontal(every)


def matches_none_of(column: Column, regex_list: Sequence[str]) -> pl.Expr:
    """Say which texts match none of the patterns."""
    return ~matches_regexes(column, regex_list)


def is_like(column: Column, like_pattern: str, escape: str | None = None) -> pl.Expr:
    """Say which texts match a LIKE pattern."""
    return matches(column.text, like(like_pattern, escape))


def is_not_like(column: Column, like_pattern: str, escape: str | None = None) -> pl.Expr:
    """Say which texts do not match a LIKE pattern."""
    return ~is_like(column, like_pattern, escape)


def is_like_listed(
    column: Column,
    like_pattern_list: Sequence[str],
    match_on: str | None = None,
    escape: str | None = None,
) -> pl.Expr:
    """Say which texts match one of the LIKE patterns, or all of them."""
    regexes = [like(pattern, escape) for pattern in like_pattern_list]
    return matches_regexes(column, regexes, match_on)


def is_like_none_of(
    column: Column, like_pattern_list: Sequence[str], escape: str | None = None
) -> pl.Expr:
    """Say which texts match none of the LIKE patterns."""
    return ~is_like_listed(column, like_pattern_list, escape=escape)


def _dated(form: str, value: str) -> datetime:
    return datetime.strptime(value, form)  # noqa: DTZ007 - only whether it parses is asked


def has_date_format(column: Column, strftime_format: str) -> pl.Expr:
    """Say which texts are a date of this format."""
    return by_value(column.text, parses_with(partial(_dated, strftime_format)))


def is_date(column: Column) -> pl.Expr:
    """Say which texts can be read as a date at all."""
    return by_value(column.text, parses_with(parse))


def is_json(column: Column) -> pl.Expr:
    """Say which texts are JSON."""
    return by_value(column.text, parses_with(json.loads))


def meets_json_schema(column: Column, json_schema: Mapping[str, Any]) -> pl.Expr:
    """Say which texts are JSON of this schema."""
    from jsonschema.validators import validator_for

    validator = validator_for(json_schema)(json_schema)
    return by_value(column.text, lambda value: bool(validator.is_valid(json.loads(value))))

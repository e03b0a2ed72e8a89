"""A condition: one boolean expression says which rows are not as expected.

Counts, samples and the rows to set aside are all made from it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from revops.checks.gx_polars.column import Column, columns_of
from revops.checks.gx_polars.expected import EXPECTED, Rule
from revops.checks.gx_polars.expected.by_value import by_distinct

#: Gives all distinct texts of a column, or null where they are not known.
FindDistinct = Callable[[str], pl.Series | None]
_ANY_MISSING = ("either_value_is_missing", "any_value_is_missing")
_ALL_MISSING = ("both_values_are_missing", "all_values_are_missing")


def unknown(column: str) -> pl.Series | None:
    """Say that the texts of a column are not known."""
    return None


@dataclass(frozen=True, eq=False)
class Condition:
    """What an expectation says of rows.

    `judged` says which rows it is about (null: all), `unexpected` which of those fail. `key` is
    there when it asks whether values repeat: that has its own way, see repeats. `looks_around`
    says that other rows have a say in a row's answer.
    """

    columns: tuple[Column, ...]
    judged: pl.Expr | None
    unexpected: pl.Expr
    key: pl.Expr | None = None
    looks_around: bool = False

    @property
    def value(self) -> pl.Expr:
        """Read what is shown of a failing row: its value, or the values of its columns."""
        if len(self.columns) == 1:
            return self.columns[0].values
        return pl.struct(column.values for column in self.columns)


def _judged(columns: Sequence[Column], skips_missing: bool, ignore: str) -> pl.Expr | None:
    missing = [column.is_missing for column in columns]
    if skips_missing or ignore in _ANY_MISSING:
        return ~pl.any_horizontal(missing)
    return ~pl.all_horizontal(missing) if ignore in _ALL_MISSING else None


def domain_columns(domain: dict[str, Any]) -> list[str]:
    """List the columns that a domain names.

    >>> domain_columns({"column_A": "clicks", "column_B": "impressions"})
    ['clicks', 'impressions']
    """
    single = [domain[key] for key in ("column", "column_A", "column_B") if domain.get(key)]
    return [*single, *(domain.get("column_list") or ())]


def _expected(
    rule: Rule, columns: Sequence[Column], values: dict[str, Any], distinct: FindDistinct
) -> pl.Expr:
    """Write what a rule expects; where all texts of a column are known, each is asked once."""
    directly = rule.expected(*columns, **values)
    if len(columns) > 1 or rule.asks_for_repeats or rule.looks_around:
        return directly
    texts = distinct(columns[0].name) if columns[0].dtype == pl.String else None
    if texts is None:
        return directly

    def of_text(text: pl.Expr) -> pl.Expr:
        return rule.expected(Column(text.meta.output_name(), columns[0].dtype), **values)

    try:
        return by_distinct(columns[0].values, texts, of_text)
    except Exception:  # whatever it is, the rows themselves will tell
        return directly


def condition(
    metric: str,
    schema: pl.Schema,
    domain: dict[str, Any],
    values: dict[str, Any],
    distinct: FindDistinct = unknown,
) -> Condition:
    """Make the condition of a map metric: `column_values.in_set` and its like.

    `distinct` gives all texts of a column, where they are known beforehand.

    >>> made = condition(
    ...     "column_values.in_set",
    ...     pl.Schema({"clicks": pl.Int64()}),
    ...     {"column": "clicks"},
    ...     {"value_set": [1]},
    ... )
    >>> pl.DataFrame({"clicks": [1, 2, None]}).select(made.unexpected).to_series().to_list()
    [False, True, False]
    """
    rule = EXPECTED[metric]
    columns = columns_of(schema, domain_columns(domain))
    skips = rule.skips_missing and "column" in domain
    judged = _judged(columns, skips, domain.get("ignore_row_if") or "")
    fails = ~_expected(rule, columns, values, distinct).fill_null(False)
    return Condition(
        columns,
        judged,
        fails if judged is None else judged & fails,
        pl.struct(column.values for column in columns) if rule.asks_for_repeats else None,
        rule.looks_around,
    )

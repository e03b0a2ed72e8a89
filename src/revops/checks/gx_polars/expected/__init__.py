"""What each map metric expects: columns and values in, an expression true on expected rows out.

The names are Great Expectations' own. A null answer counts as not expected; rows with a missing
value are left out beforehand, except where a rule says that it looks at them.
"""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from revops.checks.gx_polars.expected import bounds, order, pairs, records, sets, spread, text


@dataclass(frozen=True)
class Rule:
    """One map metric: its expression, and how it is asked."""

    expected: Callable[..., pl.Expr]
    skips_missing: bool = True
    asks_for_repeats: bool = False
    looks_around: bool = False


EXPECTED: dict[str, Rule] = {
    "column_values.nonnull": Rule(sets.is_present, skips_missing=False),
    "column_values.null": Rule(sets.is_missing, skips_missing=False),
    "column_values.unique": Rule(records.is_single, asks_for_repeats=True),
    "column_values.in_set": Rule(sets.is_in),
    "column_values.not_in_set": Rule(sets.is_not_in),
    "column_values.between": Rule(bounds.is_between),
    "column_values.value_length.between": Rule(bounds.has_length_between),
    "column_values.value_length.equals": Rule(bounds.has_length),
    "column_values.match_regex": Rule(text.matches_regex),
    "column_values.not_match_regex": Rule(text.matches_no_regex),
    "column_values.match_regex_list": Rule(text.matches_regexes),
    "column_values.not_match_regex_list": Rule(text.matches_none_of),
    "column_values.match_like_pattern": Rule(text.is_like),
    "column_values.not_match_like_pattern": Rule(text.is_not_like),
    "column_values.match_like_pattern_list": Rule(text.is_like_listed),
    "column_values.not_match_like_pattern_list": Rule(text.is_like_none_of),
    "column_values.match_strftime_format": Rule(text.has_date_format),
    "column_values.dateutil_parseable": Rule(text.is_date),
    "column_values.json_parseable": Rule(text.is_json),
    "column_values.match_json_schema": Rule(text.meets_json_schema),
    "column_values.increasing": Rule(order.increases, looks_around=True),
    "column_values.decreasing": Rule(order.decreases, looks_around=True),
    "column_values.z_score.under_threshold": Rule(spread.is_under_z_score, looks_around=True),
    "column_values.not_outliers": Rule(spread.is_no_outlier, looks_around=True),
    "column_pair_values.equal": Rule(pairs.are_equal),
    "column_pair_values.a_greater_than_b": Rule(pairs.is_greater),
    "column_pair_values.in_set": Rule(pairs.are_in_set),
    "compound_columns.unique": Rule(records.is_single, asks_for_repeats=True),
    "multicolumn_sum.equal": Rule(records.sums_to),
    "multicolumn_values.equal": Rule(records.are_all_equal),
    "select_column_values.unique.within_record": Rule(records.are_all_different),
}

"""The kinds of expectation that a suite may use, and what each of them looks at.

A kind is about rows (it points at the rows that fail) or about the table as a whole. Kinds
about types and about which columns exist are left out: those live in tables/. So are the kinds
that only a database can answer, so that any engine can run any suite.
"""

from collections.abc import Mapping
from typing import Any

#: Kinds that point at rows.
ROW_KINDS = frozenset(
    {
        "expect_column_pair_values_a_to_be_greater_than_b",
        "expect_column_pair_values_to_be_equal",
        "expect_column_pair_values_to_be_in_set",
        "expect_column_value_lengths_to_be_between",
        "expect_column_value_lengths_to_equal",
        "expect_column_value_z_scores_to_be_less_than",
        "expect_column_values_to_be_between",
        "expect_column_values_to_be_dateutil_parseable",
        "expect_column_values_to_be_in_set",
        "expect_column_values_to_be_json_parseable",
        "expect_column_values_to_be_null",
        "expect_column_values_to_be_unique",
        "expect_column_values_to_match_json_schema",
        "expect_column_values_to_match_regex",
        "expect_column_values_to_match_regex_list",
        "expect_column_values_to_match_strftime_format",
        "expect_column_values_to_not_be_in_set",
        "expect_column_values_to_not_be_null",
        "expect_column_values_to_not_be_outliers",
        "expect_column_values_to_not_match_regex",
        "expect_column_values_to_not_match_regex_list",
        "expect_compound_columns_to_be_unique",
        "expect_multicolumn_sum_to_equal",
        "expect_multicolumn_values_to_be_equal",
        "expect_select_column_values_to_be_unique_within_record",
    }
)

#: Kinds that judge the table as a whole.
TABLE_KINDS = frozenset(
    {
        "expect_column_distinct_values_to_be_in_set",
        "expect_column_distinct_values_to_contain_set",
        "expect_column_distinct_values_to_equal_set",
        "expect_column_max_to_be_between",
        "expect_column_mean_to_be_between",
        "expect_column_median_to_be_between",
        "expect_column_min_to_be_between",
        "expect_column_most_common_value_to_be_in_set",
        "expect_column_proportion_of_non_null_values_to_be_between",
        "expect_column_proportion_of_unique_values_to_be_between",
        "expect_column_quantile_values_to_be_between",
        "expect_column_stdev_to_be_between",
        "expect_column_sum_to_be_between",
        "expect_column_unique_value_count_to_be_between",
        "expect_table_row_count_to_be_between",
        "expect_table_row_count_to_equal",
    }
)

KINDS = ROW_KINDS | TABLE_KINDS
NOT_NULL = "expect_column_values_to_not_be_null"
#: How a suite names a value that it is given from outside.
PARAMETER = "$PARAMETER"
#: Kinds whose failing rows repeat one another: one of them is right.
UNIQUE_KINDS = frozenset(
    {"expect_column_values_to_be_unique", "expect_compound_columns_to_be_unique"}
)


def checked_columns(kwargs: Mapping[str, Any]) -> tuple[str, ...]:
    """List the columns that a check judges.

    >>> checked_columns({"column_A": "clicks", "column_B": "impressions"})
    ('clicks', 'impressions')
    """
    single = [kwargs[key] for key in ("column", "column_A", "column_B") if key in kwargs]
    return (*single, *kwargs.get("column_list", ()))


def condition_columns(condition: Any) -> tuple[str, ...]:
    """List the columns that a row condition reads.

    >>> condition_columns({"type": "nullity", "column": {"name": "amount"}, "is_null": False})
    ('amount',)
    """
    if not isinstance(condition, dict):
        return ()
    own = (condition["column"]["name"],) if "column" in condition else ()
    return (*own, *(c for part in condition.get("conditions", ()) for c in condition_columns(part)))


def parameter_names(kwargs: Mapping[str, Any]) -> tuple[str, ...]:
    """List the values that a check is given from outside: `{"$PARAMETER": name}`.

    >>> parameter_names({"min_value": {"$PARAMETER": "rows_low"}, "max_value": 9})
    ('rows_low',)
    """
    return tuple(v[PARAMETER] for v in kwargs.values() if isinstance(v, dict) and PARAMETER in v)

"""What each aggregate metric of a column computes. The names are Great Expectations' own."""

from collections.abc import Callable

from revops.checks.gx_polars.aggregates import distinct, spread, summary
from revops.checks.gx_polars.question import Aggregate, Distinct

AGGREGATES: dict[str, Callable[..., Aggregate | Distinct]] = {
    "column.min": summary.lowest,
    "column.max": summary.highest,
    "column.mean": summary.mean,
    "column.sum": summary.total,
    "column.median": summary.median,
    "column.standard_deviation": summary.deviation,
    "column.non_null_count": summary.present,
    "column_values.nonnull.count": summary.present,
    "column_values.null.count": summary.missing,
    "column.non_null_proportion": summary.present_share,
    "column_values.length.min": summary.shortest,
    "column_values.length.max": summary.longest,
    "column_values.between.count": summary.between_count,
    "column.quantile_values": spread.quantiles,
    "column.histogram": spread.histogram,
    "column.value_counts": spread.value_counts,
    "column.distinct_values": distinct.values,
    "column.distinct_values.count": distinct.count,
    "column.distinct_values.count.under_threshold": distinct.count_is_under,
    "column.unique_proportion": distinct.distinct_share,
    "column.most_common_value": distinct.most_common,
    "column.distinct_values.not_in_set": distinct.unlisted,
    "column.distinct_values.not_in_set.count": distinct.unlisted_count,
    "column.distinct_values.missing_from_column": distinct.absent,
    "column.distinct_values.missing_from_column.count": distinct.absent_count,
}

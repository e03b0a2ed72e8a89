"""The failures as a list, by money: what each touches, and what mending down to it frees.

Open pipeline first, then value won, then spend. Where the failing rows are not known (a whole
table fails, a column is missing) nothing can be priced: such failures have no figures and stand
last.
"""

import polars as pl

from revops.checks import Checked
from revops.defects.freed import freed
from revops.defects.moves import MOVES
from revops.tables.table import MONEY

#: What does not fail.
SOUND = ("passed", "no data")
#: What is wrong; info is for the record, and mending it frees nothing.
PROBLEMS = ("critical", "warning")
DEFECTS = pl.Schema(
    {
        "check_id": pl.String(),
        "table": pl.String(),
        "severity": pl.String(),
        "owner": pl.String(),
        "status": pl.String(),
        "n_failed": pl.Int64(),
        "n_deals": pl.Int64(),
        "n_deals_without_value": pl.Int64(),
        "open_value": pl.Float64(),
        "won_value": pl.Float64(),
        "spend_value": pl.Float64(),
        "freed_value": pl.Float64(),
        "metrics": pl.List(pl.String()),
        "moves": MOVES,
        "description": pl.String(),
        "examples": pl.List(pl.String()),
    }
)
_BY_MONEY = ("open_value", "won_value", "spend_value", "n_failed")
_COUNTED = ("n_deals", "n_deals_without_value")
_MONEY = ("open_value", "won_value")


def failures(checked: Checked) -> pl.DataFrame:
    """One row a failed check; `has_rows` says whether its failing rows are known."""
    failed = checked.results.filter(~pl.col("status").is_in(SOUND))
    with_rows = pl.col("check_id").is_in(checked.failing.get_column("check_id").implode())
    return failed.with_columns(with_rows.alias("has_rows"))


def _sums(touched: pl.DataFrame, worth: pl.DataFrame) -> pl.DataFrame:
    """Add up the deals behind each check."""
    bare = pl.any_horizontal(pl.col(_MONEY).is_null())
    return (
        touched.join(worth, on="deal")
        .group_by("check_id")
        .agg(
            pl.len().alias("n_deals"),
            bare.sum().alias("n_deals_without_value"),
            *(pl.col(name).cast(MONEY).sum().cast(pl.Float64) for name in _MONEY),
        )
    )


def _with_deals(
    failed: pl.DataFrame, touched: pl.DataFrame, worth: pl.DataFrame | None
) -> pl.DataFrame:
    """Say how many deals each failure touches and what they are worth: 0 where none."""
    if worth is None:
        return failed.with_columns(pl.lit(None).alias(name) for name in (*_COUNTED, *_MONEY))
    joined = failed.join(_sums(touched, worth), on="check_id", how="left")
    return joined.with_columns(
        pl.when("has_rows").then(pl.col(name).fill_null(0)).alias(name)
        for name in (*_COUNTED, *_MONEY)
    )


def listed(
    failed: pl.DataFrame, touched: pl.DataFrame, worth: pl.DataFrame | None, spent: pl.DataFrame
) -> pl.DataFrame:
    """One row a failure, the most money first; metrics and moves are added later."""
    down = [True] * len(_BY_MONEY) + [False]
    money = _with_deals(failed, touched, worth).join(spent, on="check_id", how="left")
    ordered = money.sort(*_BY_MONEY, "check_id", descending=down, nulls_last=True)
    if worth is None:
        return ordered.with_columns(freed_value=pl.lit(None, pl.Float64))
    problems = ordered.filter(pl.col("severity").is_in(PROBLEMS), "has_rows")
    values = freed(touched, worth, problems.get_column("check_id").to_list())
    return ordered.join(values, on="check_id", how="left", maintain_order="left")

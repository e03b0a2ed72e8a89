"""How much spend do the failing rows hold?"""

from collections.abc import Mapping
from datetime import date

import polars as pl

SPENT = pl.Schema({"check_id": pl.String(), "spend_value": pl.Float64()})
#: A refund is money too: what counts is how much is written, not its sign.
_MONEY = pl.col("cost_base").abs().sum().cast(pl.Float64).alias("spend_value")


def _rows(failing: pl.DataFrame, table: str) -> pl.LazyFrame:
    """Give one row a check of a table and a row that fails it."""
    mine = failing.filter(pl.col("table") == table).select("check_id", place="rows")
    return mine.lazy().explode("place", empty_as_null=False)


def _known(spend: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    """Keep what was spent by the day; a cost without a day counts."""
    day = pl.col("spent_on")
    numbered = spend.select("spent_on", "campaign_id", "cost_base").with_row_index("place")
    return numbered.filter(day.is_null() | (day <= as_of))


def _campaigns(failing: pl.LazyFrame, campaigns: pl.LazyFrame) -> pl.LazyFrame:
    """Give the ids of the failing campaigns, each once a check."""
    numbered = campaigns.select("campaign_id").with_row_index("place")
    return failing.join(numbered, on="place").select("check_id", "campaign_id").unique()


def spent(
    failing: pl.DataFrame, tables: Mapping[str, pl.LazyFrame], *, as_of: date
) -> pl.DataFrame:
    """One row a check of spend or of campaigns: the cost of the rows, or of the campaigns.

    >>> spend = pl.DataFrame({"spent_on": [date(2026, 6, 1)] * 2, "campaign_id": ["k1", "k2"],
    ...     "cost_base": [30, 12]}, schema_overrides={"cost_base": pl.Decimal(38, 6)})
    >>> failing = pl.DataFrame({"check_id": ["c"], "table": ["spend"], "rows": [[1]]},
    ...     schema_overrides={"rows": pl.List(pl.UInt32)})
    >>> spent(failing, {"spend": spend.lazy()}, as_of=date(2026, 6, 30)).rows()
    [('c', 12.0)]
    """
    if "spend" not in tables:
        return SPENT.to_frame()
    costs = _known(tables["spend"], as_of)
    parts = [_rows(failing, "spend").join(costs, on="place")]
    if "campaigns" in tables:
        named = _campaigns(_rows(failing, "campaigns"), tables["campaigns"])
        parts.append(named.join(costs, on="campaign_id"))
    sums = [part.group_by("check_id").agg(_MONEY) for part in parts]
    return pl.concat([SPENT.to_frame().lazy(), *sums]).sort("check_id").collect()

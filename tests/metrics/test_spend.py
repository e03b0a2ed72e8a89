from datetime import date

import polars as pl
import pytest

from revops.errors import UnknownName
from revops.metrics.metric import NotComputable
from revops.metrics.spend import spend
from revops.tables import TABLES

AS_OF = date(2026, 6, 30)
COSTS = pl.DataFrame(
    [
        (date(2026, 2, 28), "c1", "paid_search", 40),
        (date(2026, 3, 1), "c1", "paid_search", 60),
        (date(2026, 3, 1), "c2", None, 7),
        (date(2026, 7, 1), "c1", "paid_search", 999),
        (None, "c3", "paid_social", 30),
    ],
    schema={
        name: TABLES["spend"].schema()[name]
        for name in ("spent_on", "campaign_id", "channel", "cost_base")
    },
    orient="row",
)


def test_days_after_the_as_of_day_and_no_day_at_all_are_left_out():
    found = spend(COSTS, as_of=AS_OF)
    assert found.rows() == [
        ("(blank)", 7.0, None, None, 7.0, None),
        ("paid_search", 100.0, None, None, 100.0, None),
    ]


def test_spend_without_a_day_counts_when_asked():
    assert spend(COSTS, as_of=AS_OF, by=(), include_undated=True)["value"].item() == 137.0


def test_a_period_holds_both_its_ends():
    day = date(2026, 3, 1)
    assert spend(COSTS, as_of=AS_OF, by=(), since=day, until=day)["value"].item() == 67.0


def test_an_unknown_cost_is_null_not_nothing():
    unknown = COSTS.with_columns(cost_base=pl.lit(None, COSTS.schema["cost_base"]))
    assert spend(unknown, as_of=AS_OF)["value"].to_list() == [None, None]


def test_spend_that_cannot_be_put_in_time_says_so():
    undated = COSTS.filter(pl.col("spent_on").is_null())
    with pytest.raises(NotComputable, match="no day in the export"):
        spend(undated, as_of=AS_OF)


def test_no_spend_says_so():
    with pytest.raises(NotComputable, match="no spend is known"):
        spend(COSTS.clear(), as_of=AS_OF)


def test_an_unknown_cut_names_the_columns():
    with pytest.raises(UnknownName, match="Did you mean 'channel'"):
        spend(COSTS, as_of=AS_OF, by=["chanel"])

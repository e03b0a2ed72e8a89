"""Ranks: how often a channel is first, from the accounts alone or from what was learnt."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from revops.attribution import credit, from_paths
from revops.errors import BadParameter
from revops.metrics import credit_ranks, credited_value, roas
from revops.metrics.credit_ranks import among

AS_OF = date(2026, 6, 30)


def shares(**n: int) -> pl.DataFrame:
    """So many conversions of one account each, all to one channel, worth 10."""
    rows = [(f"{channel}{at}", channel) for channel, many in n.items() for at in range(many)]
    return pl.DataFrame(rows, schema=["conversion_id", "channel"], orient="row").with_columns(
        account_id=pl.col("conversion_id"), converted_at=pl.lit(date(2026, 3, 1)), credit=1.0,
        credited_value=10.0,
    )  # fmt: skip


class Told:
    """Draws that are known: email wins in three of four replicates."""

    def totals(self, credits, by, column):
        segments = credits.select(by).unique().sort(by)
        assert segments[by[0]].to_list() == ["ads", "email"]
        assert column == "credited_value"
        return segments, np.array([[10.0, 10.0, 10.0, 90.0], [20.0, 20.0, 30.0, 0.0]])


def test_what_was_learnt_says_who_is_first_and_how_sure_it_is():
    found = credit_ranks(shares(email=3, ads=2), Told(), as_of=AS_OF)
    assert found.select("channel", "value", "n_conversions", "first_share").rows() == [
        ("email", 30.0, 3, 0.75),
        ("ads", 20.0, 2, 0.25),
    ]
    assert found["top_three_share"].to_list() == [1.0, 1.0]
    ends = [np.quantile(drawn, 0.975) for drawn in ([20, 20, 30, 0], [10, 10, 10, 90])]
    assert found["high"].to_list() == pytest.approx(ends)


def test_every_metric_of_credit_takes_its_interval_from_what_was_learnt():
    credits = shares(email=3, ads=2)
    spend = pl.DataFrame({"channel": ["ads"], "spent_on": [date(2026, 3, 1)], "cost_base": [5.0]})
    for found, per in ((credited_value(credits, Told(), as_of=AS_OF), 1),
                       (roas(credits, spend, Told(), as_of=AS_OF), 5)):  # fmt: skip
        ads = found.filter(channel="ads").row(0, named=True)
        ends = np.quantile([10, 10, 10, 90], [0.025, 0.975]) / per
        assert [ads["low"], ads["high"]] == pytest.approx(ends.tolist())
        assert ads["value"] == 20.0 / per


def test_half_of_the_wins_are_first_half_of_the_time():
    found = credit_ranks(shares(email=40, ads=40, web=1), as_of=AS_OF)
    assert found["first_share"].sum() == pytest.approx(1.0)
    assert dict(found.select("channel", "first_share").rows())["email"] == pytest.approx(
        0.5, abs=0.08
    )
    assert found["channel"].to_list() == ["ads", "email", "web"]


def test_unattributed_takes_no_part():
    found = credit_ranks(shares(email=2, unattributed=50), as_of=AS_OF)
    assert found["channel"].to_list() == ["email"]
    assert found["first_share"].to_list() == [1.0]
    assert credit_ranks(shares(unattributed=3), as_of=AS_OF).height == 0


def test_same_rows_same_seed_same_shares():
    credits = shares(email=9, ads=8, web=7, call=6)
    shuffled = credits.sample(fraction=1, shuffle=True, seed=2)
    assert credit_ranks(credits, as_of=AS_OF).equals(credit_ranks(shuffled, as_of=AS_OF))


def test_only_a_periods_conversions_count():
    late = shares(ads=3).with_columns(converted_at=pl.lit(date(2026, 5, 1)))
    both = pl.concat([shares(email=2), late])
    found = credit_ranks(both, as_of=AS_OF, until=date(2026, 4, 1))
    assert found["channel"].to_list() == ["email"]


def test_aggregated_paths_have_values_and_no_interval():
    paths = pl.DataFrame({"path": ["email > ads", "ads"], "total_conversions": [3, 1],
                          "total_conversion_value": [300.0, 50.0]})  # fmt: skip
    credits = credit(from_paths(paths), "linear")
    shown = credited_value(credits, as_of=AS_OF)
    assert shown.select("channel", "value", "low", "high").rows() == [
        ("ads", 200.0, None, None), ("email", 150.0, None, None)
    ]  # fmt: skip
    ranked = credit_ranks(credits, as_of=AS_OF)
    assert ranked.select("channel", "first_share").rows() == [("ads", None), ("email", None)]


def test_nothing_to_rank_is_refused():
    with pytest.raises(BadParameter, match="name a column to cut by"):
        credit_ranks(shares(email=1), as_of=AS_OF, by=())
    with pytest.raises(BadParameter, match="column='cost'"):
        credit_ranks(shares(email=1), as_of=AS_OF, column="cost")


TOTALS = arrays.arrays(float, st.tuples(st.integers(1, 6), st.integers(1, 5)),
                       elements=st.integers(0, 3).map(float))  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(totals=TOTALS, top=st.integers(1, 3))
def test_places_are_given_out_once(totals, top):
    assert among(totals, top).sum() == pytest.approx(min(top, len(totals)))
    better = among(np.vstack([totals, totals.max(axis=0) + 1]), top)
    assert better[-1] == 1.0

"""Both teams on one path: counted by hand, and everything adds up."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.errors import BadParameter
from revops.metrics import both_teams, team_touch_days, team_touches

AS_OF = date(2026, 6, 30)
SCHEMA = {
    "conversion_id": pl.String,
    "position": pl.Int64,
    "path_length": pl.Int64,
    "channel": pl.String,
    "team": pl.String,
    "days_before": pl.Float64,
}


def wins(*paths: list[tuple[str, float]]) -> pl.DataFrame:
    """Wins of (team, days before), in order; one without touches stands unattributed."""
    rows = []
    for number, path in enumerate(paths):
        for place, (team, days) in enumerate(path):
            rows.append((f"d{number}", place + 1, len(path), f"{team}_mail", team, days))
        if not path:
            rows.append((f"d{number}", 1, 1, "unattributed", "unattributed", None))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


WINS = wins(
    [("marketing", 40.0), ("sales", 5.0), ("marketing", 1.0)],
    [("sales", 30.0), ("marketing", 29.0), ("sales", 0.0)],
    [("sales", 61.0)],
    [("marketing", 10.0)],
    [],
)


def test_both_teams_are_counted_by_win():
    assert both_teams(WINS, as_of=AS_OF).row(0, named=True) == {
        "n_won": 5, "n_both": 2, "n_marketing_alone": 1, "n_sales_alone": 1, "n_untouched": 1,
        "n_marketing_first": 1,
    }  # fmt: skip


def test_each_team_has_its_share_of_touched_wins():
    found = team_touches(WINS, as_of=AS_OF)
    columns = ("team", "value", "numerator", "denominator", "n_first_touches", "n_last_touches",
               "n_touches_made", "median_days_before")  # fmt: skip
    assert found.select(columns).rows() == [
        ("marketing", 0.75, 3, 4, 2, 2, 4, 19.5),
        ("sales", 0.75, 3, 4, 2, 2, 4, 17.5),
    ]


def test_a_touch_lies_in_the_span_that_it_begins():
    found = team_touch_days(WINS, as_of=AS_OF)
    assert found.rows() == [
        (0, "marketing", 0.75, 3),  # 1, 29 and 10 days before
        (0, "sales", 0.5, 2),
        (30, "marketing", 0.25, 1),
        (30, "sales", 0.25, 1),  # 30 days before: the next span
        (60, "sales", 0.25, 1),
    ]
    with pytest.raises(BadParameter, match="width_days is 0"):
        team_touch_days(WINS, as_of=AS_OF, width_days=0)


@pytest.mark.parametrize("walk", [WINS.clear(), wins([])])
def test_without_touches_there_is_nothing_to_tell(walk):
    assert team_touches(walk, as_of=AS_OF).is_empty()
    assert team_touch_days(walk, as_of=AS_OF).is_empty()
    told = both_teams(walk, as_of=AS_OF).row(0, named=True)
    assert told["n_won"] == told["n_untouched"]
    assert told["n_both"] == told["n_marketing_first"] == 0


TOUCH = st.tuples(st.sampled_from(["marketing", "sales"]), st.floats(0, 180))


@given(st.lists(st.lists(TOUCH, max_size=4), min_size=1, max_size=8), st.integers(1, 200))
def test_every_win_and_touch_is_counted_once(paths, width):
    walk = wins(*paths)
    told = both_teams(walk, as_of=AS_OF).row(0, named=True)
    kinds = ("n_both", "n_marketing_alone", "n_sales_alone", "n_untouched")
    assert sum(told[kind] for kind in kinds) == told["n_won"] == len(paths)
    touched, n = [path for path in paths if path], sum(map(len, paths))
    by_team = team_touches(walk, as_of=AS_OF)
    assert by_team["n_first_touches"].sum() == by_team["n_last_touches"].sum() == len(touched)
    spans = team_touch_days(walk, as_of=AS_OF, width_days=width)
    assert by_team["n_touches_made"].sum() == spans["n_touches_made"].sum() == n
    assert (by_team["low"] <= by_team["value"]).all()
    assert (by_team["value"] <= by_team["high"]).all()

"""Days from the first touch to the win: by hand, and the wins that are old enough alone."""

from datetime import date, datetime

import polars as pl

from revops.metrics import time_lag

AS_OF = date(2026, 6, 30)
WALK = pl.DataFrame(
    [
        ("d1", "email", datetime(2026, 1, 1), 40.0, 2),
        ("d1", "event", datetime(2026, 1, 31), 10.0, 2),
        ("d2", "email", datetime(2026, 2, 1), 20.0, 1),
        ("d3", "email", datetime(2026, 6, 20), 1.0, 4),
        ("d4", "unattributed", None, None, 1),
    ],
    schema=["conversion_id", "channel", "occurred_at", "days_before", "path_length"],
    orient="row",
)


def test_quantiles_of_every_win_and_of_those_that_are_old_enough():
    found = time_lag(WALK, as_of=AS_OF, within_days=90)
    assert found.rows() == [
        ("every_win", 3, 10.5, 20.0, 30.0, 36.0, 2.0),
        ("old_enough", 2, 25.0, 30.0, 35.0, 38.0, 1.5),
    ]


def test_a_first_touch_just_long_enough_ago_counts():
    days = (AS_OF - date(2026, 2, 1)).days
    assert time_lag(WALK, as_of=AS_OF, within_days=days)["n_won"].to_list() == [3, 2]
    assert time_lag(WALK, as_of=AS_OF, within_days=days + 1)["n_won"].to_list() == [3, 1]


def test_no_wins_have_no_lag():
    found = time_lag(WALK.filter(channel="unattributed"), as_of=AS_OF)
    assert found["n_won"].to_list() == [0, 0]
    assert found["p50_days"].to_list() == [None, None]

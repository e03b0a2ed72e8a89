"""The commonest paths: counted by hand, and no journey lost or counted twice."""

from datetime import date
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.errors import UnknownName
from revops.metrics import common_paths

AS_OF = date(2026, 6, 30)
SCHEMA = {
    "conversion_id": pl.String,
    "position": pl.Int64,
    "path_length": pl.Int64,
    "channel": pl.String,
    "team": pl.String,
    "outcome": pl.String,
}


def walks(*journeys: tuple[str, list[str | None]]) -> pl.DataFrame:
    """Journeys of an outcome and the channels met, in order."""
    rows = [
        (f"d{number}", place + 1, len(met), channel,
         "sales" if (channel or "").startswith("sales") else "marketing", outcome)
        for number, (outcome, met) in enumerate(journeys)
        for place, channel in enumerate(met)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


JOURNEYS = walks(
    ("converted", ["email", "email", "sales_call"]),
    ("converted", ["email", "sales_call", "sales_call"]),
    ("lost", ["email", "sales_call"]),
    ("expired", ["email"]),
    ("expired", ["email", "email"]),
    ("expired", ["email", None]),
    ("converted", ["unattributed"]),
)


def test_repeats_are_told_once_and_ends_are_counted():
    found = common_paths(JOURNEYS, as_of=AS_OF)
    assert found.select("path", "n_journeys", "n_won", "n_lost", "n_expired").rows() == [
        (["email", "sales_call"], 3, 2, 1, 0),
        (["email"], 2, 0, 0, 2),
        (["email", "(blank)"], 1, 0, 0, 1),
    ]
    assert found["journeys_share"].to_list() == [3 / 6, 2 / 6, 1 / 6]  # nobody's path is none


def test_the_win_rate_has_the_wilson_interval():
    row = common_paths(JOURNEYS, as_of=AS_OF).row(0, named=True)
    assert row["value"] == 2 / 3
    assert (row["low"], row["high"]) == (pytest.approx(0.2077, abs=1e-4),
                                         pytest.approx(0.9385, abs=1e-4))  # fmt: skip


def test_paths_of_teams_among_journeys_with_a_deal():
    found = common_paths(JOURNEYS, as_of=AS_OF, level="team", outcomes=["converted", "lost"])
    assert found.select("path", "n_won", "n_lost", "n_expired").rows() == [
        (["marketing", "sales"], 2, 1, 0)
    ]


def test_an_unknown_end_is_refused():
    with pytest.raises(UnknownName, match="no end of a journey named 'open'"):
        common_paths(JOURNEYS, as_of=AS_OF, outcomes=["open"])


def test_no_journeys_have_no_paths():
    assert common_paths(JOURNEYS.clear(), as_of=AS_OF).is_empty()


ENDS = st.sampled_from(["converted", "lost", "expired"])
MET = st.lists(st.sampled_from(["a", "b", "sales_call"]), min_size=1, max_size=4)


@given(st.lists(st.tuples(ENDS, MET), min_size=1, max_size=12))
def test_every_journey_is_on_one_path(journeys):
    found = common_paths(walks(*journeys), as_of=AS_OF, limit=1000)
    assert found["n_journeys"].sum() == len(journeys)
    ends = found.select(pl.sum_horizontal("n_won", "n_lost", "n_expired")).to_series()
    assert ends.to_list() == found["n_journeys"].to_list()
    assert found["path"].n_unique() == found.height
    assert found["journeys_share"].sum() == pytest.approx(1.0)
    repeats = [a == b for path in found["path"] for a, b in pairwise(path)]
    assert not any(repeats)


def test_at_most_as_many_as_asked_for_and_ties_by_name():
    found = common_paths(walks(("lost", ["b"]), ("lost", ["a"]), ("lost", ["c"])), as_of=AS_OF,
                         limit=2)  # fmt: skip
    assert found["path"].to_list() == [["a"], ["b"]]

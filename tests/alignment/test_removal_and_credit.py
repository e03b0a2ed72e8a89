"""Published totals beside credit in the journey: a chain of three journeys solved by hand."""

from datetime import date

import polars as pl
import pytest

from revops.alignment import removal_and_credit
from revops.attribution import credit

AS_OF = date(2026, 6, 30)
#: d1 met email, then event, and was won; d2 met event and was won; d3 met email and was lost.
WALK = pl.DataFrame(
    [
        ("d1", 1, 2, "email", 100.0, 1.0, 0.0),
        ("d1", 2, 2, "event", 100.0, 1.0, 0.0),
        ("d2", 1, 1, "event", 60.0, 1.0, 0.0),
        ("d3", 1, 1, "email", 0.0, 0.0, 1.0),
        ("d4", 1, 1, "unattributed", 7.0, 1.0, 0.0),
    ],
    schema=["conversion_id", "position", "path_length", "channel", "value", "n_converted",
            "n_lost"],
    orient="row",
)  # fmt: skip


def test_both_readings_by_hand_and_each_adds_up():
    found = removal_and_credit(WALK, credit(WALK, "markov", fewest=0), as_of=AS_OF)
    # without email 1/3 is won of 2/3: effect 1/2; without event nothing is: effect 1
    told = {row["channel"]: row for row in found.to_dicts()}
    assert list(told) == ["event", "email", "unattributed"]
    assert told["email"]["removal_effect"] == pytest.approx(1 / 2)
    assert told["event"]["removal_effect"] == pytest.approx(1.0)
    assert told["event"]["published_value"] == pytest.approx(160 * 2 / 3)
    assert told["event"]["credited_value"] == pytest.approx(100 * 2 / 3 + 60)
    assert told["email"]["n_conversions"] == 1
    for name in ("published_value", "credited_value"):
        assert found[name].sum() == pytest.approx(167.0)

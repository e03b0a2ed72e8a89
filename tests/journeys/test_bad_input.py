"""Journeys of bad input: nothing won, touches of the same second, ten thousand of them, none."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from revops.attribution import credit
from revops.errors import BadParameter
from revops.journeys import build

DAY = date(2026, 6, 30)
WON = datetime(2026, 3, 1, 9, tzinfo=UTC)  # O-Aurora


def touched(touchpoints: pl.DataFrame, moments: list[datetime], who: str | None = "Ana"):
    rows = {"lead_id": [who] * len(moments), "occurred_at": moments,
            "touchpoint_id": [f"t{n:05}" for n in range(len(moments))],
            "channel": ["email", "webinar"] * (len(moments) // 2) + ["email"] * (len(moments) % 2),
            }  # fmt: skip
    blank = [name for name in touchpoints.columns if name not in rows]
    made = pl.DataFrame(rows, schema_overrides={"lead_id": pl.String})
    return made.with_columns(
        pl.lit(None, touchpoints.schema[name]).alias(name) for name in blank
    ).select(touchpoints.columns)


def aurora(walk: pl.DataFrame) -> pl.DataFrame:
    return walk.filter(conversion_id="O-Aurora")


def test_no_won_deals(opportunities, touchpoints, leads):
    none = opportunities.filter(pl.col("status") != "won")
    walk = build(none, touchpoints, None, None, leads, as_of=DAY)
    assert walk.height == credit(walk, "position_based").height == 0
    lost = build(none, touchpoints, None, None, leads, as_of=DAY, unconverted=("lost", "expired"))
    assert lost["n_converted"].sum() == 0
    assert credit(lost, "linear").height == 0


def test_a_touch_after_the_conversion_is_none_of_it(opportunities, touchpoints):
    seen = touched(touchpoints, [WON, WON + timedelta(seconds=1), WON - timedelta(days=1)])
    walk = aurora(build(opportunities, seen, as_of=DAY))
    assert walk["touchpoint_id"].to_list() == ["t00002", "t00000"]


def test_same_second_ties_stay_in_file_order(opportunities, touchpoints, activities):
    seen = touched(touchpoints, [WON] * 3)
    walk = aurora(build(opportunities, seen, activities.with_columns(occurred_at=WON), as_of=DAY))
    assert walk["touchpoint_id"].to_list() == ["t00000", "t00001", "t00002", "a1", "a4"]
    assert walk["position"].to_list() == [1, 2, 3, 4, 5]


def test_ten_thousand_touches(opportunities, touchpoints):
    moments = [WON - timedelta(minutes=n) for n in range(10_000)]
    walk = build(opportunities, touched(touchpoints, moments), as_of=DAY)
    assert aurora(walk)["path_length"].unique().to_list() == [10_000]
    for model in ("linear", "time_decay", "position_based", "shapley"):
        shared = aurora(credit(walk, model))
        assert shared["credited_value"].sum() == pytest.approx(900.0, rel=1e-9)
    learnt = aurora(credit(walk, "markov", fewest=0))
    assert learnt["credited_value"].sum() == pytest.approx(900.0, rel=1e-9)


def test_a_lookback_of_zero_holds_the_moment_alone(opportunities, touchpoints):
    seen = touched(touchpoints, [WON, WON - timedelta(seconds=1)])
    walk = build(opportunities, seen, as_of=DAY, lookback_days=0)
    assert aurora(walk)["touchpoint_id"].to_list() == ["t00000"]
    assert credit(walk)["credited_value"].sum() == 900 + 400 + 60
    with pytest.raises(BadParameter, match="0 or more days"):
        build(opportunities, seen, as_of=DAY, lookback_days=-1)


def test_touches_without_a_lead_are_nobodys(opportunities, touchpoints):
    walk = build(opportunities, touched(touchpoints, [WON] * 3, who=None), as_of=DAY)
    assert walk["channel"].unique().to_list() == ["unattributed"]
    learning = build(
        opportunities, touched(touchpoints, [WON] * 3, who=None), as_of=DAY,
        unconverted=("lost", "expired", "open"),
    )  # fmt: skip
    assert learning.filter(n_converted=0.0).height == 0


@pytest.mark.parametrize("amount", [-900.0, 0.0, None])
@pytest.mark.parametrize("model", ["linear", "position_based", "time_decay", "markov"])
def test_negative_zero_and_unknown_values_are_shared_like_others(
    opportunities, touchpoints, leads, amount, model
):
    deals = opportunities.with_columns(amount_base=pl.lit(amount, pl.Float64))
    walk = build(deals, touchpoints, None, None, leads, as_of=DAY)
    shared = aurora(credit(walk, model, **({"fewest": 0} if model == "markov" else {})))
    assert shared["credit"].sum() == pytest.approx(1.0, rel=1e-9)
    assert shared["credit"].min() >= 0
    if amount is None:
        assert shared["credited_value"].null_count() == shared.height
    else:
        assert shared["credited_value"].sum() == pytest.approx(amount, rel=1e-9)


@pytest.mark.parametrize("model", ["linear", "shapley", "markov", "shapley_rates"])
def test_one_channel_only_has_it_all(opportunities, touchpoints, leads, model):
    alone = touchpoints.with_columns(channel=pl.lit("email"))
    walk = build(
        opportunities, alone, None, None, leads, as_of=DAY, unconverted=("lost", "expired")
    )
    learns = {"fewest": 0} if model in ("markov", "shapley_rates") else {}
    shared = credit(walk, model, **learns).group_by("channel").agg(pl.col("credited_value").sum())
    assert dict(shared.rows()) == {"email": pytest.approx(960.0), "unattributed": 400.0}

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from revops import journeys
from revops.attribution import AGREED, LEARNERS, MODELS, credit
from revops.errors import BadParameter
from revops.metrics.credited_value import credited_value
from revops.tables import TABLES

AS_OF = date(2026, 6, 30)
START = datetime(2026, 1, 1, tzinfo=UTC)

CREDITS = pl.DataFrame(
    [
        ("O-Aurora", "Aurora", datetime(2026, 3, 1, tzinfo=UTC), "paid_search", 0.5, 450.0),
        ("O-Aurora", "Aurora", datetime(2026, 3, 1, tzinfo=UTC), "webinar", 0.5, 450.0),
        ("O-Elena", None, datetime(2026, 5, 5, tzinfo=UTC), "webinar", 1.0, 60.0),
        ("O-Cumbre", "Cumbre", datetime(2026, 4, 2, tzinfo=UTC), "unattributed", 1.0, 400.0),
        ("O-Delta", "Delta", None, None, 1.0, 70.0),
    ],
    schema=["conversion_id", "account_id", "converted_at", "channel", "credit", "credited_value"],
    orient="row",
)
FIGURES = ["value", "low", "high", "numerator", "denominator"]


def test_values_and_counts_by_channel():
    found = credited_value(CREDITS, as_of=AS_OF)
    assert found.columns == ["channel", *FIGURES, "n_conversions"]
    assert found.select("channel", "value", "numerator", "denominator", "n_conversions").rows() == [
        ("(blank)", 70.0, 70.0, 1.0, 1),
        ("paid_search", 450.0, 450.0, 0.5, 1),
        ("unattributed", 400.0, 400.0, 1.0, 1),
        ("webinar", 510.0, 510.0, 1.5, 2),
    ]


def test_uncut_it_is_the_converted_value():
    found = credited_value(CREDITS, as_of=AS_OF, by=())
    assert found.select("value", "denominator", "n_conversions").rows() == [(1430.0, 4.0, 4)]


def test_only_conversions_of_the_period_and_by_the_day_count():
    march = {"since": date(2026, 3, 1), "until": date(2026, 4, 2)}
    assert credited_value(CREDITS, as_of=AS_OF, by=(), **march)["value"].item() == 1300.0
    early = credited_value(CREDITS, as_of=date(2026, 4, 1), by=())
    assert early["value"].item() == 970.0  # the undated one is known, when is not


def test_a_period_the_wrong_way_round_is_refused():
    with pytest.raises(BadParameter, match="swap them"):
        credited_value(CREDITS, as_of=AS_OF, since=AS_OF, until=date(2026, 1, 1))


def test_several_models_are_never_added_up():
    two = pl.concat([CREDITS.with_columns(model=pl.lit(name)) for name in ("first", "last")])
    with pytest.raises(BadParameter, match="first, last"):
        credited_value(two, as_of=AS_OF)
    by_model = credited_value(two, as_of=AS_OF, by=["model"])
    assert by_model["value"].to_list() == [1430.0, 1430.0]


def test_unknown_values_are_null_not_nothing():
    unknown = CREDITS.with_columns(
        pl.when(pl.col("channel") != "webinar").then("credited_value").alias("credited_value")
    )
    found = credited_value(unknown, as_of=AS_OF)
    assert found.filter(channel="webinar").select(FIGURES).row(0) == (None, None, None, None, 1.5)


def test_a_channel_without_credit_has_no_interval():
    none = CREDITS.with_columns(credit=0.0, credited_value=0.0)
    found = credited_value(none, as_of=AS_OF)
    assert found["value"].unique().to_list() == [0.0]
    assert found["low"].null_count() == found["high"].null_count() == found.height


def test_no_conversions():
    assert credited_value(CREDITS.clear(), as_of=AS_OF).height == 0
    assert credited_value(CREDITS.clear(), as_of=AS_OF, by=())["value"].item() == 0.0


def wins(n: int, per_account: int = 1) -> pl.DataFrame:
    return pl.DataFrame({"number": range(n)}).select(
        pl.format("O{}", "number").alias("conversion_id"),
        pl.format("A{}", pl.col("number") // per_account).alias("account_id"),
        pl.lit(START).alias("converted_at"),
        pl.lit("email").alias("channel"),
        pl.lit(1.0).alias("credit"),
        pl.lit(10.0).alias("credited_value"),
    )


def test_the_interval_is_as_wide_as_theory_says():
    found = credited_value(wins(1600), as_of=AS_OF, by=()).row(0, named=True)
    # 1,600 accounts of 10 each: 16,000, standard error 10 * sqrt(1600) = 400
    assert found["low"] == pytest.approx(16_000 - 1.96 * 400, rel=0.01)
    assert found["high"] == pytest.approx(16_000 + 1.96 * 400, rel=0.01)


def test_accounts_are_drawn_whole():
    wide = credited_value(wins(1600, per_account=16), as_of=AS_OF, by=()).row(0, named=True)
    # 100 accounts of 160 each: standard error 160 * sqrt(100) = 1,600
    assert (wide["high"] - wide["low"]) / 2 == pytest.approx(1.96 * 1600, rel=0.1)


def test_the_interval_does_not_depend_on_the_order_of_rows():
    shuffled = CREDITS.sample(fraction=1, shuffle=True, seed=3)
    assert_frame_equal(credited_value(CREDITS, as_of=AS_OF), credited_value(shuffled, as_of=AS_OF))


TOUCHES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 100), st.sampled_from("abc")))
VALUES = st.lists(st.integers(0, 10_000), min_size=1, max_size=4)


@pytest.mark.parametrize("model", [each for each in MODELS if each not in (*LEARNERS, *AGREED)])
@settings(deadline=None, max_examples=20)
@given(touched=TOUCHES, values=VALUES)
def test_totals_over_channels_are_the_converted_value(model, touched, values):
    def table(name: str, rows: list[dict[str, object]]) -> pl.DataFrame:
        schema = TABLES[name].schema()
        return pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema)

    deals = [
        {"opportunity_id": f"O{n}", "lead_id": f"L{n}", "status": "won", "amount_base": value,
         "closed_at": START + timedelta(days=90)}
        for n, value in enumerate(values)
    ]  # fmt: skip
    seen = [
        {"touchpoint_id": f"t{n}", "lead_id": f"L{who}", "channel": channel,
         "occurred_at": START + timedelta(days=day)}
        for n, (who, day, channel) in enumerate(touched)
    ]  # fmt: skip
    walk = journeys.build(table("opportunities", deals), table("touchpoints", seen), as_of=AS_OF)
    found = credited_value(credit(walk, model), as_of=AS_OF)
    assert found["value"].sum() == pytest.approx(sum(values), rel=1e-9)
    assert found["denominator"].sum() == pytest.approx(len(values), rel=1e-9)

from datetime import date

import polars as pl
import pytest

from revops.metrics.cac import cac

AS_OF = date(2026, 6, 30)
CREDITS = pl.DataFrame(
    [
        ("O-Aurora", "Aurora", date(2026, 3, 1), "paid_search", 0.5, None),
        ("O-Aurora", "Aurora", date(2026, 3, 1), "webinar", 0.5, None),
        ("O-Elena", None, date(2026, 5, 5), "paid_search", 1.0, None),
        ("O-Elena", None, date(2026, 5, 5), "email", 0.0, None),
    ],
    schema=["conversion_id", "account_id", "converted_at", "channel", "credit", "credited_value"],
    orient="row",
)
SPEND = pl.DataFrame(
    [
        (date(2026, 2, 20), "paid_search", 300.0),
        (date(2026, 3, 2), "paid_social", 80.0),
        (date(2026, 3, 2), "email", 10.0),
        (date(2026, 3, 2), "webinar", 0.0),
    ],
    schema=["spent_on", "channel", "cost_base"],
    orient="row",
)


def test_cost_of_one_conversion_by_channel():
    found = cac(CREDITS, SPEND, as_of=AS_OF)
    assert found.select("channel", "value", "numerator", "denominator").rows() == [
        ("email", None, 10.0, 0.0),  # nothing credited: null, never infinite
        ("paid_search", 200.0, 300.0, 1.5),
        ("paid_social", None, 80.0, 0.0),
        ("webinar", None, 0.0, 0.5),  # no spend
    ]


def test_it_needs_no_values_of_deals():
    assert cac(CREDITS, SPEND, as_of=AS_OF, by=())["value"].item() == pytest.approx(195.0)


def test_the_interval_stands_around_the_cost():
    many = pl.concat(
        CREDITS.with_columns(
            pl.format("{}-{}", "conversion_id", pl.lit(n)).alias("conversion_id"),
            pl.lit(f"account {n}").alias("account_id"),
        )
        for n in range(100)
    )
    found = cac(many, SPEND, as_of=AS_OF)
    row = found.row(by_predicate=pl.col("channel") == "paid_search", named=True)
    assert row["value"] == pytest.approx(2.0)
    # 150 credited conversions from 100 accounts of 1.5: standard error 15
    assert row["low"] == pytest.approx(300 / (150 + 1.96 * 15), rel=0.03)
    assert row["high"] == pytest.approx(300 / (150 - 1.96 * 15), rel=0.05)


def test_an_upper_end_that_may_be_infinite_is_null():
    row = cac(CREDITS, SPEND, as_of=AS_OF).row(by_predicate=pl.col("value") == 200.0, named=True)
    assert row["low"] < 200.0
    assert row["high"] is None

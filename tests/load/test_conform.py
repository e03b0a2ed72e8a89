"""What the agreement and the rates add to the tables: status, channels, value."""

from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
import pytest

from revops.load.channels import with_channels
from revops.load.money import in_base
from revops.load.stages import with_status
from revops.tables import TABLES

STAGES = pl.DataFrame(
    [
        ("opportunity", "Ventas", "Cerrado", "won", 5, "won"),
        ("opportunity", None, "Cerrado", "lost", 5, "lost"),
        ("opportunity", None, "Demo", "demo", 2, "open"),
        ("lead", None, "Demo", "demo", 2, None),
    ],
    schema=["object", "pipeline", "label", "stage", "position", "status"],
    orient="row",
)
RULES = pl.DataFrame(
    [
        ("touchpoint", "google", "cpc", "paid_search"),
        ("touchpoint", "google", "*", "organic_search"),
        ("touchpoint", None, None, "direct"),
        ("spend", "google_ads", "*marca*", "brand_search"),
        ("spend", "google_ads", "*", "paid_search"),
    ],
    schema=["kind", "source", "medium", "channel"],
    orient="row",
)


def table(name: str, *rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=TABLES[name].schema())


def test_a_pipelines_own_stage_wins_over_the_general_one() -> None:
    deals = table(
        "opportunities",
        {"opportunity_id": "O1", "pipeline": "Ventas", "stage": "cerrado "},
        {"opportunity_id": "O2", "pipeline": "Otra", "stage": "Cerrado"},
        {"opportunity_id": "O3", "stage": "Desconocida"},
        {"opportunity_id": "O4", "stage": "Cerrado", "status": "won"},
    )
    filled = with_status(deals, STAGES, zone="UTC")
    assert filled.get_column("status").to_list() == ["won", "lost", None, "won"]
    assert filled.get_column("opportunity_id").to_list() == ["O1", "O2", "O3", "O4"]


def test_an_open_deals_close_date_is_no_closing() -> None:
    day = date(2026, 3, 4)
    deals = table(
        "opportunities",
        {"opportunity_id": "O1", "stage": "Demo", "close_date": day},
        {"opportunity_id": "O2", "stage": "Cerrado", "close_date": day},
    )
    closed = with_status(deals, STAGES, zone="America/Santiago").get_column("closed_at")
    assert closed.to_list() == [None, datetime(2026, 3, 5, 2, 59, 59, 999999, tzinfo=UTC)]
    assert closed.dt.convert_time_zone("America/Santiago").dt.date().to_list() == [None, day]


def test_the_first_rule_wins_and_what_none_knows_is_unmapped() -> None:
    touches = table(
        "touchpoints",
        {"touchpoint_id": "1", "utm_source": " Google", "utm_medium": "CPC"},
        {"touchpoint_id": "2", "utm_source": "google", "utm_medium": "organic"},
        {"touchpoint_id": "3"},
        {"touchpoint_id": "4", "utm_source": "tiktok", "utm_medium": "paid"},
        {"touchpoint_id": "5", "channel": "events"},
    )
    filled = with_channels({"touchpoints": touches}, RULES)["touchpoints"]
    assert filled.get_column("channel").to_list() == [
        "paid_search",
        "organic_search",
        "direct",
        "unmapped",
        "events",
    ]


def test_a_cost_is_placed_by_vendor_and_campaign_then_by_its_campaign() -> None:
    campaigns = table(
        "campaigns",
        {"campaign_id": "remarketing", "name": "remarketing", "from_vendor": "google_ads"},
        {"campaign_id": "feria", "channel": "events"},
    )
    spend = table(
        "spend",
        {"campaign_id": "marca-cl", "from_vendor": "google_ads"},
        {"campaign_id": "remarketing", "from_vendor": "google_ads"},
        {"campaign_id": "feria", "from_vendor": "template"},
        {"campaign_id": "C9", "from_vendor": "meta_ads"},
    )
    filled = with_channels({"campaigns": campaigns, "spend": spend}, RULES)
    assert filled["spend"].get_column("channel").to_list() == [
        "brand_search",
        "paid_search",
        "events",
        "unmapped",
    ]


def test_an_untagged_touch_of_a_known_campaign_is_not_direct() -> None:
    campaigns = table("campaigns", {"campaign_id": "C1", "channel": "events"})
    touches = table(
        "touchpoints",
        {"touchpoint_id": "1", "campaign_id": "C1"},
        {"touchpoint_id": "2", "campaign_id": "C1", "utm_source": "google", "utm_medium": "cpc"},
    )
    filled = with_channels({"campaigns": campaigns, "touchpoints": touches}, RULES)
    assert filled["touchpoints"].get_column("channel").to_list() == ["events", "paid_search"]


def test_rule_text_is_no_pattern_but_for_its_star() -> None:
    rules = RULES.clear().vstack(
        pl.DataFrame([("touchpoint", "a.b(*", "*", "odd")], schema=RULES.schema, orient="row")
    )
    touches = table(
        "touchpoints",
        {"touchpoint_id": "1", "utm_source": "a.b(c", "utm_medium": "x"},
        {"touchpoint_id": "2", "utm_source": "aXb(c", "utm_medium": "x"},
    )
    filled = with_channels({"touchpoints": touches}, rules)["touchpoints"]
    assert filled.get_column("channel").to_list() == ["odd", "unmapped"]


RATES = pl.DataFrame(
    {
        "currency": ["CLF", "CLF", "CLP"],
        "day": [date(2026, 1, 1), date(2026, 2, 1), date(2026, 1, 1)],
        "rate": [40.0, 42.0, 0.0011],
    }
)


@pytest.mark.parametrize(
    ("currency", "day", "value"),
    [
        ("CLF", date(2026, 1, 31), Decimal("400.000000")),
        ("CLF", date(2026, 2, 1), Decimal("420.000000")),
        ("CLF", date(2025, 12, 31), None),
        ("CLF", None, None),
        ("CLP", date(2026, 6, 1), Decimal("0.011000")),
        ("USD", None, Decimal("10.000000")),
        ("EUR", date(2026, 2, 1), None),
        (None, date(2026, 2, 1), None),
    ],
)
def test_value_is_the_amount_at_the_days_rate(
    currency: str | None, day: date | None, value: Decimal | None
) -> None:
    deal = table("opportunities", {"opportunity_id": "O1", "amount": 10, "currency": currency})
    deal = deal.with_columns(close_date=pl.lit(day, pl.Date))
    filled = in_base(
        deal,
        RATES,
        base="USD",
        amount="amount",
        value="amount_base",
        day=pl.col("close_date"),
    )
    assert filled.get_column("amount_base").to_list() == [value]
    assert filled.columns == deal.columns

"""Flags of touches and costs: machines, own sites, campaigns that the other side does not know."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.checks.test_flags import flag

from revops.checks.channels import is_direct
from revops.checks.flags import over_rows
from revops.checks.flags.bursts import fewer_than

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
PAID = {"utm_medium": "cpc", "utm_source": "google", "occurred_at": NOON}


def touches(name: str, rows: list[dict[str, Any]], **tables: Any) -> list[bool | None]:
    return flag(name, "touchpoints", touchpoints=rows, **tables)


def test_twenty_touches_in_a_minute_are_a_machine() -> None:
    flood = [{"anonymous_id": "V1", "occurred_at": NOON + timedelta(seconds=n)} for n in range(20)]
    calm = [{"anonymous_id": "V2", "occurred_at": NOON + timedelta(seconds=n)} for n in range(19)]
    assert touches("not_flooded", flood + calm) == [False] * 20 + [True] * 19


def test_days_without_a_time_are_no_flood() -> None:
    day = NOON.replace(hour=0)
    assert touches("not_flooded", [{"lead_id": "L1", "occurred_at": day}] * 30) == [None] * 30


def test_three_links_in_a_second_are_a_scanner_but_not_paid_clicks_or_visits() -> None:
    mail = {"lead_id": "L1", "kind": "click", "occurred_at": NOON}
    paid, visit = mail | {"lead_id": "L2", "click_id": "g"}, mail | {"lead_id": "L3"}
    rows = [mail, mail | {"kind": "open"}, mail, paid, paid, paid]
    rows += [visit | {"kind": "visit"}] * 3 + [mail | {"lead_id": "L4"}] * 2
    assert touches("not_scanned", rows) == [False] * 3 + [None] * 6 + [True] * 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([True, False, None])), max_size=30),
    st.integers(2, 5),
)
def test_counting_by_hashes_is_counting(rows: list[tuple[str, bool | None]], times: int) -> None:
    schema = {"who": pl.String, "asked": pl.Boolean}
    frame = pl.LazyFrame(rows, schema=schema, orient="row")
    asked = [who for who, is_asked in rows if is_asked]
    said = fewer_than(times, pl.col("who"), where=pl.col("asked")).judge(frame).to_list()
    assert said == [asked.count(who) < times if is_asked else None for who, is_asked in rows]


def test_a_flood_is_seen_across_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(over_rows, "ROWS_AT_A_TIME", 3)
    flood = [{"anonymous_id": "V1", "occurred_at": NOON}] * 20
    assert touches("not_flooded", flood) == [False] * 20


def test_our_own_site_is_no_source() -> None:
    urls = ["https://www.faro.example/a", "http://faro.example", "https://rare.example/x"]
    sources = ["faro.example", "https://www.Faro.example/blog", "google", "rare.example", None]
    rows: list[dict[str, Any]] = [{"url": urls[0], "utm_source": source} for source in sources]
    rows += [{"url": url, "utm_source": "bing"} for url in [*urls[:2] * 6, urls[2]]]
    found = touches("not_self_referral", rows)
    assert found[:5] == [False, False, True, True, None]
    assert all(found[5:])


def test_without_pages_no_site_is_known_as_ours() -> None:
    assert touches("not_self_referral", [{"utm_source": "faro.example"}]) == [None]


def test_a_paid_tag_is_a_campaigns_id_or_name() -> None:
    campaigns = [{"campaign_id": "C1", "name": "Spring | Search"}]
    tags = ["C1", "spring_search", "summer", None]
    rows = [PAID | {"utm_campaign": tag} for tag in tags]
    rows.append(PAID | {"utm_campaign": "summer", "campaign_id": "C7"})
    rows.append(PAID | {"utm_campaign": "summer", "utm_medium": "email"})
    found = touches("tag_names_campaign", rows, campaigns=campaigns)
    assert found == [True, True, False, None, None, None]


def test_tags_that_name_no_campaign_at_all_are_of_another_kind() -> None:
    campaigns = [{"campaign_id": "701", "name": "Search"}]
    rows = [PAID | {"utm_campaign": "x"}] * 2
    assert touches("tag_names_campaign", rows, campaigns=campaigns) == [None, None]


def test_paid_touches_are_set_against_costs_of_their_days() -> None:
    spend = [{"campaign_id": "C1", "spent_on": NOON.date()}]
    rows = [PAID | {"utm_campaign": tag} for tag in ("C1", "C2")]
    rows.append(rows[1] | {"occurred_at": NOON + timedelta(days=3)})
    assert touches("paid_has_spend", rows, spend=spend) == [True, False, None]


def test_a_cost_without_touches_is_seen_where_others_have_some() -> None:
    rows = [{"campaign_id": name, "cost": cost} for name, cost in
            [("C1", 5), ("C2", 5), ("C2", 0), (None, 5)]]  # fmt: skip
    some = [{"utm_campaign": "C1"}]
    found = flag("campaign_has_touches", "spend", spend=rows, touchpoints=some)
    assert found == [True, False, None, None]
    other = [{"utm_campaign": "X"}]
    assert flag("campaign_has_touches", "spend", spend=rows, touchpoints=other) == [None] * 4


def test_a_day_of_a_thousand_times_the_cost_is_seen() -> None:
    rows = [{"campaign_id": "C1", "from_vendor": "x", "currency": "USD", "cost": cost}
            for cost in [10, 11, 0, 12, 10, 9, 10, 11_000, 90]]  # fmt: skip
    assert flag("near_usual_day", "spend", spend=rows) == [
        True, True, None, True, True, True, True, False, True,
    ]  # fmt: skip


def test_a_rate_upside_down_is_seen_and_a_devaluation_is_not() -> None:
    rates = [0.001, 0.0011, 900.0, 0.0011, 0.0012, 0.002, 0.002]
    rows = [{"currency": "CLP", "day": date(2026, 1, n), "rate": rate}
            for n, rate in enumerate(rates, start=1)]  # fmt: skip
    found = flag("near_neighbour", "rates", rates=rows[::-1])[::-1]
    assert found == [None, True, False, True, True, True, True]


@pytest.mark.parametrize(
    ("channel", "is_it"),
    [("direct", True), ("DIRECT_TRAFFIC", True), ("Tráfico directo", True), ("directo", True),
     ("direct_mail", False), ("direct mail", False), ("directories", False), ("email", False),
     (None, False)],
)  # fmt: skip
def test_direct_is_known_by_its_names(channel: str | None, is_it: bool) -> None:
    frame = pl.DataFrame({"channel": [channel]}, schema={"channel": pl.String})
    assert frame.select(is_direct("channel"))["channel"].to_list() == [is_it]

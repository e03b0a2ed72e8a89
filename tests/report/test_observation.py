"""Since when closings were seen: taken from successive exports, and said on the page."""

from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from revops import metrics
from revops.report import open_page
from revops.report.page import Page

SETTINGS = """
company = "Faro"
currency = "USD"
as_of = 2026-09-30
[[exports]]
source = "template.opportunities"
path = "deals*.csv"
successive = "states"
[[exports]]
source = "template.leads"
path = "leads.csv"
"""
STAGES = "object,pipeline,label,stage,position,status\n" + "".join(
    f"opportunity,,{label},{label.lower()},{place},{status}\n"
    for place, (label, status) in enumerate([("Demo", "open"), ("Won", "won"), ("Lost", "lost")], 1)
)
LEADS = "lead_id,created_at,original_source\n" + "".join(
    f"L{n},2026-0{1 + n % 5}-03T12:00:00Z,{'web' if n % 2 else 'ad'}\n" for n in range(1, 9)
)
HEAD = "opportunity_id,lead_id,name,stage,amount,created_at,closed_at\n"


def deal(n: int, stage: str, created: str, closed: str = "") -> str:
    ends = f"{closed}T12:00:00Z" if closed else ""
    return f"O{n},L{n},Aurora {n},{stage},100,{created}T12:00:00Z,{ends}\n"


OPEN = [deal(n, "Demo", f"2026-0{1 + n % 5}-10") for n in range(1, 6)]
LATER = [
    deal(1, "Won", "2026-02-10", "2026-07-03"),
    deal(2, "Lost", "2026-03-10", "2026-07-05"),
    deal(3, "Won", "2026-04-10", "2026-07-06"),
    *OPEN[3:],
    deal(6, "Demo", "2026-07-04"),
]
EARLIER = deal(7, "Won", "2026-02-10", "2026-05-02")


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Page]:
    """Open a page of two states of the deals, of 1 and of 8 July."""

    def write(*more: str, language: str = "en") -> Page:
        (tmp_path / "agreement").mkdir()
        (tmp_path / "agreement" / "stages.csv").write_text(STAGES, "utf-8")
        (tmp_path / "revops.toml").write_text(SETTINGS, "utf-8")
        (tmp_path / "leads.csv").write_text(LEADS, "utf-8")
        for day, rows in (("2026-07-01", OPEN), ("2026-07-08", LATER)):
            text = HEAD + "".join([*rows, *more])
            (tmp_path / f"deals {day}.csv").write_text(text, "utf-8")
        return open_page(str(tmp_path), language=language)

    return write


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    lines: list[str] = []
    monkeypatch.setattr("revops.report.notes.show_html", lambda html: lines.append(unescape(html)))
    return lines


def test_states_of_open_deals_say_since_when_closings_were_seen(page, shown) -> None:
    opened = page()
    assert opened.inputs.observed_from == date(2026, 7, 1)
    opened.observed_note()
    told = " ".join(shown)
    assert "Wins and losses are seen from 2026-07-01 on: it is the day of the first" in told
    assert "The 5 deals opened before it" in told
    assert "Stages are read from successive exports, the first of 2026-07-01" in told


def test_every_number_of_the_page_takes_that_day_by_itself(page) -> None:
    opened = page()
    found = opened.metric(metrics.opportunity_won_share, horizon_days=[90])
    given = opened.metric(
        metrics.opportunity_won_share, horizon_days=[90], observed_from="2026-07-01"
    )
    own = ("value", "low", "high", "numerator", "denominator")
    assert found.select(own).equals(given.select(own))
    watched = opened.rows(metrics.won_curve, start="opportunity").filter(outcome="won", days=0)
    assert watched["n_at_risk"].item() == 1  # the only one opened since
    (row, *_) = opened.numbers.published(metrics.METRICS["opportunity_won_share"]).to_dicts()
    assert '"observed_from": "2026-07-01"' in row["params"]


def test_states_that_tell_of_earlier_closings_need_no_late_entry(page, shown) -> None:
    opened = page(EARLIER)
    assert opened.inputs.observed_from is None
    opened.observed_note()
    told = " ".join(shown)
    assert "Wins and losses" not in told
    assert "Stages are read from successive exports" in told


def test_a_day_that_is_given_holds_and_is_said_to_be_given(page, shown) -> None:
    page(EARLIER).observed_note("2026-06-01")
    assert "seen from 2026-06-01 on: that day was given to this page" in shown[0]


def test_a_history_of_its_own_says_nothing(cast: Path, shown: list[str]) -> None:
    opened = open_page(str(cast))
    assert opened.inputs.observed_from is None
    opened.observed_note()
    assert shown == []


def test_the_tests_between_segments_are_told_in_words(page, shown) -> None:
    opened = page(EARLIER)
    tested = opened.rows(metrics.won_curves_differ)
    assert tested["n_segments"].to_list() == [2, 2]
    opened.curves_differ_note(tested.with_columns(p_value=0.42))
    assert "could be chance: if all 2 segments were alike, one this large" in shown[0]
    assert "would come in 42 of 100 cases (Gray's test)" in shown[0]
    assert "could be the same for all" in shown[0]
    opened.curves_differ_note(tested.with_columns(p_value=0.0004))
    assert "The shares won grow at different rates" in shown[1]
    assert "fewer than 1 of 1,000 cases (log-rank test)" in shown[1]
    opened.curves_differ_note(opened.rows(metrics.won_curves_differ, by=["company"]))
    assert len(shown) == 2  # one segment: there is nothing to compare

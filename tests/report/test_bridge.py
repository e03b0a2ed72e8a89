"""The bridge adds up: from every row of the files to every record of the page."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops import known, store
from revops.checks import QUARANTINED, RESULTS, Checked
from revops.report.bridge import ON_PAGE, READ, Step, bridge, without_rate
from revops.report.bridge_output import SAID, bridge_html
from revops.report.control import compare, explained, latest
from revops.report.evidence import Evidence
from revops.sources import REJECTED
from revops.sources.building.loaded import FILES, LEDGER, READINGS, SUMS
from revops.tables import TABLES

DAY = date(2026, 6, 30)
FATES = ("no key", "listed twice", "older state", "merged", "set aside", "deleted", "after", "in")


def lead(number: int, fate: str) -> dict[str, object]:
    after = fate == "after"
    gone = datetime(2026, 6, 1, tzinfo=UTC) if fate == "deleted" else None
    made = datetime(2026, 7, 5, tzinfo=UTC) if after else datetime(2026, 1, 5, tzinfo=UTC)
    return {
        "lead_id": f"L{number}",
        "created_at": made,
        "deleted_at": gone,
        "from_file": "crm.csv",
        "from_row": number,
    }


def evidence_of(fates: list[str]) -> Evidence:
    """A load in which each row of the file met its fate."""
    counted = [READ, *(fate for fate in FATES[:4] if fate in fates)]
    counts = {READ: len(fates), **{fate: fates.count(fate) for fate in counted[1:]}}
    ledger = [("leads", "crm", "crm.csv", step, counts[step]) for step in counted]
    kept = [lead(n, fate) for n, fate in enumerate(fates) if fate not in FATES[:4]]
    stays = [row for row in kept if fates[int(str(row["from_row"]))] != "set aside"]
    schema = {**TABLES["leads"].schema(), "deleted_at": pl.Datetime("us", "UTC")}
    tables = {"leads": pl.DataFrame(kept, schema=schema, orient="row")}
    checked = {"leads": pl.DataFrame(stays, schema=schema, orient="row")}
    merges = pl.DataFrame(schema=dict.fromkeys(("table", "from_id", "to_id", "rule"), pl.String))
    side = {
        "rejected": REJECTED.to_frame(),
        "merges": merges,
        "files": FILES.to_frame(),
        "readings": READINGS.to_frame(),
        "ledger": pl.DataFrame(ledger, schema=LEDGER, orient="row"),
        "sums": SUMS.to_frame(),
    }
    extra = {name: pl.DataFrame() for name in store.SIDE if name not in side}
    snapshot = store.Snapshot("x", tables, **{**side, **extra})
    return Evidence(snapshot, Checked(checked, RESULTS.to_frame(), QUARANTINED.to_frame(), {}), DAY)


def seen(evidence: Evidence) -> dict[str, pl.DataFrame]:
    return known.tables(evidence.checked.tables, as_of=DAY, zone="UTC")


@given(st.lists(st.sampled_from(FATES), max_size=12))
def test_every_row_of_the_files_is_on_the_page_or_in_one_step(fates: list[str]) -> None:
    evidence = evidence_of(fates)
    steps = bridge("leads", evidence, seen(evidence))
    assert (steps[0].name, steps[0].n) == (READ, len(fates))
    assert steps[-1].name == ON_PAGE
    assert steps[-1].n == seen(evidence)["leads"].height == fates.count("in")
    for step in steps[1:-1]:
        name = "after" if step.name == "after the day" else step.name
        assert step.n == fates.count(name) > 0


def test_a_step_leads_to_its_rows() -> None:
    evidence = evidence_of(["in", "after", "deleted"])
    by_name = {step.name: step for step in bridge("leads", evidence, seen(evidence))}
    assert by_name["after the day"].rows["lead_id"].to_list() == ["L1"]
    assert by_name["deleted"].rows["from_row"].to_list() == [2]


def test_the_last_days_leave_out_what_came_before() -> None:
    evidence = evidence_of(["in", "in"])
    steps = {s.name: s.n for s in bridge("leads", evidence, seen(evidence), days=7)}
    assert steps == {READ: 2, "before the period": 2, ON_PAGE: 0}


def test_a_win_without_a_rate_is_told_beside_the_count() -> None:
    deals = pl.DataFrame(
        {"opportunity_id": ["O1", "O2"], "status": ["won", "won"], "amount_base": [5, None]}
    )
    assert without_rate(deals).rows["opportunity_id"].to_list() == ["O2"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_bridge_is_written_in_words_for_every_step(language: str) -> None:
    from revops import text

    steps = [Step(name, 3, pl.DataFrame({"lead_id": ["a@b.example"]})) for name in SAID]
    html = bridge_html("leads", steps, text.load(language))
    assert html.count("<tr") == len(SAID)
    assert "<details" in html
    assert "a@b.example" not in html


def test_a_difference_is_explained_only_where_steps_add_up() -> None:
    none = pl.DataFrame()
    steps = [Step(READ, 10, none), Step("merged", 2, none), Step("deleted", 3, none)]
    assert explained(0, steps) == ()
    assert explained(5, steps) == ("merged", "deleted")
    assert explained(4, steps) is None


def test_a_total_is_compared_on_its_own_day() -> None:
    totals = pl.DataFrame(
        {
            "metric_id": ["n_leads", "n_leads", "n_leads"],
            "day": [DAY - timedelta(days=9), DAY - timedelta(days=1), DAY + timedelta(days=1)],
            "value": [1.0, 8.0, 9.0],
            "seen_in": ["a", "b", "c"],
        }
    )
    steps = [Step(READ, 8, pl.DataFrame()), Step("merged", 3, pl.DataFrame())]
    asked = []

    def ours(metric: str, day: date) -> float:
        asked.append((metric, day))
        return 5.0

    (row,) = compare(latest(totals, DAY), ours, lambda *_: steps).to_dicts()
    assert asked == [("n_leads", DAY - timedelta(days=1))]
    assert (row["theirs"], row["ours"], row["difference"]) == (8.0, 5.0, 3.0)
    assert row["steps"] == ["merged"]

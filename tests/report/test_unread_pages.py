"""A page reads of a big table what it shows: never the whole table."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from revops import known, store
from revops.checks import QUARANTINED, RESULTS, Checked, kept
from revops.report.bridge import ON_PAGE, READ, bridge
from revops.report.evidence import Evidence
from revops.report.inputs import Inputs
from revops.report.table_shape import KEPT
from revops.tables import TABLES
from revops.workspace import Agreement, Sla

DAY = date(2026, 6, 30)
ZONE = "America/Santiago"
CHANNELS = pl.DataFrame(schema=dict.fromkeys(("kind", "source", "medium", "channel"), pl.String))
LATE = datetime(2026, 7, 1, 12, tzinfo=UTC)
SEEN = datetime(2026, 2, 1, 12, tzinfo=UTC)


class NeverWhole(store.Tables):
    """Tables of which touchpoints may be read in part only."""

    def __getitem__(self, name: str) -> pl.DataFrame:
        assert name != "touchpoints", "touchpoints were read whole"
        return super().__getitem__(name)


def touches(*times: datetime | None) -> pl.DataFrame:
    rows = [
        {"touchpoint_id": f"T{n}", "lead_id": "Ana", "occurred_at": time, "channel": "email"}
        | {"from_file": "t.csv", "from_row": n + 2}
        for n, time in enumerate(times)
    ]
    return pl.DataFrame(rows, schema=TABLES["touchpoints"].schema(), orient="row")


def evidence(frame: pl.DataFrame, *places: int) -> Evidence:
    """A load of touches, some of which were set aside."""
    tables = NeverWhole(store.unread({"touchpoints": frame}))
    aside = {"table": ["touchpoints"] * len(places), "place": [*places]}
    quarantined = pl.concat([QUARANTINED.to_frame(), pl.DataFrame(aside)], how="diagonal_relaxed")
    left = NeverWhole(kept(known.localised(tables, zone=ZONE), quarantined).scans())
    checked = Checked(left, RESULTS.to_frame(), quarantined, {})
    sides = {"ledger": pl.DataFrame(schema={"table": pl.String})}
    side = [sides.get(name, pl.DataFrame()) for name in store.SIDE]
    return Evidence(store.Snapshot("x", tables, *side), checked, DAY, ZONE)


def test_the_bridge_of_a_big_table_is_counted_without_reading_it() -> None:
    found = evidence(touches(SEEN, LATE, SEEN, None, LATE), 2, 4)
    seen = known.tables(found.checked.tables, as_of=DAY, zone=ZONE)
    steps = {step.name: step for step in bridge("touchpoints", found, NeverWhole(seen.scans()))}
    counts = {name: step.n for name, step in steps.items()}
    assert counts == {READ: 5, "set aside": 2, "after the day": 1, ON_PAGE: 2}
    assert steps["after the day"].rows.rows() == [("T1", "t.csv", 3)]


def test_a_step_lists_as_many_rows_as_a_page_holds() -> None:
    found = evidence(touches(*[LATE] * (KEPT + 5)))
    seen = known.tables(found.checked.tables, as_of=DAY, zone=ZONE)
    late = next(s for s in bridge("touchpoints", found, seen) if s.name == "after the day")
    assert (late.n, late.rows.height) == (KEPT + 5, KEPT)
    assert late.rows["from_row"].to_list() == [*range(2, KEPT + 2)]


def test_the_age_of_a_big_table_is_told_without_reading_it() -> None:
    found = evidence(touches(SEEN, LATE), 0)
    assert found.ages().rows() == [("touchpoints", 1, None, None)]


@pytest.mark.parametrize("by", ["buying_group", "account", "lead"])
def test_journeys_read_only_the_touches_before_a_conversion(
    monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    deal = {
        "opportunity_id": "Aurora's",
        "lead_id": "Ana",
        "status": "won",
        "created_at": SEEN,
        "closed_at": datetime(2026, 3, 1, 12, tzinfo=UTC),
        "amount_base": 900,
    }
    deals = pl.DataFrame([deal], schema=TABLES["opportunities"].schema(), orient="row")
    tables = {"opportunities": deals, "touchpoints": touches(SEEN, LATE, SEEN, None)}
    agreement = Agreement(pl.DataFrame(), CHANNELS, Sla(), {})
    plain = Inputs(tables, agreement, as_of=DAY, zone=ZONE).journeys(people=by)
    monkeypatch.setattr(known.store, "Tables", NeverWhole)
    lean = Inputs(tables, agreement, as_of=DAY, zone=ZONE).journeys(people=by)
    assert_frame_equal(lean, plain)
    assert lean["touchpoint_id"].to_list() == ["T0", "T2"]

"""Leads past the follow-up deadline: who counts, from when, and what stops the clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import polars as pl
import polars.selectors as cs
import pytest

from revops import metrics
from revops.tables import TABLES
from revops.workspace.agreement import Sla

AS_OF = date(2026, 6, 30)  # a Tuesday
SLA = Sla(deadline_hours=9)
Maker = Callable[..., pl.DataFrame]


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 6, day, hour, tzinfo=UTC)


def make_calls(rows: list[tuple[str, datetime]], **columns: object) -> pl.DataFrame:
    schema = TABLES["activities"].schema()
    frame = pl.DataFrame(
        {
            "lead_id": [row[0] for row in rows],
            "occurred_at": [row[1] for row in rows],
            **{"kind": "call", "direction": "outbound", "is_automated": False, **columns},
        },
        schema_overrides={"occurred_at": schema["occurred_at"]},
    )
    return pl.concat([TABLES["activities"].empty(), frame], how="diagonal_relaxed")


@pytest.fixture
def leads(make_leads: Maker) -> pl.DataFrame:
    """Ana in time, Bruno late, Carla and Diego waiting, Elena not due, Fabio never routed."""
    return make_leads(
        ["ana", "bruno", "carla", "diego", "elena", "fabio"],
        [100] * 6,
        routed_at=[at(22, 10), at(22, 10), at(25, 10), at(22, 10), at(30, 10), None],
        full_name=["Ana", "Bruno", "Carla", "Diego", "Elena", "Fabio"],
        company=["Aurora", "Boreal", "Cobre", "Dique", "Eco", "Faro"],
    )


CALLS = make_calls([("ana", at(23, 9)), ("bruno", at(24, 9)), ("carla", at(1, 9))])


def test_the_rows_to_act_on(leads: pl.DataFrame) -> None:
    """Carla's call came before she was routed."""
    found = metrics.leads_past_deadline(leads, CALLS, SLA, as_of=AS_OF)
    assert found.select("lead_id", "company", "deadline_at", "hours_late").rows() == [
        ("diego", "Dique", at(23, 10), 8 + 9 * 5.0),
        ("carla", "Cobre", at(26, 10), 8 + 9 * 2.0),
    ]


def test_no_persons_name_is_in_it(leads: pl.DataFrame) -> None:
    found = metrics.leads_past_deadline(leads, CALLS, SLA, as_of=AS_OF)
    personal = {name for name, column in TABLES["leads"].columns.items() if column.personal}
    assert not personal & set(found.columns)


def test_count_and_share(leads: pl.DataFrame) -> None:
    count = metrics.n_leads_past_deadline(leads, CALLS, SLA, as_of=AS_OF)
    assert count.select("value", "denominator").row(0) == (2.0, 4.0)
    share = metrics.missed_deadline_share(leads, CALLS, SLA, as_of=AS_OF)
    assert share.select("value", "numerator", "denominator").row(0) == (0.75, 3.0, 4.0)
    cut = metrics.n_leads_past_deadline(leads, CALLS, SLA, as_of=AS_OF, by=["company"])
    assert cut["value"].sum() == 2


def test_a_contact_on_the_deadline_is_in_time(leads: pl.DataFrame) -> None:
    for minute, late in ((at(23, 10), 3), (at(23, 11), 4)):
        calls = make_calls([("ana", minute), ("bruno", at(24, 9))])
        found = metrics.missed_deadline_share(leads, calls, SLA, as_of=AS_OF)
        assert found["numerator"].item() == late


@pytest.mark.parametrize(
    "kind",
    [{"direction": "inbound"}, {"is_automated": True}, {"kind": "task"}, {"direction": None}],
)
def test_what_is_no_human_outbound_contact_does_not_stop_the_clock(
    leads: pl.DataFrame, kind: dict[str, object]
) -> None:
    calls = pl.concat([CALLS, make_calls([("diego", at(22, 11))], **kind)])
    found = metrics.n_leads_past_deadline(leads, calls, SLA, as_of=AS_OF)
    assert found["value"].item() == 2


def test_a_meeting_without_direction_stops_it(leads: pl.DataFrame) -> None:
    met = make_calls([("diego", at(22, 11))], kind="meeting", direction=None, is_automated=None)
    found = metrics.n_leads_past_deadline(leads, pl.concat([CALLS, met]), SLA, as_of=AS_OF)
    assert found["value"].item() == 1


def test_contacts_and_leads_after_the_as_of_day_are_not_known(leads: pl.DataFrame) -> None:
    found = metrics.leads_past_deadline(leads, CALLS, SLA, as_of=date(2026, 6, 23))
    assert found["lead_id"].to_list() == ["bruno", "diego"]


def test_who_opted_out_is_not_to_be_contacted(leads: pl.DataFrame) -> None:
    gone = leads.with_columns(
        pl.when(lead_id="diego").then(pl.lit(at(22, 12))).when(lead_id="carla")
        .then(pl.lit(at(29, 12))).otherwise(None).alias("opted_out_at")
    )  # fmt: skip
    assert metrics.leads_past_deadline(gone, CALLS, SLA, as_of=AS_OF).is_empty()
    share = metrics.missed_deadline_share(gone, CALLS, SLA, as_of=AS_OF)
    assert share.select("numerator", "denominator").row(0) == (2.0, 3.0)


def test_the_clock_can_start_at_qualification_or_creation(
    leads: pl.DataFrame, make_visits: Maker
) -> None:
    visits = make_visits([("fabio", "mql", 2, 160), ("diego", "mql", 2, 10)])
    routed = metrics.leads_past_deadline(leads, CALLS, SLA, visits, as_of=AS_OF)
    assert set(routed["lead_id"]) == {"fabio", "diego", "carla"}
    qualified = metrics.leads_past_deadline(
        leads, CALLS, SLA, visits, as_of=AS_OF, start="qualified"
    )
    assert set(qualified["lead_id"]) == {"fabio", "diego"}
    created = metrics.leads_past_deadline(leads, CALLS, SLA, as_of=AS_OF, start="created")
    assert set(created["lead_id"]) == {"diego", "elena", "fabio"}


def test_without_handovers_or_contacts_there_is_no_number(leads: pl.DataFrame) -> None:
    unrouted = leads.with_columns(pl.lit(None, leads.schema["routed_at"]).alias("routed_at"))
    with pytest.raises(metrics.NotComputable, match="no lead says when it was routed"):
        metrics.n_leads_past_deadline(unrouted, CALLS, SLA, as_of=AS_OF)
    with pytest.raises(metrics.NotComputable, match="every lead would look untouched"):
        metrics.n_leads_past_deadline(leads, CALLS.clear(), SLA, as_of=AS_OF)


def test_instants_keep_the_workspaces_zone(leads: pl.DataFrame) -> None:
    zone = "America/Santiago"
    local = leads.with_columns(cs.datetime().dt.convert_time_zone(zone))
    calls = CALLS.with_columns(cs.datetime().dt.convert_time_zone(zone))
    found = metrics.leads_past_deadline(local, calls, SLA, as_of=AS_OF)
    assert found.schema["deadline_at"] == pl.Datetime("us", zone)
    first = found.row(0, named=True)
    assert first["lead_id"] == "diego"
    assert first["deadline_at"].hour == 18  # routed at 6 in the morning, 9 hours from 9 o'clock

"""The follow-up agreement and the attempts: every state by hand, and the laws."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from revops import metrics
from revops.metrics.sla_states import KEPT, MISSED, UNDUE, sla_states
from revops.tables import TABLES
from revops.workspace.agreement import Sla

AS_OF = date(2026, 6, 30)
SLA = Sla(deadline_hours=9, outer_limit_hours=27, attempts=3)  # one working day, three
Maker = Callable[..., pl.DataFrame]
ZONE = pl.Datetime("us", "UTC")


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 6, day, hour, tzinfo=UTC)


START = at(15, 9)  # a Monday: deadline on its evening, limit on Wednesday's
CALL = {"kind": "call", "direction": "outbound", "is_automated": False}


def table(name: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    schema = TABLES[name].schema()
    names = {key for row in rows for key in row}
    frame = pl.DataFrame(rows, {key: dtype for key, dtype in schema.items() if key in names})
    return pl.concat([TABLES[name].empty(), frame], how="diagonal")


def mqls(names: list[str], entered: datetime = START, **stages: datetime) -> pl.DataFrame:
    """Each lead's visit to mql, and visits of lead `ana` to later stages."""
    places = {"mql": 2, "sal": 3, "sql": 4, "lost": 9}
    rows = [(name, "mql", entered) for name in names]
    rows += [("ana", stage, when) for stage, when in stages.items()]
    return pl.DataFrame(
        {
            "object": ["lead"] * len(rows),
            "object_id": [row[0] for row in rows],
            "stage": [row[1] for row in rows],
            "position": [places[row[1]] for row in rows],
            "pipeline": [None] * len(rows),
            "status": ["lost" if row[1] == "lost" else None for row in rows],
            "entered_at": [row[2] for row in rows],
            "left_at": [None] * len(rows),
        },
        schema_overrides={
            "pipeline": pl.String, "status": pl.String, "entered_at": ZONE, "left_at": ZONE,
        },
    )  # fmt: skip


def told(
    calls: list[datetime],
    *,
    said: list[dict[str, object]] | None = None,
    more: list[dict[str, object]] | None = None,
    opted_out: datetime | None = None,
    as_of: date = AS_OF,
    sla: Sla = SLA,
    **stages: datetime,
) -> str:
    """The state of one lead, ana, routed at 9 on Monday."""
    leads = table(
        "leads",
        [{"lead_id": "ana", "created_at": at(1, 0), "routed_at": START, "opted_out_at": opted_out}],
    )
    rows = [{"lead_id": "ana", "occurred_at": when, **CALL} for when in calls]
    rows += [{"lead_id": "ana", **CALL, **row} for row in more or []]
    rows.append({"lead_id": "other", "occurred_at": at(2, 9), **CALL})
    feedback = table("feedback", [{"lead_id": "ana", **row} for row in said or [{}]])
    found = sla_states(
        leads, table("activities", rows), feedback, sla, mqls(["ana"], **stages), as_of=as_of
    )
    return str(found["state"].item())


IN_TIME, LATE = at(15, 18), at(16, 10)
THREE = [IN_TIME, at(16, 9), at(17, 18)]


@pytest.mark.parametrize(
    ("calls", "state"),
    [
        (THREE, "accepted_and_attempted"),
        ([*THREE[:2], at(18, 9)], "too_few_attempts"),  # the third a day after the limit
        (THREE[:1], "too_few_attempts"),
        ([LATE, LATE, LATE], "no_answer_in_time"),
        ([], "no_answer_in_time"),
    ],
)
def test_calls_alone(calls: list[datetime], state: str) -> None:
    assert told(calls) == state


@pytest.mark.parametrize(
    ("remark", "state"),
    [
        ({"kind": "rejection", "reason": "duplicate", "given_at": IN_TIME}, "rejected_in_time"),
        ({"kind": "rejection", "reason": None, "given_at": IN_TIME}, "no_answer_in_time"),
        ({"kind": "rejection", "reason": "duplicate", "given_at": LATE}, "no_answer_in_time"),
        ({"kind": "rejection", "reason": "duplicate", "given_at": None}, "no_answer_in_time"),
        ({"kind": "objection", "reason": "price", "given_at": IN_TIME}, "no_answer_in_time"),
    ],
)
def test_a_rejection_needs_a_reason_and_is_in_time(remark: dict[str, object], state: str) -> None:
    assert told([], said=[remark]) == state


@pytest.mark.parametrize(
    ("sign", "state"),
    [
        ({"more": [{"occurred_at": LATE, "direction": "inbound"}]}, "accepted_and_attempted"),
        ({"more": [{"occurred_at": at(18, 9), "direction": "inbound"}]}, "too_few_attempts"),
        ({"more": [{"occurred_at": LATE, "kind": "meeting"}]}, "accepted_and_attempted"),
        ({"more": [{"occurred_at": LATE, "kind": "task"}]}, "too_few_attempts"),
        ({"sql": LATE}, "accepted_and_attempted"),
        ({"sal": LATE}, "too_few_attempts"),
        ({"lost": LATE}, "too_few_attempts"),
        ({"opted_out": LATE}, "accepted_and_attempted"),
    ],
)
def test_a_lead_that_answered_needs_no_more_tries(sign: dict[str, object], state: str) -> None:
    assert told([IN_TIME], **sign) == state  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reason", "state"),
    [("no_budget", "accepted_and_attempted"), ("unreachable", "too_few_attempts")],
)
def test_unreachable_is_no_answer(reason: str, state: str) -> None:
    remark = {"kind": "disqualification", "reason": reason, "given_at": LATE}
    assert told([IN_TIME], said=[remark]) == state


def test_a_stage_accepts_too() -> None:
    assert told([], sal=IN_TIME) == "too_few_attempts"
    assert told([], sql=IN_TIME) == "accepted_and_attempted"
    assert told([], sql=LATE) == "no_answer_in_time"


def test_who_opted_out_by_the_deadline_and_who_is_not_due_stand_apart() -> None:
    assert told([], opted_out=IN_TIME) == "opted_out"
    assert told(THREE, as_of=date(2026, 6, 16)) == "not_due"
    assert told(THREE[:1], as_of=date(2026, 6, 17)) == "too_few_attempts"


def test_an_outer_limit_below_the_deadline_gives_the_deadline() -> None:
    short = Sla(deadline_hours=9, outer_limit_hours=1, attempts=2)
    assert told([IN_TIME, IN_TIME], sla=short) == "accepted_and_attempted"


LEADS = table(
    "leads",
    [
        {"lead_id": name, "created_at": at(1, 0), "routed_at": routed, "original_source": source}
        for name, routed, source in (
            ("ana", START, "email"), ("bruno", START, "email"), ("carla", START, "ads"),
            ("diego", at(30, 9), "ads"), ("elena", START, "ads"),
        )
    ],
)  # fmt: skip
VISITS = mqls(["ana", "bruno", "carla", "diego"])
ACTIVITIES = table(
    "activities", [{"lead_id": "ana", "occurred_at": when, **CALL} for when in THREE]
)
FEEDBACK = table(
    "feedback",
    [{"lead_id": "bruno", "kind": "rejection", "reason": "duplicate", "given_at": IN_TIME}],
)
GIVEN = (LEADS, ACTIVITIES, FEEDBACK, SLA, VISITS)


def test_the_share_is_of_mqls_that_are_due() -> None:
    """Elena never qualified; Diego was routed today."""
    found = metrics.followup_sla_share(*GIVEN, as_of=AS_OF)
    assert found.select("numerator", "denominator", "n_undue").row(0) == (2, 3, 1)


def test_states_are_all_listed_and_add_up() -> None:
    found = metrics.followup_states(*GIVEN, as_of=AS_OF)
    assert found["state"].to_list() == [*KEPT, *MISSED, *UNDUE]
    assert found["n_leads"].to_list() == [1, 1, 0, 1, 0, 1]
    cut = metrics.followup_states(*GIVEN, as_of=AS_OF, by=["original_source"])
    assert cut.group_by("state", maintain_order=True).agg(pl.col("n_leads").sum()).equals(found)


def test_without_qualified_leads_there_is_no_number() -> None:
    with pytest.raises(metrics.NotComputable, match="qualified"):
        metrics.followup_sla_share(LEADS, ACTIVITIES, FEEDBACK, SLA, VISITS.clear(), as_of=AS_OF)


def test_the_clock_starts_at_the_later_of_routing_and_qualification() -> None:
    late = mqls(["ana"], entered=at(16, 9))
    found = sla_states(LEADS, ACTIVITIES, FEEDBACK, SLA, late, as_of=AS_OF)
    assert found.select("start_at", "n_attempts").row(0) == (at(16, 9), 2)


def test_attempts_by_hand() -> None:
    found = metrics.contact_attempts(LEADS, ACTIVITIES, SLA, as_of=AS_OF)
    assert found.rows() == [("0", 3, 0.75), ("3", 1, 0.25)]
    few = metrics.contact_attempts(LEADS, ACTIVITIES, SLA, as_of=AS_OF, within_hours=10, most=2)
    assert few.rows() == [("0", 3, 0.75), ("2+", 1, 0.25)]
    share = metrics.attempted_share(LEADS, ACTIVITIES, SLA, as_of=AS_OF)
    assert share.select("numerator", "denominator").row(0) == (1, 4)


def test_worked_is_however_late(make_deals: Maker) -> None:
    late = table("activities", [{"lead_id": "ana", "occurred_at": at(29, 9), **CALL}])
    found = metrics.worked_share(LEADS, late, SLA, as_of=AS_OF)
    assert found.select("numerator", "denominator").row(0) == (1, 5)
    deals = make_deals(["won"], [160], [170], lead_id=["ana"])
    cut = metrics.worked_share(
        LEADS, late, SLA, None, None, deals, as_of=AS_OF, by=["lead_outcome"]
    )
    assert cut.select("lead_outcome", "numerator", "denominator").rows() == [
        ("open", 0, 4), ("won", 1, 1),
    ]  # fmt: skip


TRIES = st.lists(st.lists(st.integers(0, 14 * 24), max_size=5), min_size=1, max_size=12)


def made(tries: list[list[int]]) -> tuple[pl.DataFrame, ...]:
    names = [f"l{n}" for n in range(len(tries))]
    leads = table(
        "leads",
        [
            {"lead_id": name, "created_at": at(1, 0), "routed_at": at(1 + n, 12)}
            | {"original_source": "ab"[n % 2]}
            for n, name in enumerate(names)
        ],
    )
    rows = [
        {"lead_id": names[n], "occurred_at": at(1 + n, 12) + timedelta(hours=hours), **CALL}
        for n, waits in enumerate(tries)
        for hours in waits
    ]
    rows.append({"lead_id": "nobody", "occurred_at": at(1, 1), **CALL})
    return leads, table("activities", rows), mqls(names, entered=at(1, 0))


@given(TRIES, st.integers(0, 99))
@settings(max_examples=12)
def test_order_does_not_matter_and_segments_add_up(tries: list[list[int]], seed: int) -> None:
    leads, calls, visits = made(tries)
    whole = metrics.followup_sla_share(leads, calls, FEEDBACK, SLA, visits, as_of=AS_OF)
    mixed = [f.sample(fraction=1, shuffle=True, seed=seed) for f in (leads, calls, visits)]
    other = metrics.followup_sla_share(*mixed[:2], FEEDBACK, SLA, mixed[2], as_of=AS_OF)
    assert_frame_equal(whole, other)
    by = ["original_source"]
    parts = metrics.followup_sla_share(leads, calls, FEEDBACK, SLA, visits, as_of=AS_OF, by=by)
    counts = ("numerator", "denominator", "n_undue")
    assert parts.select(pl.col(*counts).sum()).row(0) == whole.select(*counts).row(0)


@given(TRIES, st.integers(2, 28))
@settings(max_examples=12)
def test_what_comes_later_does_not_change_the_past(tries: list[list[int]], day: int) -> None:
    leads, calls, visits = made(tries)
    then = date(2026, 6, day)
    early = calls.filter(pl.col("occurred_at").dt.date() <= then)
    one = metrics.followup_states(leads, calls, FEEDBACK, SLA, visits, as_of=then)
    assert_frame_equal(
        one, metrics.followup_states(leads, early, FEEDBACK, SLA, visits, as_of=then)
    )

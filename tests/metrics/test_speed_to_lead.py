"""Speed to lead: the share against hand-solved cases, lifelines and laws."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from polars.testing import assert_frame_equal

from revops import metrics
from revops.metrics.first_touches import first_touches
from revops.tables import TABLES
from revops.workspace.agreement import Sla

AS_OF = date(2026, 6, 30)  # a Tuesday
SLA = Sla()
Maker = Callable[..., pl.DataFrame]
WAITS = st.lists(
    st.tuples(st.integers(0, 29 * 24 * 60), st.none() | st.integers(0, 9000)), min_size=1
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 6, day, hour, minute, tzinfo=UTC)


def calls(rows: list[tuple[str, datetime]], **columns: object) -> pl.DataFrame:
    given = {"kind": "call", "direction": "outbound", "is_automated": False, **columns}
    found = pl.DataFrame(
        [{"lead_id": lead, "occurred_at": when, **given} for lead, when in rows]
    ).with_columns(pl.col("occurred_at").cast(TABLES["activities"].schema()["occurred_at"]))
    return pl.concat([TABLES["activities"].empty(), found], how="diagonal_relaxed")


def table(rows: list[dict[str, object]], name: str = "leads") -> pl.DataFrame:
    schema = TABLES[name].schema()
    columns = {key: schema[key] for key in rows[0]}
    return pl.concat([TABLES[name].empty(), pl.DataFrame(rows, columns)], how="diagonal")


def lead(name: str, routed: datetime, **columns: object) -> dict[str, object]:
    return {"lead_id": name, "created_at": at(1, 0), "routed_at": routed, **columns}


#: Ana in 5 minutes; Bruno after 59 minutes of Friday and Monday; Carla never; Diego opted out.
LEADS = table(
    [
        lead("ana", at(22, 10), owner_id="u1", opted_out_at=None),
        lead("bruno", at(26, 17, 30), owner_id="Eva", opted_out_at=None),
        lead("carla", at(29, 8), owner_id=None, opted_out_at=None),
        lead("diego", at(22, 10), owner_id="u9", opted_out_at=at(22, 10, 30)),
    ]
)
CALLS = calls([("ana", at(22, 10, 5)), ("bruno", at(29, 9, 29)), ("diego", at(23, 10))])
USERS = table(
    [
        {"user_id": "u1", "name": "Leo", "team": "sales"},
        {"user_id": "u2", "name": "Eva", "team": "marketing"},
        {"user_id": "u3", "name": "Iris", "team": "sales"},
        {"user_id": "u4", "name": "Iris", "team": "success"},
    ],
    "users",
)


def values(**params: object) -> dict[str, float | None]:
    found = metrics.speed_to_lead_share(LEADS, CALLS, SLA, as_of=AS_OF, **params)
    return dict(found.select("within", "value").rows())


def test_business_hours_by_hand() -> None:
    """5 min: 1 of 4. Then Diego is gone; at 59 min 1 of the 2 left is touched: 1 - 3/4 * 1/2."""
    assert values() == {
        "5 min": pytest.approx(1 / 4),
        "1 h": pytest.approx(1 - 3 / 4 * 1 / 2),
        "24 h": None,
        "72 h": None,
    }


def test_calendar_hours_by_hand() -> None:
    """Bruno's 59 business minutes are 64 hours, Carla has waited for 40: at 72 nobody is left."""
    assert values(clock="calendar") == {
        "5 min": pytest.approx(1 / 4),
        "1 h": pytest.approx(1 / 4),
        "24 h": pytest.approx(1 / 4),
        "72 h": None,
    }
    assert values(clock="calendar", within_minutes=[3000])["50 h"] == pytest.approx(1 / 4)


def test_who_opted_out_is_watched_until_then_and_a_later_call_does_not_count() -> None:
    found = first_touches(LEADS, CALLS, SLA, as_of=AS_OF).filter(lead_id="diego")
    assert found.select("cause", pl.col("days") / 60_000_000).row(0) == (0, 30.0)


def test_numerator_and_denominator_are_everybody() -> None:
    found = metrics.speed_to_lead_share(LEADS, CALLS, SLA, as_of=AS_OF)
    assert found["numerator"].to_list() == [1, 2, 2, 2]
    assert found["denominator"].to_list() == [4, 4, 4, 4]


def test_the_median_is_of_all_and_null_while_fewer_than_half_are_touched() -> None:
    found = metrics.median_hours_to_touch(LEADS, CALLS, SLA, as_of=AS_OF)
    assert found.select("value", "numerator", "denominator").row(0) == (
        pytest.approx(59 / 60), 2.0, 4.0,
    )  # fmt: skip
    one = calls([("ana", at(22, 10, 5))])
    assert metrics.median_hours_to_touch(LEADS, one, SLA, as_of=AS_OF)["value"].item() is None


def test_the_owner_s_team_is_found_by_id_or_by_a_name_of_one_user() -> None:
    found = metrics.speed_to_lead_share(
        LEADS, CALLS, SLA, None, USERS, as_of=AS_OF, by=["owner_team"], within_minutes=[5]
    )
    assert dict(found.select("owner_team", "denominator").rows()) == {
        "(blank)": 2.0, "marketing": 1.0, "sales": 1.0,
    }  # fmt: skip
    iris = LEADS.with_columns(pl.lit("Iris").alias("owner_id"))
    found = metrics.speed_to_lead_share(
        iris, CALLS, SLA, None, USERS, as_of=AS_OF, by=["owner_team"], within_minutes=[5]
    )
    assert found["owner_team"].to_list() == ["(blank)"]  # two users are called so


def test_without_users_there_is_no_team() -> None:
    with pytest.raises(metrics.NotComputable, match="users"):
        metrics.speed_to_lead_share(LEADS, CALLS, SLA, as_of=AS_OF, by=["owner_team"])


def test_the_curve_reads_as_the_share_does() -> None:
    curve = metrics.speed_to_lead_curve(LEADS, CALLS, SLA, as_of=AS_OF)
    at_hours = dict(curve.select("hours", "value").rows())
    assert at_hours[5 / 60] == pytest.approx(1 / 4)
    assert at_hours[1.0] == pytest.approx(1 - 3 / 8)
    assert curve.filter(hours=1.0)["n_at_risk"].item() == 1
    assert curve["hours"].max() == 18.0  # Carla is watched for two working days


@pytest.mark.parametrize(
    ("zone", "saturday"),
    [
        ("America/Santiago", datetime(2026, 4, 4, 12)),  # clocks go back that night
        ("America/Santiago", datetime(2026, 9, 5, 12)),  # and forward
        ("Europe/Madrid", datetime(2026, 3, 28, 12)),
        ("Europe/Madrid", datetime(2026, 10, 24, 12)),
    ],
)
def test_over_a_change_of_clocks_business_hours_stay_and_calendar_hours_are_real(
    zone: str, saturday: datetime
) -> None:
    """Friday 17:00 to Monday 10:00 on the wall: 2 business hours, 65 hours, give or take one."""
    friday = (saturday - timedelta(days=1)).replace(hour=17, tzinfo=ZoneInfo(zone))
    monday = (saturday + timedelta(days=2)).replace(hour=10, tzinfo=ZoneInfo(zone))
    local = pl.col("created_at", "routed_at").dt.convert_time_zone(zone)
    routed = friday.astimezone(UTC)
    leads = table([lead("ana", routed) | {"created_at": routed}]).with_columns(
        local, pl.col("opted_out_at").dt.convert_time_zone(zone)
    )
    touched = calls([("ana", monday.astimezone(UTC))]).with_columns(
        pl.col("occurred_at").dt.convert_time_zone(zone)
    )
    hours = {
        clock: first_touches(leads, touched, SLA, as_of=monday.date(), clock=clock)["days"].item()
        / 3_600_000_000
        for clock in ("business", "calendar")
    }
    truly = (monday.astimezone(UTC) - friday.astimezone(UTC)).total_seconds() / 3600
    assert truly in (64, 66)
    assert hours == {"business": 2.0, "calendar": truly}


def test_a_holiday_is_no_business_time() -> None:
    """29 June 2026 is a holiday in Chile: of Carla's two days one is left."""
    found = first_touches(LEADS, CALLS, Sla(country="CL"), as_of=AS_OF).filter(lead_id="carla")
    assert found["days"].item() / 3_600_000_000 == 9.0


def test_windows_of_arrival_follow_the_agreed_days() -> None:
    sla = Sla(country="CL")
    moments = {
        "office_hours": at(26, 9), "before_office": at(26, 8, 59), "after_office": at(26, 18),
        "day_off": at(27, 12),
    }  # fmt: skip
    rows = [lead(name, when) for name, when in moments.items()] + [lead("holiday", at(29, 12))]
    found = metrics.speed_to_lead_share(
        table(rows), calls([("office_hours", at(26, 9, 1))]), sla,
        as_of=AS_OF, by=["arrival_window"], within_minutes=[5],
    )  # fmt: skip
    assert dict(found.select("arrival_window", "denominator").rows()) == {
        "after_office": 1, "before_office": 1, "day_off": 2, "office_hours": 1,
    }  # fmt: skip


def made(waits: list[tuple[int, int | None]]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Leads by the minute since 1 June at which they were routed, and the minutes to the call."""
    starts = [at(1, 0) + timedelta(minutes=start) for start, _ in waits]
    leads = table(
        [
            lead(f"l{n}", start, original_source="ab"[n % 2], owner_id=f"u{n % 5}")
            for n, start in enumerate(starts)
        ]
    )
    rows = [
        (f"l{n}", starts[n] + timedelta(minutes=wait))
        for n, (_, wait) in enumerate(waits)
        if wait is not None
    ]
    return leads, calls([*rows, ("nobody", at(1, 1))])


@pytest.mark.parametrize("clock", ["business", "calendar"])
def test_the_curve_equals_lifelines(clock: str) -> None:
    random = np.random.default_rng(11)
    waits = [
        (int(start), int(wait) if wait < 4000 else None)
        for start, wait in zip(
            random.integers(0, 29 * 1440, 300), random.exponential(2000, 300), strict=True
        )
    ]
    leads, touched = made(waits)
    curve = metrics.speed_to_lead_curve(leads, touched, SLA, as_of=AS_OF, clock=clock)
    found = first_touches(leads, touched, SLA, as_of=AS_OF, clock=clock)
    hours = found["days"].to_numpy() / 3_600_000_000
    fitter = KaplanMeierFitter().fit(hours, found["cause"].to_numpy())
    theirs = 1 - fitter.survival_function_at_times(curve["hours"].to_numpy() + 1e-9).to_numpy()
    assert curve["value"].to_numpy() == pytest.approx(theirs, abs=1e-9)


@given(WAITS, st.randoms())
@settings(max_examples=15)
def test_order_of_rows_does_not_matter(waits: list[tuple[int, int | None]], random: object) -> None:
    leads, touched = made(waits)
    seed = random.randrange(1000)  # type: ignore[attr-defined]
    mixed = (frame.sample(fraction=1, shuffle=True, seed=seed) for frame in (leads, touched))
    one = metrics.speed_to_lead_share(leads, touched, SLA, as_of=AS_OF, by=["original_source"])
    other = metrics.speed_to_lead_share(*mixed, SLA, as_of=AS_OF, by=["original_source"])
    assert_frame_equal(one, other)


@given(WAITS, st.integers(2, 28))
@settings(max_examples=15)
def test_what_comes_later_does_not_change_the_past(
    waits: list[tuple[int, int | None]], day: int
) -> None:
    leads, touched = made([(0, 60), *waits])
    then = date(2026, 6, day)
    known = (
        leads.filter(pl.col("routed_at").dt.date() <= then),
        touched.filter(pl.col("occurred_at").dt.date() <= then),
    )
    one = metrics.speed_to_lead_share(leads, touched, SLA, as_of=then)
    assert_frame_equal(one, metrics.speed_to_lead_share(*known, SLA, as_of=then))


@pytest.mark.parametrize("by", ["original_source", "owner_team", "arrival_hour", "arrival_window"])
@given(WAITS)
@settings(max_examples=8)
def test_segments_add_up_to_the_whole(by: str, waits: list[tuple[int, int | None]]) -> None:
    leads, touched = made(waits)
    whole = metrics.speed_to_lead_share(leads, touched, SLA, as_of=AS_OF)
    parts = metrics.speed_to_lead_share(leads, touched, SLA, None, USERS, as_of=AS_OF, by=[by])
    sums = parts.group_by("within").agg(pl.col("numerator", "denominator").sum())
    for within, n, of in whole.select("within", "numerator", "denominator").rows():
        assert sums.filter(within=within).select("numerator", "denominator").row(0) == (n, of)

"""Whose part was there, lead by lead, and what is no verdict."""

from datetime import date, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from revops.alignment.complaints import (
    complaint_population,
    complaint_shares,
    complaint_verdicts,
    verdict_counts,
)
from revops.metrics.metric import NotComputable
from revops.workspace.qualified_lead import QualifiedLead

from .conftest import NOON, activities, day, feedback, touchpoints

AS_OF = date(2026, 6, 30)


def told(cast: dict[str, Any], as_of: date = AS_OF, **how: Any) -> dict[str, str]:
    return dict(complaint_verdicts(**cast, as_of=as_of, **how).select("lead_id", "verdict").rows())


def version(
    name: str, first: date, last: date | None = None, *, signed: bool = True
) -> QualifiedLead:
    hand = {"name": "Elisa", "on": date(2025, 12, 1)}
    return QualifiedLead.model_validate(
        {
            "version": name,
            "criteria": [{"id": "a", "sql": "touches_90d >= 1"}],
            "in_force_from": first,
            "in_force_to": last,
            "signed": {"marketing": hand, "sales": hand if signed else None},
        }
    )


def replays(*rows: tuple[str, str, str, date]) -> pl.DataFrame:
    names = {"version": pl.String, "rule": pl.String, "lead_id": pl.String, "met_on": pl.Date}
    return pl.DataFrame(rows, schema=names, orient="row")


def test_each_lead_has_the_verdict_that_its_story_deserves(cast: dict[str, Any]) -> None:
    assert told(cast) == {
        "ana": "both_met",
        "bruno": "marketing_missed",
        "carla": "sales_missed",
        "diego": "both_missed",
        "elena": "both_met",  # handed back in time, with a reason
        "farid": "too_early",  # though it was called: its deadline has not passed
        "gina": "opted_out",
        "hugo": "sales_missed",  # handed back without a reason
    }


def test_before_the_deadline_there_is_no_verdict(cast: dict[str, Any]) -> None:
    del cast["feedback"]
    assert set(told(cast, as_of=date(2026, 6, 2)).values()) == {"too_early"}
    assert told(cast, as_of=date(2026, 6, 3))["diego"] == "both_missed"


def test_a_contact_on_the_deadline_is_in_time_and_a_microsecond_later_is_not(
    cast: dict[str, Any],
) -> None:
    deadline = datetime(2026, 6, 3, 18)
    for at, verdict in ((deadline, "both_met"), (deadline + timedelta(0, 0, 1), "sales_missed")):
        assert told({**cast, "activities": activities([("carla", at)])})["carla"] == verdict


def test_who_was_called_in_time_has_a_verdict_even_if_it_opted_out_after_the_call(
    cast: dict[str, Any],
) -> None:
    assert told({**cast, "activities": activities([("gina", day(0.1))])})["gina"] == "both_met"


def test_touches_count_up_to_the_handover_and_no_further_back_than_asked(
    cast: dict[str, Any],
) -> None:
    for second, verdict in ((NOON, "both_met"), (day(0.001), "marketing_missed")):
        touched = touchpoints([("ana", day(-180)), ("ana", second)])
        assert told({**cast, "touchpoints": touched})["ana"] == verdict
    touched = touchpoints([("ana", day(-180.001)), ("ana", NOON)])
    assert told({**cast, "touchpoints": touched})["ana"] == "marketing_missed"
    assert told({**cast, "touchpoints": touched}, lookback_days=181)["ana"] == "both_met"


def test_how_many_touches_make_a_lead_know_us_can_be_agreed(cast: dict[str, Any]) -> None:
    assert told(cast, min_touches=3)["ana"] == "both_met"
    assert told(cast, min_touches=3)["elena"] == "marketing_missed"
    assert told(cast, min_touches=0)["diego"] == "sales_missed"


def test_who_was_routed_without_qualifying_was_found_by_sales(cast: dict[str, Any]) -> None:
    cast["visits"] = cast["visits"].filter(pl.col("object_id") != "ana")
    assert "ana" not in told(cast)


def test_who_qualified_but_was_routed_to_nobody_is_not_handed_over(cast: dict[str, Any]) -> None:
    unrouted = pl.when(pl.col("lead_id") != "ana").then("routed_at").alias("routed_at")
    assert "ana" not in told({**cast, "leads": cast["leads"].with_columns(unrouted)})
    assert told({**cast, "leads": cast["leads"].drop("routed_at")})["ana"] == "both_met"


def test_a_lead_must_meet_the_version_in_force_on_its_day_and_by_then(
    cast: dict[str, Any],
) -> None:
    old, new = (
        version("old", date(2025, 1, 1), date(2025, 12, 31)),
        version("new", date(2026, 1, 1)),
    )
    cast |= {
        "qualified_lead": [old, new],
        "replays": replays(
            ("new", "dated", "ana", date(2026, 6, 1)),
            ("old", "dated", "elena", date(2025, 12, 1)),
            ("new", "dated", "carla", date(2026, 6, 2)),
            ("new", "today", "hugo", date(2026, 5, 1)),
        ),
    }
    assert told(cast) == {
        "ana": "both_met",
        "bruno": "marketing_missed",
        "carla": "both_missed",  # met it a day too late
        "diego": "both_missed",
        "elena": "marketing_missed",  # met only the version before
        "farid": "too_early",
        "gina": "opted_out",
        "hugo": "both_missed",  # met it by today's values, where dated ones exist
    }
    found = complaint_shares(**cast, as_of=AS_OF).select("complaint", "numerator", "denominator")
    assert found.rows() == [("not_worked_in_sla", 0, 1), ("few_prior_touches", 2, 6)]


def test_where_all_criteria_are_of_today_they_count_and_are_told(cast: dict[str, Any]) -> None:
    cast |= {
        "qualified_lead": [version("new", date(2026, 1, 1))],
        "replays": replays(("new", "today", "ana", date(2026, 5, 1))),
    }
    assert told(cast)["ana"] == "both_met"
    counts = complaint_population(**cast, as_of=AS_OF).row(0, named=True)
    assert (counts["by_today"], counts["by_definition"], counts["by_milestone"]) == (1, 8, 0)


def test_a_draft_and_a_version_of_another_time_judge_nobody(cast: dict[str, Any]) -> None:
    draft = version("draft", date(2026, 1, 1), signed=False)
    later = version("later", date(2026, 6, 2))
    judged = {**cast, "qualified_lead": [draft, later], "replays": replays()}
    assert told(judged)["ana"] == "both_met"
    counts = complaint_population(**judged, as_of=AS_OF).row(0, named=True)
    assert (counts["by_definition"], counts["by_milestone"]) == (1, 7)  # farid came in later's time


def test_the_counts_stand_in_their_order_with_their_interval(cast: dict[str, Any]) -> None:
    found = verdict_counts(**cast, as_of=AS_OF)
    assert found.select("verdict", "numerator").rows() == [
        ("both_met", 2),
        ("marketing_missed", 1),
        ("sales_missed", 2),
        ("both_missed", 1),
    ]
    assert found["denominator"].unique().to_list() == [6]
    first = found.row(0, named=True)
    assert (first["value"], first["low"], first["high"]) == pytest.approx(
        (1 / 3, 0.0967714, 0.7000067), abs=1e-6
    )


def test_nothing_that_says_what_marketing_did_is_no_verdict(cast: dict[str, Any]) -> None:
    del cast["touchpoints"]
    with pytest.raises(NotComputable, match="touchpoints"):
        complaint_verdicts(**cast, as_of=AS_OF)


def test_a_period_without_handovers_says_so(cast: dict[str, Any]) -> None:
    with pytest.raises(NotComputable, match="no lead was handed over between"):
        complaint_verdicts(**cast, as_of=date(2026, 6, 20), days=7)


def test_without_feedback_nobody_was_handed_back(cast: dict[str, Any]) -> None:
    assert told({**cast, "feedback": None})["elena"] == "sales_missed"
    assert told({**cast, "feedback": feedback([])})["elena"] == "sales_missed"

"""What the leads became: worked against unworked, prior engagement, value, and who was dropped."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from revops.alignment.complaints import (
    complaints_by_week,
    prior_engagement,
    turned_away,
    verdict_values,
    worked_and_unworked,
)
from revops.metrics.metric import NotComputable

from .conftest import activities, day, deals, feedback, visits

LATE = date(2026, 10, 31)


def shares(frame: pl.DataFrame, *names: str) -> dict[Any, Any]:
    rows = frame.select(*names, "numerator", "denominator").rows()
    return {row[:-2] if len(names) > 1 else row[0]: row[-2:] for row in rows}


def test_worked_is_decided_at_the_deadline_and_wins_count_after_it(cast: dict[str, Any]) -> None:
    won = deals([("bruno", day(30), 5.0), ("carla", day(2 + 90), 7.0), ("diego", day(93), 9.0)])
    found = worked_and_unworked(**cast, opportunities=won, as_of=LATE)
    assert shares(found, "worked") == {
        "worked_in_time": (1, 3),  # ana, bruno, farid
        "not_worked_in_time": (1, 3),  # carla called too late, diego, hugo; elena was handed back
        "difference": (None, None),
    }


def test_a_lead_won_by_its_deadline_is_in_neither_group(cast: dict[str, Any]) -> None:
    won = deals([("ana", day(2), 5.0), ("bruno", day(3), 5.0)])
    found = worked_and_unworked(**cast, opportunities=won, as_of=LATE)
    assert shares(found, "worked")["worked_in_time"] == (1, 2)  # ana is out, bruno counts


def test_only_leads_that_had_the_whole_time_are_compared(cast: dict[str, Any]) -> None:
    none = deals([])
    for as_of, n in ((date(2026, 8, 31), 0), (date(2026, 9, 1), 2)):
        found = worked_and_unworked(**cast, opportunities=none, as_of=as_of)
        assert shares(found, "worked")["worked_in_time"] == (0, n)
        empty = found.filter(worked="worked_in_time")["value"].item()
        assert empty is None if n == 0 else empty == 0


def test_the_difference_has_newcombe_s_interval(cast: dict[str, Any]) -> None:
    """Newcombe 1998, table II, (a): 56/70 and 48/80 differ by 0.2, from 0.0524 to 0.3339."""
    names = [f"l{n}" for n in range(150)]
    called = [(who, day(0.1)) for who in names[:70]]
    winners = [*names[:56], *names[70:118]]
    template = cast["leads"].head(1)
    every = pl.concat([template.with_columns(lead_id=pl.lit(who)) for who in names])
    tables = {
        **cast,
        "leads": every,
        "activities": activities(called),
        "visits": visits([(who, "mql", day(0)) for who in names]),
        "feedback": None,
    }
    won = deals([(who, day(20), 1.0) for who in winners])
    found = worked_and_unworked(**tables, opportunities=won, as_of=LATE)
    last = found.filter(worked="difference").row(0, named=True)
    assert (last["value"], last["low"], last["high"]) == pytest.approx(
        (0.2, 0.0524, 0.3339), abs=5e-5
    )


def test_the_bands_of_prior_touches(cast: dict[str, Any]) -> None:
    won = deals([("ana", day(40), 5.0), ("diego", day(91), 5.0)])
    found = prior_engagement(**cast, opportunities=won, as_of=LATE)
    assert shares(found, "outcome", "prior_touches") == {
        ("contacted_in_time", "0-1"): (1, 2),
        ("contacted_in_time", "2-3"): (1, 4),
        ("contacted_in_time", "4+"): (1, 1),
        ("rejected_in_time", "0-1"): (0, 2),
        ("rejected_in_time", "2-3"): (1, 4),
        ("rejected_in_time", "4+"): (0, 1),
        ("won", "0-1"): (0, 2),
        ("won", "2-3"): (1, 4),
        ("won", "4+"): (0, 1),
    }


def test_value_is_what_was_won_in_time_by_leads_that_had_it(cast: dict[str, Any]) -> None:
    won = deals([("ana", day(90), 5.0), ("ana", day(91), 100.0), ("carla", day(9), 7.0)])
    found = verdict_values(**cast, opportunities=won, as_of=date(2026, 8, 31))
    assert found.select("verdict", "value", "n_leads", "n_won").rows() == [
        ("both_met", 5.0, 2, 1),
        ("marketing_missed", 0.0, 1, 0),
        ("sales_missed", 7.0, 2, 1),
        ("both_missed", 0.0, 1, 0),
    ]
    assert all(
        low <= value <= high for value, low, high in found.select("value", "low", "high").rows()
    )


def test_too_young_leads_have_no_value_but_their_verdict_stays_in_the_list(
    cast: dict[str, Any],
) -> None:
    found = verdict_values(**cast, opportunities=deals([]), as_of=date(2026, 6, 30))
    assert found.select("verdict", "n_leads", "value").rows() == [
        (name, 0, None) for name in ("both_met", "marketing_missed", "sales_missed", "both_missed")
    ]


def test_rejection_and_disqualification_stay_apart(cast: dict[str, Any]) -> None:
    found = turned_away(**without_touches(cast), as_of=LATE)
    assert found.select("kind", "reason", "numerator", "denominator", "n_other_side").rows() == [
        ("rejection", "duplicate", 1, 8, 0),
        ("rejection", None, 1, 8, 0),
        ("disqualification", "no_budget", 1, 8, 0),
    ]


def test_a_remark_on_the_wrong_side_of_the_first_contact_is_counted_as_such(
    cast: dict[str, Any],
) -> None:
    said = [("ana", "rejection", "duplicate", day(2)), ("diego", "disqualification", "x", day(2))]
    found = turned_away(**{**without_touches(cast), "feedback": feedback(said)}, as_of=LATE)
    assert found.select("kind", "n_other_side").rows() == [
        ("rejection", 1),
        ("disqualification", 1),
    ]


def test_a_lead_that_its_stages_show_as_lost_is_told_by_its_contact(cast: dict[str, Any]) -> None:
    lost = visits([("ana", "disqualified", day(5)), ("diego", "disqualified", day(5)),
                   ("elena", "disqualified", day(5))])  # fmt: skip
    tables = {**without_touches(cast), "visits": pl.concat([cast["visits"], lost])}
    found = turned_away(
        **{**tables, "feedback": feedback([("elena", "rejection", "x", day(1))])}, as_of=LATE
    )
    assert found.select("kind", "reason", "numerator").rows() == [
        ("rejection", "x", 1), ("rejection", None, 1), ("disqualification", None, 1),
    ]  # fmt: skip
    assert turned_away(**{**tables, "feedback": None}, as_of=LATE)["numerator"].sum() == 3


def without_touches(cast: dict[str, Any]) -> dict[str, Any]:
    return {name: table for name, table in cast.items() if name != "touchpoints"}


def test_a_week_without_handovers_between_others_counts_none(cast: dict[str, Any]) -> None:
    found = complaints_by_week(**cast, as_of=date(2026, 6, 30))
    assert found.select("week", "handed").rows() == [
        ("2026-W23", 7), ("2026-W24", 0), ("2026-W25", 0), ("2026-W26", 0), ("2026-W27", 1),
    ]  # fmt: skip
    assert found.row(0, named=True)["sales_missed"] == 2


def test_only_so_many_weeks_are_looked_at(cast: dict[str, Any]) -> None:
    assert complaints_by_week(**cast, as_of=date(2026, 6, 30), weeks=1)["week"].to_list() == [
        "2026-W27"
    ]
    with pytest.raises(NotComputable):
        complaints_by_week(**cast, as_of=date(2026, 6, 28), weeks=1)

"""The day on which a lead first met a version, by what was known on that day."""

from collections.abc import Callable
from datetime import timedelta

import polars as pl
import pytest
from tests.alignment.qualified.conftest import (
    START,
    accounts,
    history,
    leads,
    on,
    touches,
    version,
)

from revops.alignment.qualified import Facts, replays
from revops.alignment.qualified.clocks import clocks
from revops.alignment.qualified.replay import replay
from revops.metrics.metric import NotComputable

Met = Callable[..., dict[str, int]]
ANA = leads([("ana", 0, "a1", "Chile")])
NOBODY = touches([])


def visits(*days: int, kind: str = "visit") -> pl.DataFrame:
    return touches([("ana", day, kind, None) for day in days])


def test_a_count_is_met_on_the_day_of_the_touch_that_reaches_it(met: Met) -> None:
    assert met(Facts(ANA, visits(0, 4, 9)), "touches_total >= 2") == {"ana": 4}


def test_a_window_holds_so_many_days_with_the_day_itself(met: Met) -> None:
    facts = Facts(ANA, visits(0, 7, 13))
    assert met(facts, "touches_7d >= 2") == {"ana": 13}
    assert met(Facts(ANA, visits(0, 7)), "touches_7d >= 2") == {}
    assert met(Facts(ANA, visits(0, 6)), "touches_7d >= 2") == {"ana": 6}


@pytest.mark.parametrize(
    ("sql", "day"),
    [
        ("touches_7d <= 1 AND touches_total >= 3", 9),
        ("NOT touches_7d >= 1", 11),
        ("touches_30d = 2 AND touches_total >= 3", 30),
        ("touches_total >= 3 AND touches_30d <= 0", 30 + 4),
    ],
)
def test_a_criterion_can_become_true_by_ageing(met: Met, sql: str, day: int) -> None:
    assert met(Facts(ANA, visits(0, 2, 4)), "touches_total >= 1", sql) == {"ana": day}


def test_ages_change_an_answer_on_their_own_days(met: Met) -> None:
    facts = Facts(ANA, NOBODY)
    assert met(facts, "days_since_created >= 14") == {"ana": 14}
    assert met(facts, "days_since_created > 14") == {"ana": 15}
    assert met(facts, "days_since_created >= 20 AND days_since_created <= 30") == {"ana": 20}
    assert met(facts, "days_since_created <= 3") == {"ana": 0}


def test_a_visit_before_the_form_is_known_from_the_form_on(met: Met) -> None:
    before = touches([("ana", -9, "visit", "v1"), ("ana", 3, "form", "v1")])
    assert met(Facts(ANA, before), "touches_total >= 2") == {"ana": 3}
    assert met(Facts(ANA, before), "touches_total >= 1") == {"ana": 3}
    assert met(Facts(ANA, visits(-9)), "touches_total >= 1") == {"ana": 0}


def test_a_second_visitor_id_is_known_from_its_own_form_on(met: Met) -> None:
    seen = touches([("ana", 0, "form", "v1"), ("ana", 2, "visit", "v2"), ("ana", 40, "form", "v2")])
    assert met(Facts(ANA, seen), "visits_total >= 1") == {"ana": 40}


def test_each_count_counts_its_own(met: Met) -> None:
    facts = Facts(ANA, pl.concat([visits(1), visits(2, kind="form"), visits(3, kind="attend")]))
    days = {
        "visits_total >= 1": 1,
        "forms_30d >= 1": 2,
        "attended_webinar": 3,
        "pricing_visits_total >= 2": 2,
        "visited_pricing": 1,
        "channels_total >= 1": 1,
    }
    assert {sql: met(facts, sql)["ana"] for sql in days} == days
    assert met(facts, "opens_total >= 1") == {}


def test_what_is_unknown_is_not_met(met: Met) -> None:
    nobody = leads([("ana", 0, None, None)])
    facts = Facts(nobody, accounts=accounts([("a1", 90)]))
    assert met(facts, "employees >= 50", rule="today") == {}
    assert met(facts, "country <> 'Chile'", rule="today") == {}
    assert met(facts, "employees IS NULL", rule="today") == {"ana": 0}


def test_a_merged_lead_is_no_lead(met: Met) -> None:
    both = leads([("ana", 0, "a1", None), ("ana-2", 0, "a1", None)]).with_columns(
        merged_into=pl.Series([None, "ana"])
    )
    assert met(Facts(both, touches([])), "touches_total >= 0") == {"ana": 0}


def test_a_field_with_a_history_has_the_value_of_the_day(met: Met) -> None:
    told = history(
        [
            ("account", "other", "employees", -5, "7", "8"),
            ("account", "a1", "employees", 10, "20", "60"),
            ("account", "a1", "employees", 30, "60", "10"),
        ]
    )
    facts = Facts(ANA, NOBODY, accounts=accounts([("a1", 10)]), field_history=told)
    assert met(facts, "employees >= 50") == {"ana": 10}
    assert met(facts, "employees <= 30") == {"ana": 0}
    assert met(facts, "employees < 20") == {"ana": 30}


def test_a_record_without_changes_has_had_todays_value(met: Met) -> None:
    told = history([("account", "other", "employees", -5, "7", "8")])
    facts = Facts(ANA, NOBODY, accounts=accounts([("a1", 90)]), field_history=told)
    assert met(facts, "employees >= 50") == {"ana": 0}


def test_several_changes_of_one_day_leave_the_last(met: Met) -> None:
    told = history(
        [
            ("lead", "ana", "country", -9, "Peru", "Mexico"),
            ("lead", "ana", "country", 5, "Mexico", "Chile"),
            ("lead", "ana", "country", 5, "Chile", "Peru"),
        ]
    )
    facts = Facts(ANA, NOBODY, field_history=told)
    assert met(facts, "country = 'Chile'") == {}
    assert met(facts, "country = 'Mexico'") == {"ana": 0}
    assert met(facts, "country = 'Peru'") == {"ana": 5}


def test_a_field_tracked_later_than_the_first_day_is_todays_value() -> None:
    told = history([("lead", "ana", "country", 5, None, "Chile")])
    facts, asked = Facts(ANA, field_history=told), version("country = 'Chile'")
    assert clocks(asked, facts, since=START) == {"country": "today"}
    assert clocks(asked, facts, since=on(5)) == {"country": "history"}
    vouched = version("country = 'Chile'", set_at_creation=["country"])
    assert clocks(vouched, Facts(ANA), since=START) == {"country": "at_creation"}


def test_todays_values_are_kept_out_of_what_was_known(met: Met) -> None:
    facts = Facts(ANA, visits(3), accounts=accounts([("a1", 10)]))
    asked = ("touches_total >= 1", "employees >= 50")
    assert met(facts, *asked) == {"ana": 3}
    assert met(facts, *asked, rule="today") == {}
    assert met(facts, *asked, rule="without c0") == {"ana": 0}
    assert met(facts, *asked, rule="without c1") == {}
    only = replay(version(asked[1]), facts, since=START, until=on(9), as_of=on(9))
    assert set(only["rule"]) <= {"today"}


def test_a_table_without_an_export_is_said() -> None:
    with pytest.raises(NotComputable, match="no export gives the table 'touchpoints'"):
        replay(version("touches_7d >= 1"), Facts(ANA), since=START, until=on(9), as_of=on(9))


SIGNED = {
    "marketing": {"name": "E", "on": "2025-12-01"},
    "sales": {"name": "C", "on": "2025-12-01"},
}


def agreed(name: str, sql: str, first: int, last: int | None = None):
    days = {"in_force_from": on(first), "in_force_to": None if last is None else on(last)}
    return version(sql, name=name, signed=SIGNED, **days)


def test_a_lead_is_handed_over_once_by_the_version_of_the_day() -> None:
    many = leads([(name, 0, None, None) for name in ("ana", "bruno", "carla")])
    seen = touches(
        [("ana", 2, "visit", None), ("bruno", 15, "visit", None), ("bruno", 16, "visit", None),
         ("carla", 12, "visit", None)]
    )  # fmt: skip
    versions = (agreed("a", "touches_total >= 1", 0, 9), agreed("b", "touches_total >= 2", 10))
    told = replays(versions, Facts(many, seen), as_of=on(90)).filter(rule="dated")
    assert told.select("version", "lead_id", "met_on").rows() == [
        ("a", "ana", on(2)),
        ("b", "bruno", on(16)),
    ]


def test_a_draft_and_a_version_to_come_hand_nobody_over() -> None:
    draft, later = version("touches_total >= 0", name="d"), agreed("e", "touches_total >= 0", 50)
    facts = Facts(ANA, NOBODY)
    with pytest.raises(NotComputable, match="no version that both teams signed has been in force"):
        replays((draft, later), facts, as_of=on(9))
    told = replays((draft, later), facts, as_of=on(9), everywhere=True)
    assert set(told["version"]) == {"d", "e"}


def test_a_period_without_leads_has_no_rows() -> None:
    early = agreed("a", "touches_total >= 0", -300, -200)
    assert replays((early,), Facts(ANA, NOBODY), as_of=on(9)).is_empty()
    assert replays((early,), Facts(ANA.clear(), NOBODY), as_of=on(9), everywhere=True).is_empty()


def test_without_a_version_nothing_can_be_replayed() -> None:
    with pytest.raises(NotComputable, match="has no version"):
        replays((), Facts(ANA), as_of=on(9))


def test_a_bounce_counts_from_its_day(met: Met) -> None:
    bounced = ANA.with_columns(pl.lit(on(6)).cast(pl.Datetime("us")).alias("bounced_at"))
    assert met(Facts(bounced, NOBODY), "has_bounced") == {"ana": 6}
    assert met(Facts(bounced, NOBODY), "NOT has_bounced") == {"ana": 0}


def test_the_first_day_of_a_version_looks_at_who_is_there() -> None:
    facts, day = Facts(ANA, visits(0, 1)), on(40)
    told = replay(version("touches_90d >= 2"), facts, since=day, until=on(90), as_of=on(90))
    assert told.filter(rule="dated")["met_on"].to_list() == [day]
    late = replay(version("touches_30d >= 2"), facts, since=day, until=on(90), as_of=on(90))
    assert late.filter(rule="dated").is_empty()
    assert day - START == timedelta(days=40)


def test_touches_made_from_fields_of_today_are_no_past(met: Met) -> None:
    made = visits(1, 5).with_columns(is_inferred=pl.lit(True))
    with pytest.raises(NotComputable, match="no export records touches"):
        met(Facts(ANA, made), "touches_total >= 1")
    mixed = pl.concat([made, visits(9).with_columns(is_inferred=pl.lit(None, pl.Boolean))])
    assert met(Facts(ANA, mixed), "touches_total >= 1") == {"ana": 9}

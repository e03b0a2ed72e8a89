"""What became of the leads that met a version: shares, doubts, costs and sides."""

import random
from datetime import timedelta
from math import exp, log, sqrt
from statistics import pstdev

import polars as pl
import pytest
from tests.alignment.qualified.conftest import START, at, leads, on, touches, version

from revops.alignment import qualified
from revops.alignment.qualified import Facts
from revops.alignment.qualified.recall import lift_of, recall_of
from revops.alignment.qualified.volume import byar_high, byar_low
from revops.errors import UnknownName
from revops.metrics import qualified_precision
from revops.metrics.metric import NotComputable
from revops.workspace import QualifiedLead
from revops.workspace.qualified_lead import Criterion

SIGNED = {
    "marketing": {"name": "E", "on": "2025-12-01"},
    "sales": {"name": "C", "on": "2025-12-01"},
}
LAST = on(364)


def agreed(name: str, *sql: str, first: int = 0, last: int | None = None) -> QualifiedLead:
    criteria = [Criterion(id=f"c{n}", sql=each) for n, each in enumerate(sql)]
    end = None if last is None else on(last)
    return QualifiedLead(
        version=name, criteria=criteria, signed=SIGNED, in_force_from=on(first), in_force_to=end
    )


def deals(rows: list[tuple]) -> pl.DataFrame:
    """lead_id, day opened, day closed, status, value."""
    made = [
        (f"d{n}", lead, at(opened), None if closed is None else at(closed), status, value)
        for n, (lead, opened, closed, status, value) in enumerate(rows)
    ]
    instant = pl.Datetime("us")
    schema = {"opportunity_id": pl.String, "lead_id": pl.String, "created_at": instant,
              "closed_at": instant, "status": pl.String, "amount_base": pl.Float64}  # fmt: skip
    return pl.DataFrame(made, schema=schema, orient="row")


MANY = [f"l{n}" for n in range(8)]
LEADS = leads([(name, 0, f"a{n}", None) for n, name in enumerate(MANY)])
#: Half of them come back; of those two go on, and one that did not come back.
TOUCHES = touches(
    [(name, 1, "visit", None) for name in MANY] + [(name, 3, "form", None) for name in MANY[:4]]
)
DEALS = deals(
    [("l0", 10, 40, "won", 900.0), ("l1", 20, None, "open", None), ("l5", 30, 50, "lost", 50.0)]
)
LOOSE = agreed("loose", "touches_total >= 1", last=180)
STRICT = agreed("strict", "touches_total >= 2", "touches_30d >= 1", first=181)
DRAFT = version("forms_total >= 1 OR touches_total >= 9", name="draft")
ALL = (LOOSE, STRICT, DRAFT)
EVERYWHERE = qualified.replays(ALL, Facts(LEADS, TOUCHES), as_of=LAST, everywhere=True)
OWN = qualified.replays(ALL, Facts(LEADS, TOUCHES), as_of=LAST)


def test_precision_is_that_of_the_leads_that_met_it() -> None:
    found = qualified.on_the_same_days(EVERYWHERE, DEALS, ALL, as_of=LAST)
    shares = dict(found.filter(known_by="dated").select("version", "value").rows())
    assert shares == pytest.approx({"loose": 3 / 8, "strict": 2 / 4, "draft": 2 / 4})


def test_who_had_reached_it_before_is_left_out_and_counted() -> None:
    early = deals([("l0", 0, None, "open", None), ("l1", 9, None, "open", None)])
    found = qualified.on_the_same_days(EVERYWHERE, early, (LOOSE,), as_of=LAST)
    row = found.filter(version="loose", known_by="dated").row(0, named=True)
    assert (row["numerator"], row["denominator"], row["n_before"]) == (1, 7, 1)


def test_who_is_too_young_is_censored_and_not_a_failure() -> None:
    late = on(40)
    found = qualified.on_the_same_days(EVERYWHERE, DEALS, (STRICT,), as_of=late)
    assert found["value"].null_count() == found.height
    assert found.filter(known_by="dated")["numerator"].item() == 2


def test_the_metric_counts_each_lead_once_in_the_days_of_its_version() -> None:
    met = qualified.qualified(OWN)
    assert set(met["version"]) == {"loose"}
    found = qualified_precision(met, DEALS, ALL, as_of=LAST)
    assert found.select("version", "value").rows() == [("loose", 3 / 8)]


def test_today_alone_gives_no_precision_without_hindsight() -> None:
    asked = agreed("a", "country = 'Chile'")
    there = LEADS.with_columns(country=pl.lit("Chile"))
    met = qualified.qualified(qualified.replays((asked,), Facts(there), as_of=LAST))
    assert set(met["qualified_by"]) == {"today"}
    with pytest.raises(NotComputable, match="known on the day"):
        qualified_precision(met, DEALS, (asked,), as_of=LAST)


def test_a_criterion_that_keeps_nobody_out_is_told() -> None:
    found = qualified.drop_one(EVERYWHERE, DEALS, (STRICT,), as_of=LAST).filter(version="strict")
    told = {row["criterion"]: row for row in found.to_dicts()}
    assert told["c1"]["effect"] == "keeps_nobody_out"
    assert told["c0"]["denominator"] == 4
    assert told["c0"]["numerator"] == 1
    assert told["c0"]["kept_share"] == pytest.approx(0.5)
    assert found["criterion"].to_list() == ["c0", "c1"]


@pytest.mark.parametrize(
    ("share_in", "share_out", "effect"),
    [(0.6, 0.1, "sorts_out"), (0.1, 0.6, "sorts_wrong"), (0.3, 0.3, "no_sign")],
)
def test_what_a_criterion_does_is_said_beyond_chance(
    share_in: float, share_out: float, effect: str
) -> None:
    names = [f"m{n:03}" for n in range(400)]
    there = leads([(name, 0, name, None) for name in names])
    seen = touches([(name, 1, "visit" if n % 2 else "form", None) for n, name in enumerate(names)])
    rows = [
        (name, 30, None, "open", None)
        for n, name in enumerate(names)
        if (n // 2) % 10 < 10 * (share_out if n % 2 else share_in)
    ]
    asked = agreed("a", "forms_total >= 1", "touches_total >= 1")
    told = qualified.replays((asked,), Facts(there, seen), as_of=LAST, everywhere=True)
    found = qualified.drop_one(told, deals(rows), (asked,), as_of=LAST)
    assert found.filter(criterion="c0")["effect"].item() == effect


def test_leads_change_sides_and_what_became_of_them() -> None:
    asked = {"as_of": LAST, "version": "loose", "against": "strict"}
    found = qualified.sides_outcome(EVERYWHERE, DEALS, ALL, **asked)
    told = {row["side"]: (row["numerator"], row["denominator"]) for row in found.to_dicts()}
    assert told == {"both_versions": (2, 4), "loose": (1, 4)}
    moved = qualified.changed_sides(EVERYWHERE, DEALS, LEADS, ALL, **asked)
    assert moved["lead_id"].to_list() == ["l4", "l5", "l6", "l7"]
    assert moved.filter(lead_id="l5")["reached_on"].item() == on(30)


def test_the_pair_is_that_in_force_and_the_newest_draft_unless_named() -> None:
    assert [each.version for each in qualified.pair(ALL, LAST)] == ["strict", "draft"]
    assert [each.version for each in qualified.pair(ALL[:2], LAST)] == ["strict", "loose"]
    named = qualified.pair(ALL, LAST, "draft", "loose")
    assert [each.version for each in named] == ["draft", "loose"]
    with pytest.raises(UnknownName, match="Did you mean 'strict'"):
        qualified.pair(ALL, LAST, "strickt")
    with pytest.raises(NotComputable, match="one version"):
        qualified.pair(ALL[:1], LAST)


def test_weeks_are_whole_and_those_without_a_lead_count() -> None:
    met = qualified.qualified(OWN)
    weekly = qualified.weekly_volume(met, ALL, as_of=LAST)
    assert weekly.filter(metric_id="loose")["value"].sum() == 0.0
    first = weekly.filter(metric_id="loose")["week"].min()
    assert first == START + timedelta(days=4)
    late = met.with_columns(met_on=pl.lit(on(8)))
    assert qualified.weekly_volume(late, ALL, as_of=LAST)["value"].sum() == 8.0
    rate = qualified.volume(late, ALL, as_of=LAST).filter(version="loose").row(0, named=True)
    assert rate["value"] == pytest.approx(8 / rate["denominator"])
    assert rate["low"] < rate["value"] < rate["high"]


def test_a_version_in_force_for_less_than_a_week_has_no_week() -> None:
    short = agreed("short", "touches_total >= 1", first=0, last=2)
    assert qualified.weekly_volume(qualified.qualified(OWN), (short,), as_of=LAST).is_empty()


def test_the_interval_of_a_count_is_that_of_poisson() -> None:
    from scipy.stats import chi2

    for n in (0, 1, 5, 40):
        low, high = pl.select(
            byar_low(pl.lit(float(n))), byar_high(pl.lit(float(n))).alias("h")
        ).row(0)
        exact = (chi2.ppf(0.025, 2 * n) / 2 if n else 0.0, chi2.ppf(0.975, 2 * n + 2) / 2)
        assert (low, high) == pytest.approx(exact, rel=0.04, abs=0.1)


def counts(**cells: float) -> pl.DataFrame:
    names = (
        "met_reached",
        "met_missed",
        "rest_reached",
        "rest_missed",
        "met_unworked",
        "rest_unworked",
    )
    return pl.DataFrame({"version": ["a"], **{name: [cells.get(name, 0.0)] for name in names}})


def test_the_unworked_move_recall_and_lift_only_within_their_bounds() -> None:
    known = {"met_reached": 6.0, "met_missed": 4.0, "rest_reached": 2.0, "rest_missed": 8.0}
    found = {}
    for met in range(4):
        for rest in range(3):
            a, r = 6 + met, 8 + met + rest
            found[met, rest] = (a / r, (a / 13) / (r / 25))
    unknown = counts(**known, met_unworked=3.0, rest_unworked=2.0)
    for place, told in enumerate((recall_of(unknown), lift_of(unknown))):
        every = [each[place] for each in found.values()]
        assert told["lowest"].item() == pytest.approx(min(every))
        assert told["highest"].item() == pytest.approx(max(every))


def test_the_interval_of_lift_is_as_wide_as_luck() -> None:
    cells, n, draw = (0.2, 0.2, 0.1, 0.5), 400, random.Random(5)
    logs = []
    for _ in range(1500):
        drawn = draw.choices(range(4), cells, k=n)
        a, b, c, _ = (drawn.count(each) for each in range(4))
        logs.append(log((a / (a + b)) / ((a + c) / n)))
    a, b, c, d = (share * n for share in cells)
    row = lift_of(counts(met_reached=a, met_missed=b, rest_reached=c, rest_missed=d)).row(
        0, named=True
    )
    width = log(row["high"] / row["low"]) / (2 * 1.96)
    assert width == pytest.approx(pstdev(logs), rel=0.08)
    assert sqrt(row["high"] * row["low"]) == pytest.approx(row["value"])
    assert exp(0) < row["value"]


def calls(*names: str) -> pl.DataFrame:
    made = [(name, at(5), "call", "outbound", False) for name in names]
    schema = {"lead_id": pl.String, "occurred_at": pl.Datetime("us"), "kind": pl.String,
              "direction": pl.String, "is_automated": pl.Boolean}  # fmt: skip
    return pl.DataFrame(made, schema=schema, orient="row")


def test_accepted_is_of_those_that_sales_decided_about() -> None:
    said = pl.DataFrame(
        {"lead_id": ["l1", "l2"], "kind": ["rejection"] * 2, "reason": ["duplicate"] * 2,
         "given_at": [at(4), at(9)]}
    )  # fmt: skip
    found = qualified.accepted(EVERYWHERE, said, calls("l0", "l2"), as_of=LAST)
    row = found.filter(version="strict").row(0, named=True)
    assert (row["numerator"], row["denominator"], row["n_neither"]) == (2, 3, 1)
    with pytest.raises(NotComputable, match="no rejection is known"):
        qualified.accepted(EVERYWHERE, said.clear(), calls("l0"), as_of=LAST)


def test_recall_is_of_worked_leads_and_a_deal_is_work() -> None:
    found = qualified.recall(EVERYWHERE, LEADS, calls("l0", "l2", "l6"), DEALS, ALL, as_of=LAST)
    row = found.filter(version="strict").row(0, named=True)
    assert (row["numerator"], row["denominator"]) == (2, 3)
    assert row["lowest"] == pytest.approx(2 / (3 + 2))
    assert row["highest"] == pytest.approx((2 + 1) / (3 + 1))


def test_value_is_that_of_deals_won_after_the_lead_met_it() -> None:
    found = qualified.value_per_lead(EVERYWHERE, LEADS, DEALS, as_of=LAST)
    told = {row["version"]: (row["value"], row["n_won"]) for row in found.to_dicts()}
    assert told == {"loose": (900 / 8, 1), "strict": (900 / 4, 1), "draft": (900 / 4, 1)}


def test_the_state_of_each_version_is_told() -> None:
    later = agreed("later", "touches_total >= 1", first=900)
    found = qualified.versions((*ALL[1:], later), as_of=LAST)
    states = dict(found.select("version", "version_state").rows())
    assert states == {"strict": "in_force", "draft": "draft", "later": "future"}
    assert qualified.in_force(ALL, as_of=LAST)["version"].to_list() == ["strict"]
    with pytest.raises(NotComputable, match="no version that both teams signed"):
        qualified.in_force((DRAFT,), as_of=LAST)


def test_handed_over_in_fact_is_judged_by_the_version_of_its_days() -> None:
    visits = pl.DataFrame(
        {"object": ["lead"] * 3, "object_id": ["l0", "l4", "l5"], "stage": ["mql"] * 3,
         "pipeline": [None] * 3, "position": [2] * 3, "status": [None] * 3,
         "entered_at": [at(4), at(4), at(200)], "left_at": [None] * 3},
        schema_overrides={"left_at": pl.Datetime("us"), "status": pl.String, "pipeline": pl.String},
    )  # fmt: skip
    found = qualified.handed_in_fact(visits, EVERYWHERE, DEALS, ALL, as_of=LAST)
    told = {row["version"]: (row["denominator"], row["met_share"]) for row in found.to_dicts()}
    assert told["loose"] == (2, 1.0)
    with pytest.raises(NotComputable, match="no lead was handed over"):
        qualified.handed_in_fact(visits, EVERYWHERE, DEALS, (DRAFT,), as_of=LAST)

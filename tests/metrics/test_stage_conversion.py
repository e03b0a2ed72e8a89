"""Stage to stage within a fixed number of days."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from revops import metrics
from revops.funnel import stage_visits

AS_OF = date(2026, 6, 30)  # day 180
Maker = Callable[..., pl.DataFrame]
ROWS = [
    ("ana", "lead", 0, 0), ("ana", "mql", 2, 5), ("ana", "sql", 3, 40), ("ana", "mql", 2, 60),
    ("bruno", "lead", 0, 0), ("bruno", "sql", 3, 20),
    ("carla", "lead", 0, 0), ("carla", "mql", 2, 100),
    ("diego", "lead", 0, 170), ("diego", "mql", 2, 172),
]  # fmt: skip


@pytest.fixture
def visits(make_visits: Maker) -> pl.DataFrame:
    return make_visits(ROWS)


def test_the_first_entries_count_within_the_horizon(visits: pl.DataFrame) -> None:
    """Mature at 30 days are the three of January: ana after 5 days, carla after 100."""
    found = metrics.stage_conversion(
        visits, as_of=AS_OF, to_stage="mql", cohort=None, horizon_days=[30, 120]
    )
    assert found.select("value", "numerator", "denominator", "n_entered").rows() == [
        (1 / 3, 1.0, 3.0, 4),
        (2 / 3, 2.0, 3.0, 4),
    ]


def test_a_skipped_stage_is_not_reached_unless_later_ones_count(visits: pl.DataFrame) -> None:
    asked = {"to_stage": "mql", "cohort": None, "horizon_days": [30]}
    strict = metrics.stage_conversion(visits, as_of=AS_OF, **asked)
    loose = metrics.stage_conversion(visits, as_of=AS_OF, or_later=True, **asked)
    assert strict["numerator"].item() == 1
    assert loose["numerator"].item() == 2


def test_cohorts_are_of_entry_and_the_young_are_marked(visits: pl.DataFrame) -> None:
    found = metrics.stage_conversion(visits, as_of=AS_OF, to_stage="mql", horizon_days=[10, 30])
    shown = found.select("cohort", "horizon_days", "value", "is_immature").rows()
    assert shown == [
        ("2026-01", 10, 1 / 3, False),
        ("2026-01", 30, 1 / 3, False),
        ("2026-06", 10, 1.0, False),
        ("2026-06", 30, 1.0, True),
    ]


def test_nobody_old_enough_is_null_and_immature(visits: pl.DataFrame) -> None:
    found = metrics.stage_conversion(
        visits, as_of=AS_OF, to_stage="mql", cohort=None, horizon_days=[365]
    )
    shown = found.select("value", "low", "numerator", "denominator", "is_immature").row(0)
    assert shown == (None, None, 0.0, 0.0, True)


def test_later_visits_are_not_known_yet(visits: pl.DataFrame) -> None:
    early = date(2026, 1, 11)  # day 10
    found = metrics.stage_conversion(visits, as_of=early, to_stage="mql", horizon_days=[10])
    assert found.select("numerator", "denominator").row(0) == (1.0, 3.0)
    with pytest.raises(metrics.NotComputable, match="no visit to the stage 'sql'"):
        metrics.stage_conversion(visits, as_of=early, to_stage="sql")


def test_who_was_there_before_counts_and_is_told(visits: pl.DataFrame) -> None:
    found = metrics.stage_conversion(
        visits, as_of=AS_OF, from_stage="sql", to_stage="mql", cohort=None, horizon_days=[30]
    )
    assert found.select("numerator", "denominator", "n_before").row(0) == (1.0, 2.0, 1)


def test_cut_by_the_leads_source(visits: pl.DataFrame, make_leads: Maker) -> None:
    leads = make_leads(["ana", "bruno"], [0, 0], original_source=["email", "email"])
    found = metrics.stage_conversion(
        visits, leads, as_of=AS_OF, to_stage="mql", cohort=None, horizon_days=[30],
        by=["original_source"],
    )  # fmt: skip
    assert found.select("original_source", "numerator", "denominator").rows() == [
        ("(blank)", 0.0, 1.0),
        ("email", 1.0, 2.0),
    ]


def test_deals_are_cut_by_columns_of_the_deal_and_of_its_lead(
    make_leads: Maker, make_deals: Maker
) -> None:
    leads = make_leads(["ana"], [0], country=["CL"])
    deals = make_deals(["won", "lost"], [0, 0], [9, 9], lead_id=["ana", None], product=["A", "A"])
    visits = stage_visits(None, leads, deals, None)
    found = metrics.stage_conversion(
        visits, leads, deals, as_of=AS_OF, object="opportunity", from_stage="created",
        cohort=None, horizon_days=[30], by=["product", "country"],
    )  # fmt: skip
    assert found.select("product", "country", "value").rows() == [
        ("A", "(blank)", 0.0),
        ("A", "CL", 1.0),
    ]


def test_a_stage_nobody_visited_is_refused_with_the_known_ones(visits: pl.DataFrame) -> None:
    with pytest.raises(metrics.NotComputable, match="known stages: lead, mql, sql"):
        metrics.stage_conversion(visits, as_of=AS_OF, to_stage="sqll")


def test_steps_count_reached_step_and_whole(visits: pl.DataFrame) -> None:
    """Of ana, bruno and carla within 90 days: ana goes step by step, bruno skips mql."""
    found = metrics.funnel_steps(visits, as_of=AS_OF, within_days=90)
    columns = ["to_stage", "value", "n_reached", "cumulative_share", "n_skipped"]
    assert found.select(columns).rows() == [
        ("lead", None, 3, 1.0, 0),
        ("mql", 1 / 3, 1, 1 / 3, 1),
        ("sql", 1.0, 2, 2 / 3, 0),
    ]


def test_steps_that_count_later_stages_never_rise(visits: pl.DataFrame) -> None:
    found = metrics.funnel_steps(visits, as_of=AS_OF, within_days=90, or_later=True)
    assert found["n_reached"].to_list() == [3, 2, 2]
    assert found["value"].to_list() == [None, 2 / 3, 1.0]


def test_steps_can_be_chosen(visits: pl.DataFrame) -> None:
    found = metrics.funnel_steps(visits, as_of=AS_OF, steps=["lead", "sql"], within_days=30)
    assert found.select("from_stage", "to_stage", "numerator").rows() == [
        (None, "lead", 0.0),
        ("lead", "sql", 1.0),
    ]
    with pytest.raises(metrics.NotComputable, match="two stages"):
        metrics.funnel_steps(visits, as_of=AS_OF, steps=["lead"])


def test_a_loss_is_not_a_step(make_deals: Maker) -> None:
    deals = make_deals(["won", "lost", "lost"], [0, 0, 0], [9, 9, 9])
    visits = stage_visits(None, None, deals, None)
    found = metrics.funnel_steps(visits, as_of=AS_OF, object="opportunity")
    assert found["to_stage"].to_list() == ["created", "won"]
    assert found["cumulative_share"].to_list() == [1.0, pytest.approx(1 / 3)]


def test_steps_of_cohorts_hold_everybody_and_mark_the_young(visits: pl.DataFrame) -> None:
    found = metrics.funnel_steps(visits, as_of=AS_OF, within_days=90, cohort="month")
    columns = ["cohort", "to_stage", "value", "n_reached", "cumulative_share", "is_immature"]
    assert found.select(columns).rows() == [
        ("2026-01", "lead", None, 3, 1.0, False),
        ("2026-01", "mql", 1 / 3, 1, 1 / 3, False),
        ("2026-01", "sql", 1.0, 2, 2 / 3, False),
        ("2026-06", "lead", None, 1, 1.0, True),
        ("2026-06", "mql", 1.0, 1, 1.0, True),
        ("2026-06", "sql", 0.0, 0, 0.0, True),
    ]


@pytest.mark.parametrize("cut", [["country"], ["country", "original_source"]])
def test_steps_of_segments_add_up_to_the_whole(
    visits: pl.DataFrame, make_leads: Maker, cut: list[str]
) -> None:
    leads = make_leads(
        ["ana", "bruno", "carla"], [0, 0, 0], country=["CL", "PE", None], original_source=["a"] * 3
    )
    asked = {"as_of": AS_OF, "within_days": 90}
    parts = metrics.funnel_steps(visits, leads, **asked, by=cut)
    whole = metrics.funnel_steps(visits, leads, **asked)
    for name in ("numerator", "denominator", "n_reached", "n_skipped"):
        summed = parts.group_by("to_stage", maintain_order=True).agg(pl.col(name).sum())
        assert dict(summed.rows()) == dict(whole.select("to_stage", name).rows())


@pytest.mark.parametrize("stage", ["lead", "mql"])  # mql: one entered it twice
def test_the_order_of_visits_does_not_matter(visits: pl.DataFrame, stage: str) -> None:
    """Visits in order are counted without a look at the ids of all."""
    mixed = visits.sample(fraction=1.0, shuffle=True, seed=3)
    assert not mixed["object_id"].is_sorted()
    for params in ({"from_stage": stage, "to_stage": "sql"}, {"to_stage": stage, "by": ["x"]}):
        leads = visits.select(pl.col("object_id").alias("lead_id"), x=pl.lit("y")).unique()
        told = [
            metrics.stage_conversion(rows, leads, as_of=AS_OF, **params) for rows in (visits, mixed)
        ]
        assert told[0].equals(told[1])
    steps = [metrics.funnel_steps(rows, as_of=AS_OF, within_days=90) for rows in (visits, mixed)]
    assert steps[0].equals(steps[1])

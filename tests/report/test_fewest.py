"""A breakdown by an attribute of persons has no group of fewer than five."""

from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.checks import QUARANTINED, RESULTS, Checked
from revops.metrics import METRICS
from revops.report.fewest import FEW, in_fives
from revops.report.inputs import Inputs
from revops.report.numbers import Numbers
from revops.tables import TABLES
from revops.workspace import Agreement, Sla

AS_OF = date(2026, 6, 30)
NONE = pl.DataFrame(schema=dict.fromkeys(("object", "stage", "status", "kind"), pl.String))


def numbers(titles):
    own = {
        "lead_id": [f"L{n}" for n in range(len(titles))],
        "job_title": titles,
        "original_source": ["web" if n else "fair" for n in range(len(titles))],
        "created_at": [datetime(2026, 1, 5)] * len(titles),
    }
    known = TABLES["leads"].empty()
    made = pl.DataFrame(own, schema_overrides={"job_title": pl.String})
    leads = pl.concat(
        [known, made.cast({"created_at": known.schema["created_at"]})], how="diagonal"
    )
    tables = {"leads": leads}
    checked = Checked(tables, RESULTS.to_frame(), QUARANTINED.to_frame(), {})
    return Numbers(Inputs(tables, Agreement(NONE, NONE, Sla(), {}), as_of=AS_OF), checked, "USD")


def cut(titles, by=("job_title",)):
    return dict(numbers(titles).frame(METRICS["n_leads"], by=by).select(by[0], "value").rows())


def test_small_groups_are_one_group():
    assert cut(["CFO"] * 6 + ["Shaman"] * 3 + ["Bard"] * 2) == {"CFO": 6.0, FEW: 5.0}


def test_what_is_alone_takes_the_next_smallest_so_that_nobody_can_subtract():
    assert cut(["CFO"] * 9 + ["CEO"] * 6 + ["Shaman"]) == {"CFO": 9.0, FEW: 7.0}


def test_a_blank_can_be_the_next_smallest():
    assert cut(["CFO"] * 9 + [None] * 6 + ["Shaman"]) == {"CFO": 9.0, FEW: 7.0}


def test_too_few_in_all_give_no_row():
    assert cut(["CFO", "CEO"]) == {}


def test_what_says_nothing_of_a_person_is_told_of_one():
    assert cut(["CFO"] * 6, by=("original_source",)) == {"fair": 1.0, "web": 5.0}


@given(st.lists(st.sampled_from(["CFO", "CEO", "Bard", None]), max_size=40))
def test_nobody_is_lost_and_no_group_is_small(titles):
    leads = pl.DataFrame({"job_title": titles}, schema={"job_title": pl.String})
    nothing = pl.lit(None, pl.Float64)

    def count(few):
        told = few.with_columns(pl.col("job_title").fill_null("(blank)")).group_by("job_title")
        return told.agg(value=pl.len().cast(pl.Float64)).with_columns(
            low=nothing, high=nothing, numerator=nothing, denominator=nothing
        )

    found = in_fives(leads, ["job_title"], count)
    assert all(n >= 5 for n in found["value"])
    assert found["value"].sum() == (len(titles) if len(titles) >= 5 else 0)


@pytest.mark.parametrize("of", [4, 5])
def test_what_stands_below_the_line_is_what_counts(of):
    leads = pl.DataFrame({"job_title": ["CFO"] * 9 + ["CEO"] * 9})

    def share(few):
        titles = few["job_title"].unique().sort().to_list()
        below = {"CFO": 20.0, "CEO": float(of), FEW: of + 20.0 * ("CFO" not in titles)}
        return pl.DataFrame(
            {"job_title": titles, "value": [0.5] * len(titles)}
            | {name: [None] * len(titles) for name in ("low", "high", "numerator")}
            | {"denominator": [below[each] for each in titles]}
        )

    found = in_fives(leads, ["job_title"], share)
    assert found["job_title"].to_list() == ([FEW] if of < 5 else ["CEO", "CFO"])

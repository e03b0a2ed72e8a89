"""Laws of the metrics of leads and deals: they add up, and neither order nor later rows matter."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from revops import metrics
from revops.tables import TABLES

START = datetime(2026, 1, 1, tzinfo=UTC)
AS_OF = date(2026, 3, 1)  # day 59
SUMS = ("n_leads", "n_opportunities", "n_won", "n_lost", "n_open", "won_value")
CUTS = (["country"], ["original_source"], ["country", "original_source"])
#: One lead with at most one deal: source, country, its day, days to the deal, days to its end.
LEAD = st.tuples(
    st.sampled_from(["ad", "web", None]),
    st.sampled_from(["CL", "PE", None]),
    st.integers(0, 55),
    st.integers(0, 9),
    st.integers(0, 60),
    st.sampled_from(["won", "lost", "open", "none"]),
    st.integers(0, 10**6),
)
Row = tuple[Any, ...]
#: Two that are there always, so that no export seems to hold wins only.
BOTH = [("ad", "CL", 1, 1, 1, "won", 5), ("web", None, 1, 1, 1, "lost", 5)]


def table(name: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    schema = TABLES[name].schema()
    columns = {key: schema[key] for row in rows for key in row}
    frame = pl.DataFrame(rows, schema=columns) if rows else TABLES[name].empty()
    return pl.concat([TABLES[name].empty(), frame], how="diagonal")


def exported(rows: list[Row]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Write the leads and the deals of these rows."""
    leads, deals = [], []
    for number, (source, country, day, wait, cycle, status, amount) in enumerate(rows):
        told = {"original_source": source, "country": country}
        created = START + timedelta(days=day)
        leads.append({"lead_id": f"lead-{number}", "created_at": created, **told})
        if status != "none":
            opened = created + timedelta(days=wait)
            closed = None if status == "open" else opened + timedelta(days=cycle)
            deals.append(
                {"opportunity_id": f"deal-{number}", "lead_id": f"lead-{number}", "status": status,
                 "created_at": opened, "closed_at": closed, "amount_base": amount / 100}
            )  # fmt: skip
    return table("leads", leads), table("opportunities", deals)


def asked(name: str, leads: pl.DataFrame, deals: pl.DataFrame, **params: Any) -> pl.DataFrame:
    function = getattr(metrics, name)
    inputs = (leads,) if name == "n_leads" else (deals, leads)
    found: pl.DataFrame = function(*inputs, as_of=AS_OF, **params)
    return found


@pytest.mark.parametrize("cut", CUTS, ids="+".join)
@given(rows=st.lists(LEAD, max_size=12))
@settings(max_examples=25, deadline=None)
def test_counts_and_money_of_the_parts_are_those_of_the_whole(
    rows: list[Row], cut: list[str]
) -> None:
    leads, deals = exported([*BOTH, *rows])
    for name in SUMS:
        parts, whole = (asked(name, leads, deals, **by) for by in ({"by": cut}, {}))
        assert parts["value"].sum() == pytest.approx(whole["value"].item(), rel=1e-12)
    within = {"as_of": AS_OF, "horizon_days": [10, 30]}
    parts, whole = (
        metrics.lead_to_won_share(leads, deals, **within, **by) for by in ({"by": cut}, {})
    )
    for name in ("numerator", "denominator", "n_at_risk"):
        summed = parts.group_by("horizon_days").agg(pl.col(name).sum()).sort("horizon_days")
        assert summed[name].to_list() == whole[name].to_list()


@given(rows=st.lists(LEAD, max_size=12), seed=st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_rows_does_not_matter(rows: list[Row], seed: int) -> None:
    tables = exported([*BOTH, *rows])
    mixed = [frame.sample(fraction=1, shuffle=True, seed=seed) for frame in tables]
    for name in SUMS:
        cut = {"by": ["original_source"]}
        assert_frame_equal(asked(name, *tables, **cut), asked(name, *mixed, **cut))
    for curve in (metrics.lead_to_won_share, metrics.won_share_difference, metrics.won_curve):
        cut = {"as_of": AS_OF, "by": ["original_source"]}
        assert_frame_equal(curve(*tables, **cut), curve(*mixed, **cut))


@given(rows=st.lists(LEAD, max_size=12), later=st.lists(LEAD, max_size=6))
@settings(max_examples=25, deadline=None)
def test_rows_dated_after_the_day_change_nothing_on_it(rows: list[Row], later: list[Row]) -> None:
    """New leads and deals of later days, and later closings of deals that were open."""
    known = [*BOTH, *rows]
    leads, deals = exported(known)
    still_open = pl.col("closed_at").dt.date() > AS_OF
    on_the_day = deals.with_columns(
        pl.when(still_open).then(pl.lit("open")).otherwise("status").alias("status"),
        pl.when(still_open).then(None).otherwise("closed_at").alias("closed_at"),
    )
    new = [(source, country, day + 60, *rest) for source, country, day, *rest in later]
    leads_later, deals_later = exported([*known, *new])
    for name in SUMS:
        then = asked(name, leads, on_the_day.filter(pl.col("created_at").dt.date() <= AS_OF))
        assert_frame_equal(then, asked(name, leads_later, deals_later))
    for curve in (metrics.lead_to_won_share, metrics.naive_and_right, metrics.won_curve):
        then = curve(leads, on_the_day, as_of=AS_OF)
        assert_frame_equal(then, curve(leads_later, deals_later, as_of=AS_OF))

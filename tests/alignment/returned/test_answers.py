"""What people say beside what was tracked: nobody is lost, and kappa is the published one."""

from datetime import UTC, date, datetime

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from revops.alignment import answers_agreement, answers_and_touches, reported_shares
from revops.alignment.returned import kappa
from revops.metrics.metric import NotComputable

AS_OF = date(2026, 6, 30)
RULES = pl.DataFrame(
    [
        ("answer", "google*", None, "search"),
        ("answer", "a friend", None, "referral"),
        ("tracked", "paid_search", None, "search"),
        ("tracked", "organic_search", None, "search"),
        ("touchpoint", "*", None, "email"),
    ],
    schema=["kind", "source", "medium", "channel"],
    orient="row",
)
DAY = datetime(2026, 1, 5, tzinfo=UTC)


def table(pairs: list[tuple[str | None, str | None]]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Leads with their answers, and a first touch of each; a later touch is never the first."""
    ids = [f"l{at}" for at in range(len(pairs))]
    leads = pl.DataFrame(
        {
            "lead_id": ids,
            "created_at": [DAY] * len(ids),
            "self_reported_source": [p[0] for p in pairs],
        },
        schema_overrides={"self_reported_source": pl.String},
    )
    touched = [(i, p[1]) for i, p in zip(ids, pairs, strict=True) if p[1]]
    touches = pl.DataFrame(
        [(f"t-{i}", i, DAY, channel) for i, channel in touched]
        + [(f"a-{i}", i, DAY.replace(day=9), "webinar") for i, _ in touched],
        schema={"touchpoint_id": pl.String, "lead_id": pl.String,
                "occurred_at": pl.Datetime("us", "UTC"), "channel": pl.String},
        orient="row",
    )  # fmt: skip
    return leads, touches


def test_by_hand():
    pairs = [("Google Ads ", "paid_search")] * 4 + [("google", "organic_search")] * 2
    pairs += (
        [("google", "email")] * 2 + [("A friend", "referral")] * 5 + [("A friend", "paid_search")]
    )
    pairs += [("The radio", "email"), (None, "email"), ("google", None), (" ", "email")]
    leads, touches = table(pairs)
    row = answers_agreement(leads, touches, RULES, as_of=AS_OF).row(0, named=True)
    counts = ("n_reported", "n_tracked", "n_both", "n_compared", "n_agree")
    assert tuple(row[name] for name in counts) == (16, 17, 15, 14, 11)
    assert row["agreed_share"] == pytest.approx(11 / 14)
    cells = answers_and_touches(leads, touches.lazy(), RULES, as_of=AS_OF)
    said = {row[:2]: row[2:] for row in cells.select(
        "reported", "tracked", "numerator", "denominator").rows()}  # fmt: skip
    assert said[("search", "search")] == (6, 8)
    assert said[("referral", "search")] == (1, 6)
    assert said[("other_answer", "email")] == (1, 1)


def test_answers_of_fewer_than_five_people_are_not_named():
    leads, touches = table([("google", "email")] * 6 + [("a friend", "email")] * 4)
    cells = answers_and_touches(leads, touches, RULES, as_of=AS_OF)
    assert cells["reported"].unique().sort().to_list() == ["other_answer", "search"]


PAIRS = st.lists(
    st.tuples(
        st.sampled_from([None, "google", "a friend", "radio", "=cmd()"]),
        st.sampled_from([None, "paid_search", "organic_search", "referral", "email"]),
    ),
    min_size=1,
    max_size=40,
)


@given(PAIRS)
def test_the_cross_table_holds_every_lead_with_both_once(pairs):
    leads, touches = table([*pairs, ("google", "email")])
    cells = answers_and_touches(leads, touches, RULES, as_of=AS_OF)
    both = 1 + sum(1 for said, seen in pairs if said and seen)
    assert cells["numerator"].sum() == both
    assert answers_agreement(leads, touches, RULES, as_of=AS_OF)["n_both"].item() == both


@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=3, max_size=3))
def test_kappa_is_that_of_statsmodels(rows):
    counts = np.array(rows, dtype=float)
    used = [at for at in range(3) if counts[at].sum() and counts[:, at].sum()]
    if len(used) < 2 or counts.sum() == 0:
        return
    oracle = cohens_kappa(counts)
    found = kappa(counts)
    assert found is not None
    assert found[0] == pytest.approx(oracle.kappa)
    assert found[1:] == pytest.approx(
        (max(oracle.kappa_low, -1), min(oracle.kappa_upp, 1)), abs=1e-7
    )


def test_where_all_say_the_same_there_is_no_kappa():
    assert kappa(np.array([[7.0, 0.0], [0.0, 0.0]])) is None
    assert kappa(np.zeros((2, 2))) is None
    leads, touches = table([("google", "paid_search")] * 6)
    row = answers_agreement(leads, touches, RULES, as_of=AS_OF).row(0, named=True)
    assert (row["agreed_share"], row["kappa"]) == (1.0, None)


def test_a_channel_has_the_share_of_its_group():
    leads, _ = table([("google", None)] * 15 + [("a friend", None)] * 5)
    spend = pl.DataFrame({"channel": ["paid_search", "email"], "cost_base": [9.0, 1.0]})
    found = reported_shares(leads, spend, RULES, as_of=AS_OF)
    assert found.rows() == [("email", "email", None), ("paid_search", "search", 0.75)]


@pytest.mark.parametrize(
    ("rules", "answers", "why"),
    [(RULES.tail(1), ["google"], "no row of the kind answer"), (RULES, [None], "no lead says")],
)
def test_what_is_missing_is_told(rules, answers, why):
    leads, touches = table([(each, "email") for each in answers])
    with pytest.raises(NotComputable, match=why):
        answers_and_touches(leads, touches, rules, as_of=AS_OF)

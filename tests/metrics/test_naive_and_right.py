"""The familiar figures beside the right ones, on leads whose truth is known."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from revops import metrics

AS_OF = date(2026, 12, 31)  # day 364
WON_A_DAY, LOST_A_DAY = 0.004, 0.008
Maker = Callable[..., pl.DataFrame]


@pytest.fixture(scope="module")
def told(make_leads: Maker, make_deals: Maker) -> dict[str, dict[str, float]]:
    """Draw 6,000 leads that came in over a year; each ends by a won or a lost deal some day."""
    random = np.random.default_rng(8)
    n, both = 6000, WON_A_DAY + LOST_A_DAY
    created = random.integers(0, 364, n)
    closed = created + np.ceil(random.exponential(1 / both, n)).astype(int)
    status = np.where(random.random(n) < WON_A_DAY / both, "won", "lost")
    ids = [f"lead-{number}" for number in range(n)]
    days = [created.tolist(), closed.tolist()]
    deals = make_deals(status.tolist(), *days, lead_id=ids)
    leads = make_leads(ids, days[0])
    found = metrics.naive_and_right(leads, deals, as_of=AS_OF, within_days=300)
    return {row["figure"]: row for row in found.to_dicts()}


def test_the_right_share_is_the_truth_and_the_naive_ones_are_not(
    told: dict[str, dict[str, float]],
) -> None:
    both = WON_A_DAY + LOST_A_DAY
    truth = WON_A_DAY / both * (1 - np.exp(-both * 300))
    created, lost = told["won_of_created"], told["lost_as_censored"]
    assert created["right_share"] == lost["right_share"] == pytest.approx(truth, abs=0.02)
    assert lost["naive_share"] == pytest.approx(1 - np.exp(-WON_A_DAY * 300), abs=0.05)
    assert lost["naive_share"] > truth + 0.2
    assert created["naive_share"] < truth - 0.04


def test_the_median_of_what_was_won_so_far_is_too_low(told: dict[str, dict[str, float]]) -> None:
    medians = told["median_of_won"]
    assert medians["naive_days"] < medians["right_days"] - 5
    assert medians["right_days"] == pytest.approx(np.log(2) / (WON_A_DAY + LOST_A_DAY), abs=8)


def test_every_figure_has_its_reason(told: dict[str, dict[str, float]]) -> None:
    assert all(len(str(row["description"])) > 40 for row in told.values())


def test_where_nobody_is_known_there_is_no_figure(make_leads: Maker, make_deals: Maker) -> None:
    leads, deals = make_leads(["ana"], [0]).clear(), make_deals(["won"], [0], [1]).clear()
    found = metrics.naive_and_right(leads, deals, as_of=AS_OF - timedelta(days=1))
    figures = found.select("naive_share", "right_share", "naive_days", "right_days")
    assert figures.null_count().row(0) == (3, 3, 3, 3)

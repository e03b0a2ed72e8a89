"""Olist's marketing funnel: 8,000 leads, 842 won deals, one touch a lead, no losses known."""

import pytest

from .conftest import Numbers

BY_ORIGIN = {
    "organic_search": (271, 2296),
    "paid_search": (195, 1586),
    "social": (75, 1350),
    "unknown": (179, 1099),
    "direct_traffic": (56, 499),
    "email": (15, 493),
    "referral": (24, 284),
    "other": (4, 150),
    "display": (6, 118),
    "other_publicities": (3, 65),
    "(blank)": (14, 60),
}


def test_leads_and_won(olist: Numbers) -> None:
    assert (olist.value("n_leads"), olist.value("n_won")) == (8000, 842)


@pytest.mark.parametrize("origin", BY_ORIGIN)
def test_won_and_leads_of_each_origin_with_blank_and_unknown_apart(
    olist: Numbers, origin: str
) -> None:
    assert (olist.value("n_won", origin), olist.value("n_leads", origin)) == BY_ORIGIN[origin]


def test_first_contact_to_won(olist: Numbers) -> None:
    median = olist.row("median_lead_to_won_days")
    assert (median["value"], median["numerator"]) == (14, 842)


def test_won_by_90_days_is_exact_where_every_lead_was_watched(olist: Numbers) -> None:
    share = olist.row("lead_to_won_share", horizon_days=90)
    assert share["value"] == pytest.approx(692 / 8000, rel=1e-9)
    assert share["value"] == pytest.approx(0.0865, abs=5e-5)


def test_the_deal_won_before_its_first_contact_is_counted_and_flagged(olist: Numbers) -> None:
    assert olist.value("n_won") == 842
    assert olist.failed_check("before")["n_failed"] == 1


def test_there_is_no_win_rate_without_losses(olist: Numbers) -> None:
    assert not [row for row in olist.rows if row["metric_id"] == "win_rate"]
    assert "no lost deal is known" in olist.run["unavailable"]["win_rate"]
    assert "won deals only" in olist.run["unavailable"]["n_lost"]


def test_early_cohorts_are_marked(olist: Numbers) -> None:
    page = (olist.folder / "funnel.html").read_text("utf-8")
    assert "No win is seen before 2017-12-05" in page

"""Stages and time to close of the real exports, as of any day, without rendering a page."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from revops import known, metrics
from revops.load import load
from revops.metrics.outcomes import deal_outcomes, lead_outcomes
from revops.metrics.past_deals import deals_on, returned
from revops.propose import propose
from revops.report.inputs import Inputs
from revops.store import Snapshot
from revops.workspace import Workspace, open_workspace

from .conftest import DATA, ROOT

Seen = Callable[..., Inputs]
FOLDERS = {"olist": "olist", "salesforce": "salesforce-wave", "maven": "maven"}
DAYS = [date(2016, 6, 30), date(2016, 12, 31), date(2017, 3, 31)]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """Load an export once, and see it as of any day."""
    done: dict[str, tuple[Workspace, Snapshot]] = {}

    def see(name: str, as_of: date | None = None) -> Inputs:
        if not (DATA / FOLDERS[name]).is_dir():
            pytest.skip(f"the real exports are not here: set REVOPS_REAL_DATA (looked in {DATA})")
        if name not in done:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("REVOPS_REAL_DATA", str(DATA))
                workspace = made(name, tmp_path_factory.mktemp("seen") / name)
                done[name] = (workspace, load(workspace))
        workspace, snapshot = done[name]
        day = as_of or workspace.settings.as_of or date(2017, 12, 31)
        zone = workspace.settings.zone
        return Inputs(snapshot.tables, workspace.agreement, as_of=day, zone=zone)

    return see


def made(name: str, place: Path) -> Workspace:
    """Take the example's workspace, or the one that is proposed for a folder."""
    if name == "maven":
        propose(place, DATA / name)
    else:
        shutil.copytree(ROOT / "examples" / name, place, ignore=shutil.ignore_patterns(".*"))
    return open_workspace(place)


def test_olists_days_to_win(seen: Seen) -> None:
    olist = seen("olist")
    leads, deals = olist.table("leads"), olist.table("opportunities")
    assert deals.join(leads, on="lead_id", how="semi").height == deals.height == 842
    outcomes = lead_outcomes(leads, deals, olist.as_of)
    days = outcomes.filter(cause=1)["days"]
    assert days.len() / outcomes.height == 0.10525
    assert (days.median(), round(days.mean(), 1)) == (14, 48.4)
    assert (days.quantile(0.9, "nearest"), days.max(), days.min()) == (162, 427, -2)


def test_olists_silence_before_the_first_win_is_said_and_not_assumed(seen: Seen) -> None:
    """The share of all stays that of all; that of later leads is another question."""
    olist = seen("olist")
    first = olist.call(metrics.first_win_day, {}).row(0, named=True)
    assert (first["first_win_on"], first["first_lead_on"]) == (
        date(2017, 12, 5),
        date(2017, 6, 14),
    )
    assert first["must_mark"]
    asked = {"horizon_days": [90]}
    every = olist.call(metrics.lead_to_won_share, asked).row(0, named=True)
    assert (round(every["value"], 4), every["denominator"]) == (0.0865, 8000)
    later = pl.col("created_at").dt.date() >= first["first_win_on"]
    share = metrics.lead_to_won_share(
        olist.table("leads").filter(later), olist.table("opportunities"), as_of=olist.as_of, **asked
    )
    assert share["value"].item() == pytest.approx(0.111, abs=5e-4)


def test_no_export_of_olist_or_salesforce_tells_since_when_it_was_watched(seen: Seen) -> None:
    assert seen("olist").observed_from is None
    assert seen("salesforce").observed_from is None


def test_olists_sources_differ_by_more_than_chance(seen: Seen) -> None:
    """One cause and nobody lost: Gray's score is that of the log-rank, here both beyond doubt."""
    tested = seen("olist").call(metrics.won_curves_differ, {})
    assert tested["n_segments"].to_list() == [11, 11]
    assert tested["n"].to_list() == [8000, 8000]
    assert (tested["p_value"] < 1e-9).all()


def test_olist_has_no_loss_so_kaplan_meier_is_right_there(seen: Seen) -> None:
    told = seen("olist").call(metrics.naive_and_right, {"within_days": 180})
    shares = {row["figure"]: row for row in told.to_dicts()}
    lost = shares["lost_as_censored"]
    assert lost["naive_share"] == pytest.approx(lost["right_share"])
    assert shares["won_of_created"]["naive_share"] == 0.10525


def test_salesforces_history_in_the_order_of_its_file(seen: Seen) -> None:
    salesforce = seen("salesforce")
    history, deals = salesforce.table("stage_history"), salesforce.table("opportunities")
    day = pl.col("entered_at").dt.date().alias("day")
    tied = history.group_by("object_id", day).len().filter(pl.col("len") > 1)
    assert (history.height, tied.height, tied["len"].sum()) == (17_502, 235, 476)
    last = told(salesforce).group_by("object_id", maintain_order=True).last()
    both = deals.join(last, left_on="opportunity_id", right_on="object_id", suffix="_told")
    assert both.height == 5197
    assert (both["status"] == both["status_told"]).all()


def told(inputs: Inputs) -> pl.DataFrame:
    """The visits of deals that the history tells."""
    return inputs.visits.filter(pl.col("object") == "opportunity", ~pl.col("is_derived"))


def test_salesforces_lost_deals_come_back(seen: Seen) -> None:
    salesforce = seen("salesforce")
    counts = salesforce.call(metrics.stage_counts, {"object": "opportunity"})
    lost = counts.filter(stage="lost").row(0, named=True)
    assert (lost["n_visits"], lost["n_records"]) == (4361, 3908)
    visits = told(salesforce).with_columns(
        (pl.col("left_at").dt.date() > pl.col("entered_at").dt.date()).alias("is_later")
    )
    was_lost = visits.filter(stage="lost")
    assert (was_lost["object_id"].value_counts()["count"] > 1).sum() == 434
    assert was_lost.filter("is_later")["object_id"].n_unique() == 553
    now = salesforce.table("opportunities").join(
        was_lost, left_on="opportunity_id", right_on="object_id", how="semi"
    )
    assert dict(now["status"].value_counts().rows()) == {"lost": 3769, "won": 120, "open": 19}


@pytest.mark.parametrize("day", DAYS)
def test_each_deal_stands_on_a_day_as_its_history_told_on_it(seen: Seen, day: date) -> None:
    """A deal lost by then and opened again later is lost; one opened again by then is open."""
    salesforce = seen("salesforce", day)
    last = told(salesforce).group_by("object_id", maintain_order=True).last()
    both = salesforce.table("opportunities").join(
        last, left_on="opportunity_id", right_on="object_id", suffix="_told"
    )
    assert both.height > 2500
    assert both.filter(pl.col("status") != pl.col("status_told")).is_empty()
    counts = [salesforce.call(fn, {})["value"].item() for fn in (metrics.n_won, metrics.n_lost)]
    n_open = salesforce.call(metrics.n_open, {})["value"].item()
    assert sum(counts) + n_open == salesforce.table("opportunities").height


@pytest.mark.parametrize("day", DAYS)
def test_a_later_look_sees_each_deal_as_it_stood_on_the_day(seen: Seen, day: date) -> None:
    """The back-test starts from what is known today: 553 lost deals came back one day."""
    today, then = seen("salesforce"), seen("salesforce", day)
    moved = returned(today.visits)
    assert moved is not None
    assert moved["object_id"].n_unique() >= 553
    looked = deals_on(today.table("opportunities"), moved, day)
    own = ("opportunity_id", "status", pl.col("closed_at").dt.date())
    stood = then.table("opportunities").select(own).sort("opportunity_id")
    assert looked.select(own).sort("opportunity_id").equals(stood)
    plain = known.deals(today.table("opportunities"), day)
    assert not plain.select(own).sort("opportunity_id").equals(stood)


def test_salesforces_past_forecasts_take_the_deals_that_were_open(seen: Seen) -> None:
    tested = seen("salesforce").call(
        metrics.forecast_backtest, {"n_days": 2, "horizon": 90, "replicates": 1}
    )
    for day, n_open, worth in tested.select("day", "n_open", "open_value").rows():
        then = seen("salesforce", day)
        assert n_open == then.call(metrics.n_open, {})["value"].item()
        amounts = then.table("opportunities").filter(status="open")["amount_base"]
        assert worth == pytest.approx(float(amounts.sum()))


def test_salesforces_converted_leads(seen: Seen) -> None:
    salesforce = seen("salesforce")
    converted = salesforce.table("leads").filter(pl.col("is_converted"))
    deals = salesforce.table("opportunities")
    both = converted.join(
        deals, left_on="converted_opportunity_id", right_on="opportunity_id", suffix="_deal"
    )
    assert (both.height, both.filter(status="won").height) == (119, 25)
    assert (both["converted_at"].dt.date() == both["close_date"]).all()


def test_salesforces_cycle_and_shares_add_up(seen: Seen) -> None:
    salesforce = seen("salesforce")
    outcomes = deal_outcomes(salesforce.table("opportunities"), salesforce.as_of)
    assert outcomes.filter(cause=1)["days"].median() == 41
    share = salesforce.call(metrics.opportunity_won_share, {"horizon_days": [30, 90]})
    total = share["value"] + share["lost_share"] + share["open_share"]
    assert total.to_list() == pytest.approx([1.0, 1.0])
    parts = salesforce.call(metrics.n_won, {"by": ["pipeline"]})
    assert parts["value"].sum() == 1166


def test_mavens_outcomes_and_cycles(seen: Seen) -> None:
    maven = seen("maven", date(2017, 12, 31))
    deals = maven.table("opportunities")
    counted = [maven.call(fn, {})["value"].item() for fn in (metrics.n_won, metrics.n_lost)]
    assert counted == [4238, 2473]
    assert maven.call(metrics.n_open, {})["value"].item() == 1589 + 500
    assert maven.call(metrics.won_value, {})["value"].item() == 10_005_534
    outcomes = deal_outcomes(deals, maven.as_of)
    won, lost = (outcomes.filter(cause=cause)["days"] for cause in (1, 2))
    assert (won.median(), round(won.mean(), 1), lost.median()) == (57, 51.8, 14)

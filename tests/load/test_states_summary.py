"""What `revops load` says of a folder of exports."""

from decimal import Decimal

import polars as pl
import pytest

from revops.load import load
from revops.load.summary import summary
from revops.sources.building.loaded import READINGS, SUMS

HEAD = "opportunity_id,name,stage\n"
WEEKS = {
    "deals 2026-07-01.csv": HEAD + "".join(f"O{n},Deal,Demo\n" for n in range(10)),
    "deals 2026-07-08.csv": HEAD + "".join(f"O{n},Deal,Demo\n" for n in range(9)),
}
BLOCK = 'source = "template.opportunities"\npath = "deals*.csv"\n'


def said(workspace) -> list[str]:
    return summary(load(workspace), workspace.settings)


def test_files_that_hold_the_same_rows_are_pointed_out(dated) -> None:
    lines = said(dated(WEEKS, BLOCK))
    assert "In a newer file too (the newest counts): opportunities 9" in lines
    (hint,) = [line for line in lines if "successive" in line]
    assert "9 of 10 rows of its older files" in hint
    assert 'set successive = "states"' in hint


@pytest.mark.parametrize("mode", ["states", "parts"])
def test_a_setting_is_not_questioned(dated, mode: str) -> None:
    lines = said(dated(WEEKS, f'{BLOCK}successive = "{mode}"\n'))
    assert not [line for line in lines if "set successive" in line]
    told = [line for line in lines if line.startswith("Deleted in the CRM")]
    expected = ["Deleted in the CRM (kept, with the day): opportunities 1"]
    assert told == (expected if mode == "states" else [])


def test_files_of_different_rows_are_no_states(dated) -> None:
    files = WEEKS | {"deals 2026-07-08.csv": HEAD + "O10,Deal,Demo\nO9,Deal,Demo\n"}
    lines = said(dated(files, BLOCK))
    assert not [line for line in lines if "successive" in line]


COSTS = "spent_on,campaign_id,vendor,cost,currency\n"
DAYS = {
    "costs 2026-07-01.csv": COSTS
    + "".join(f"2026-06-{n:02},C1,google,5,USD\n" for n in range(1, 10)),
    "costs 2026-07-08.csv": COSTS
    + "".join(f"2026-06-{n:02},C1,google,5,USD\n" for n in range(3, 12)),
}


@pytest.mark.parametrize("mode", ["states", "parts"])
def test_costs_that_the_newest_state_lacks_are_counted_and_stay(dated, mode: str) -> None:
    block = f'source = "template.spend"\npath = "costs*.csv"\nsuccessive = "{mode}"\n'
    workspace = dated(DAYS, block)
    assert load(workspace).tables["spend"].height == 11
    told = [line for line in said(workspace) if "earlier state" in line]
    wanted = ["In an earlier state, not in the newest (they happened, and count): spend 2"]
    assert told == (wanted if mode == "states" else [])


def test_history_that_states_show_has_not_vanished(dated) -> None:
    files = WEEKS | {"deals 2026-07-08.csv": WEEKS["deals 2026-07-08.csv"].replace("Demo", "Won")}
    workspace = dated(files, BLOCK + 'successive = "states"\n')
    assert load(workspace).tables["stage_history"].height
    assert not [line for line in said(workspace) if "earlier state" in line]


def test_a_state_that_lacks_many_is_questioned(dated) -> None:
    files = WEEKS | {"deals 2026-07-08.csv": HEAD + "O0,Deal,Demo\n"}
    (line,) = [
        each for each in said(dated(files, BLOCK + 'successive = "states"\n')) if "?" in each
    ]
    assert "9 of 10 rows of opportunities vanished at once on 2026-07-08" in line


def test_totals_that_rows_do_not_reach_and_refused_cells_are_named(dated) -> None:
    workspace = dated(WEEKS, BLOCK)
    snapshot = load(workspace)
    total = ("cost.csv", "google_ads", "cost", "Cost", "Total", Decimal("9.5"), Decimal("12000.5"))
    exact = ("cost.csv", "google_ads", "clicks", "Clicks", "Total", Decimal(7), Decimal(7))
    read = ("leads", "created_at", "Created", "l.csv", "date", "", "", 9, 0, 2)
    changed = {
        "sums": pl.DataFrame([total, total, exact], schema=SUMS, orient="row"),
        "readings": pl.DataFrame([read], schema=READINGS, orient="row"),
    }
    lines = summary(type(snapshot)(**{**snapshot.__dict__, **changed}), workspace.settings)
    (off,) = [line for line in lines if "own total" in line]
    assert "'Cost' add up to 9.5, its own total says 12,000.5" in off
    assert "l.csv: 2 of 9 cells of 'Created' were refused as date." in lines

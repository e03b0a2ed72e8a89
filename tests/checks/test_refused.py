"""Where much of a column was refused, what is made of it is held back; a few cells are told."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from revops import checks
from revops.checks.refused import refused
from revops.checks.suites import load_suites
from revops.sources.building.loaded import READINGS
from revops.tables import TABLES

SUITES = {p.stem: p for p in (Path(__file__).parents[2] / "expectations").glob("*.json")}


def readings(*columns: tuple[str, str, str, int, int]) -> pl.DataFrame:
    rows = [
        {
            "table": table,
            "column": column,
            "header": column.title(),
            "from_file": file,
            "n_cells": n_cells,
            "n_refused": n_refused,
        }
        for table, column, file, n_cells, n_refused in columns
    ]
    return pl.DataFrame(rows, schema=READINGS)


def blocked(*columns: tuple[str, str, str, int, int]) -> dict[str, str]:
    tables = {"spend": TABLES["spend"].empty()}
    made = checks.run(tables, SUITES, as_of=date(2026, 6, 30), readings=readings(*columns))
    return {k: why for k, why in made.blocked.items() if "_read" in why}


def test_a_cost_that_could_not_be_read_holds_back_what_costs_are_made_of() -> None:
    why = blocked(("spend", "cost", "google.csv", 100, 95), ("spend", "cost", "meta.csv", 100, 0))
    assert set(why) == {"spend", "roas", "cac"}
    assert "95 of 200 rows of spend fail the check spend.cost_read" in why["cac"]
    assert "Say date_format or decimal" in why["cac"]


@pytest.mark.parametrize(("n_refused", "is_blocked"), [(0, False), (5, False), (6, True)])
def test_a_few_refused_cells_are_tolerated(n_refused: int, is_blocked: bool) -> None:
    assert bool(blocked(("spend", "cost", "google.csv", 100, n_refused))) == is_blocked


def test_a_column_that_no_check_guards_holds_nothing_back() -> None:
    assert not blocked(("spend", "platform_conversions", "google.csv", 100, 100))


def test_won_amounts_hold_back_the_won_value() -> None:
    found = refused(readings(("opportunities", "amount", "d.csv", 10, 9)), load_suites(SUITES))
    assert {"won_value", "credited_value"} <= set(found["guards"][0])
    assert found["examples"].to_list() == [["d.csv 'Amount': 9 of 10"]]

"""What changed since the load before, as it is told."""

import polars as pl

from revops.report.changes import CHANGES
from revops.report.load_changes import changed, rates, since_last_load
from revops.report.trend import TREND

NEW = ("a", "leads", "warning", "failed", "passed", 2, 2, 0, 0, "by record", None)
STILL = ("b", "leads", "critical", "failed", "failed", 3, 1, 2, 1, "by count", None)
MENDED = ("c", "spend", "warning", "passed", "failed", 0, 0, 0, 4, "by record", None)
FIRST = ("d", "leads", "warning", "failed", None, 9, None, None, None, "first load", None)
OTHER = (
    "e",
    "leads",
    "warning",
    "failed",
    "failed",
    9,
    None,
    None,
    None,
    "not the same check",
    None,
)
INFO = ("f", "leads", "info", "failed", "passed", 9, 9, 0, 0, "by record", None)


def frame(*rows: tuple) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=CHANGES, orient="row")


def test_problems_are_counted_where_both_loads_asked_the_same(english):
    said = since_last_load(frame(NEW, STILL, MENDED, FIRST, OTHER, INFO), english)
    assert said == "Since the load before: 1 problem is new, 1 persists, 1 was mended."


def test_the_first_load_has_nothing_to_stand_beside(english):
    assert since_last_load(frame(FIRST), english).startswith("There is no earlier load")
    assert since_last_load(frame(), english).startswith("There is no earlier load")


def test_new_rows_come_first_each_with_what_the_check_means():
    checks = pl.DataFrame({"check_id": list("abcdef"), "description": list("ABCDEF")})
    told = changed(frame(MENDED, STILL, FIRST, NEW, INFO), checks)
    assert told.drop("first_load_seen").rows() == [
        ("leads", "A", 2, 0, 0), ("leads", "B", 1, 2, 1), ("spend", "C", 0, 0, 4),
    ]  # fmt: skip


def test_a_table_without_an_earlier_load_has_no_earlier_share():
    rows = [(1, None, "s1", "leads", 4, 2, 0.5), (2, None, "s2", "leads", 4, 3, 0.75),
            (2, None, "s2", "spend", 2, 2, 1.0)]  # fmt: skip
    told = rates(pl.DataFrame(rows, schema=TREND, orient="row"))
    assert told.rows() == [("leads", 4, 3, 0.75, 0.5), ("spend", 2, 2, 1.0, None)]
    assert rates(TREND.to_frame()).is_empty()

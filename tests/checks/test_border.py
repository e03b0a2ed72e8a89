"""The border to Great Expectations keeps types, places and quiet."""

import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

import revops.checks
from revops.checks import Check, border
from revops.checks.border import outcomes

PACKAGE = Path(revops.__file__).parent


def check(check_id: str, kind: str, severity: str = "critical", **kwargs: Any) -> Check:
    return Check.model_validate(
        {
            "type": f"expect_{kind}",
            "kwargs": kwargs,
            "severity": severity,
            "description": "Why.",
            "meta": {"id": check_id, "owner": "both", "guards": ["*"]},
        }
    )


def where(column: str, value: object) -> dict[str, Any]:
    return {
        "type": "comparison",
        "column": {"name": column},
        "operator": "==",
        "parameter": value,
    }


def test_whole_numbers_with_nulls_stay_whole() -> None:
    big = 2**60 + 1  # a float would round it away
    frame = pl.DataFrame({"clicks": [big, None, 3]})
    found = outcomes(
        "spend", frame, [check("c", "column_values_to_be_in_set", column="clicks", value_set=[big])]
    )["c"]
    assert (found.n_rows, found.n_missing, found.n_failed, found.rows.to_list()) == (3, 1, 1, [2])


def test_money_and_days_can_be_compared() -> None:
    frame = pl.DataFrame(
        {
            "cost": [Decimal("1.5"), Decimal("-0.5"), None],
            "starts": [date(2026, 1, 1), date(2026, 3, 1), None],
            "ends": [date(2026, 2, 1), date(2026, 2, 1), date(2026, 2, 1)],
        },
        schema_overrides={"cost": pl.Decimal(38, 6)},
    )
    pair = {"column_A": "ends", "column_B": "starts", "ignore_row_if": "either_value_is_missing"}
    checks = [
        check("cost", "column_values_to_be_between", column="cost", min_value=0),
        check("days", "column_pair_values_a_to_be_greater_than_b", **pair),
    ]
    found = outcomes("campaigns", frame, checks)
    rows = {name: outcome.rows.to_list() for name, outcome in found.items()}
    assert rows == {"cost": [1], "days": [1]}


def test_places_count_all_rows_under_a_condition() -> None:
    frame = pl.DataFrame(
        {"status": ["open", "won", None, "won"], "amount": [None, 5.0, None, None]}
    )
    condition = where("status", "won")
    no_amount = check("c", "column_values_to_not_be_null", column="amount", row_condition=condition)
    found = outcomes("opportunities", frame, [no_amount])["c"]
    assert (found.n_rows, found.n_failed, found.rows.to_list()) == (2, 1, [3])


def test_results_are_matched_by_id_though_they_come_regrouped() -> None:
    frame = pl.DataFrame({"a": [1, 1], "b": [1, None]})
    checks = [
        check("b.null", "column_values_to_not_be_null", column="b"),
        check("a.unique", "column_values_to_be_unique", column="a"),
        check("b.broken", "column_values_to_match_regex", column="b", regex="("),
        check("rows", "table_row_count_to_be_between", min_value=1),
    ]
    found = {name: outcome.status for name, outcome in outcomes("leads", frame, checks).items()}
    assert found == {
        "b.null": "failed",
        "a.unique": "failed",
        "b.broken": "error",
        "rows": "passed",
    }


def test_a_failed_check_of_any_severity_names_all_of_its_rows() -> None:
    frame = pl.DataFrame({"a": [None] * 50 + [1]})
    kind = "column_values_to_not_be_null"
    severities = ("critical", "warning", "info")
    found = outcomes("leads", frame, [check(s, kind, s, column="a") for s in severities])
    for outcome in found.values():
        assert outcome.n_failed == 50
        assert outcome.rows.to_list() == list(range(50))
        assert outcome.rows.dtype == pl.UInt32


def test_a_check_of_the_whole_table_names_no_row() -> None:
    frame = pl.DataFrame({"a": [1, 2]})
    found = outcomes("leads", frame, [check("n", "table_row_count_to_be_between", min_value=3)])
    assert (found["n"].status, found["n"].rows.len()) == ("failed", 0)


def test_a_frame_is_let_go_of_once_it_is_checked() -> None:
    frame = pl.DataFrame({"a": [1]})
    outcomes("leads", frame, [check("a", "column_values_to_not_be_null", column="a")])
    engine = border._whole_frames().data_asset.datasource.get_execution_engine()
    assert engine.batch_manager.loaded_batch_ids == []


def test_no_frame_no_import() -> None:
    """Loading and flagging stay light; the library comes with the first question."""
    code = "import sys, revops.checks; print({'great_expectations', 'pandas'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"


def test_only_the_border_knows_the_library() -> None:
    imports = re.compile(r"^\s*(import|from) (great_expectations|pandas)\b", re.M)
    knowing = [p for p in PACKAGE.rglob("*.py") if imports.search(p.read_text(encoding="utf-8"))]
    assert {path.parent.name for path in knowing} == {"bridge"}

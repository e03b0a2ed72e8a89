"""Rows that fail a critical check are set aside, with reason; the others stay."""

from collections.abc import Callable
from typing import Any

import polars as pl

from revops.checks import QUARANTINED, Checked

Run = Callable[..., Checked]


def deals(*rows: tuple[str | None, str | None], **more: Any) -> dict[str, pl.DataFrame]:
    """Build deals of id and status, as rows of a file."""
    frame = pl.DataFrame(rows, schema=["opportunity_id", "status"], orient="row").with_columns(
        pl.lit("hubspot").alias("from_vendor"),
        pl.lit("deals.csv").alias("from_file"),
        (pl.int_range(pl.len()) + 2).alias("from_row"),
        **more,
    )
    return {"opportunities": frame}


def check(kind: str, column: str, **kwargs: Any) -> dict[str, Any]:
    return {
        "type": f"expect_column_values_to_{kind}",
        "kwargs": {"column": column} | kwargs,
        "severity": "critical",
        "description": "Why it matters.",
        "meta": {"id": f"{column}.{kind}", "owner": "sales", "guards": ["n_won"]},
    }


UNIQUE = check("be_unique", "opportunity_id")
KNOWN = check("be_in_set", "status", value_set=["open", "won", "lost"])


def test_a_failing_row_is_set_aside_with_its_place_and_reason(run_entries: Run) -> None:
    checked = run_entries("opportunities", deals(("O1", "won"), ("O2", "sold")), KNOWN)
    assert checked.tables["opportunities"]["opportunity_id"].to_list() == ["O1"]
    assert checked.quarantined.schema == QUARANTINED
    assert checked.quarantined.rows(named=True) == [
        {
            "table": "opportunities",
            "record_id": "O2",
            "from_vendor": "hubspot",
            "from_file": "deals.csv",
            "from_row": 3,
            "check_id": "status.be_in_set",
            "column": "status",
            "reason": "Why it matters.",
            "raw": "sold",
            "place": 1,
        }
    ]


def test_of_repeats_the_first_stays(run_entries: Run) -> None:
    tables = deals(("O1", "won"), ("O2", "won"), ("O1", "open"), ("O1", "lost"))
    checked = run_entries("opportunities", tables, UNIQUE)
    assert checked.tables["opportunities"]["from_row"].to_list() == [2, 3]
    assert checked.quarantined["from_row"].to_list() == [4, 5]
    assert checked.results["n_failed"].item() == 3


def test_of_repeats_the_first_good_one_stays(run_entries: Run) -> None:
    tables = deals(("O1", "sold"), ("O1", "won"), ("O1", "lost"))
    checked = run_entries("opportunities", tables, UNIQUE, KNOWN)
    assert checked.tables["opportunities"]["status"].to_list() == ["won"]


def test_a_row_that_fails_twice_is_told_twice_and_leaves_once(run_entries: Run) -> None:
    checks = [KNOWN, check("match_regex", "status", regex="^[a-z]+$")]
    checked = run_entries("opportunities", deals(("O1", "won"), ("O2", "S0LD")), *checks)
    assert checked.tables["opportunities"].height == 1
    assert checked.quarantined["check_id"].to_list() == [
        "status.be_in_set",
        "status.match_regex",
    ]


def test_a_warning_sets_nothing_aside(run_entries: Run) -> None:
    tables = deals(("O1", "sold"))
    checked = run_entries("opportunities", tables, KNOWN | {"severity": "warning"})
    assert checked.tables["opportunities"].equals(tables["opportunities"])
    assert checked.quarantined.height == 0


def test_all_failing_rows_are_found_not_only_the_first_few(run_entries: Run) -> None:
    rows = [(f"O{n}", "sold" if n % 3 else "won") for n in range(300)]
    checked = run_entries("opportunities", deals(*rows), KNOWN)
    assert checked.quarantined.height == 200
    assert checked.tables["opportunities"]["status"].unique().to_list() == ["won"]


def test_flags_do_not_stay_in_the_table(run_entries: Run) -> None:
    tables = deals(("O1", "won"))
    checked = run_entries("opportunities", tables, KNOWN)
    assert checked.tables["opportunities"].columns == tables["opportunities"].columns


def test_what_names_a_person_is_not_repeated(run_entries: Run) -> None:
    leads = pl.DataFrame({"lead_id": ["ana@faro.cl"], "email": ["ana@faro"]})
    mail = check("match_regex", "email", regex="[.]cl$")
    checked = run_entries("leads", {"leads": leads}, mail)
    told = f"{checked.results.rows()} {checked.quarantined.rows()}"
    assert checked.quarantined["raw"].to_list() == [None]
    assert "ana@" not in told


def test_a_row_without_provenance_is_named_by_its_place(run_entries: Run) -> None:
    leads = pl.DataFrame({"lead_id": ["L1", "L2"], "country": ["CL", None]})
    missing = check("not_be_null", "country") | {"severity": "warning"}
    checked = run_entries("leads", {"leads": leads}, missing)
    assert checked.results["examples"].item().to_list() == ["row 2 of leads (id L2)"]

"""revops check: for people, for machines and as a list to mend; from load to load."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

ROOT = Path(__file__).parents[1]
Call = Callable[..., Any]
#: Two checks a suite of the test's own: quick, and all that the story needs.
SUITES = {
    "leads": [
        ("email_present", "values_to_not_be_null", "warning", "marketing", {"column": "email"}),
        ("company", "values_to_not_be_null", "info", "sales", {"column": "company"}),
    ],
    "opportunities": [
        ("id_unique", "values_to_be_unique", "critical", "sales", {"column": "opportunity_id"}),
        (
            *("amount_positive", "values_to_be_between", "critical", "sales"),
            {"column": "amount", "min_value": 0, "strict_min": True},
        ),
    ],
}


def entry(table: str, name: str, kind: str, severity: str, owner: str, kwargs: Any) -> Any:
    return {
        "type": f"expect_column_{kind}",
        "kwargs": kwargs,
        "severity": severity,
        "description": f"About {name}.",
        "meta": {"id": f"{table}.{name}", "owner": owner, "guards": ["n_won"]},
    }


@pytest.fixture
def small(cast: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cast, with few checks: a deal for nothing is set aside, two leads lack an address."""
    own = cast / "expectations"
    own.mkdir()
    for table, entries in SUITES.items():
        content = {
            "name": table,
            "meta": {"tolerance": 0.5},
            "expectations": [entry(table, *each) for each in entries],
        }
        (own / f"{table}.json").write_text(json.dumps(content), "utf-8")
    monkeypatch.setattr("revops.workspace.workspace.packed", lambda kind: cast / "nothing")
    change(cast, "deals.csv", "Pipeline,500,", "Pipeline,0,")
    change(cast, "contacts.csv", "bruno@aurora.example", "")
    change(cast, "contacts.csv", "elena@correo.example", "")
    return cast


def change(place: Path, name: str, old: str, new: str) -> None:
    path = place / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def told(done: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["exit_code"] == done.exit_code
    return found


def by_name(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in document["checks"]}


def aside(place: Path) -> list[str]:
    folder = place / ".revops" / "quarantine"
    return [
        line
        for path in sorted(folder.glob("*.csv"))
        for line in path.read_text("utf-8-sig").splitlines()[1:]
    ]


def test_rows_come_back_when_their_source_is_mended(revops: Call, small: Path) -> None:
    first = revops("check", "-w", small)
    assert first.exit_code == 0
    listed = "set aside opportunities: 1 row, listed in .revops/quarantine/opportunities.csv"
    assert listed in first.stdout.splitlines()
    assert "since the load" not in first.stdout
    (line,) = aside(small)
    assert line.startswith("hubspot,deals.csv,3,902,amount,About amount_positive.")
    change(small, "deals.csv", "Pipeline,0,", "Pipeline,480,")
    change(small, "contacts.csv", "diego@cumbre.example", "")
    change(small, "contacts.csv", "104,Diego", "999,Gina,,,+56 2 1,2026-04-02 09:00,,,,\n104,Diego")
    change(small, "contacts.csv", ",Bravo,,", ",Bravo,bruno@aurora.example,")
    second = revops("check", "-w", small)
    assert aside(small) == []
    assert "set aside" not in second.stdout
    assert (
        "since the load of 2026-06-30: 2 failing rows new, 1 persisting, 2 mended; "
        "0 checks newly failing, 1 mended" in second.stdout.splitlines()
    )


def test_json_tells_each_check_in_the_shape_that_is_documented(revops: Call, small: Path) -> None:
    revops("check", "-w", small)
    change(small, "contacts.csv", "diego@cumbre.example", "")
    document = told(revops("check", "-w", small, "--json"))
    assert document["schema"] == "revops.check.1"
    assert (document["ok"], document["exit_code"], document["blocked"]) == (True, 0, {})
    assert document["counts"] == {
        **{"checks": len(document["checks"]), "failed": len(document["checks"]) - passed(document)},
        **{"critical": 1, "warning": 1, "info": document["counts"]["info"]},
    }
    assert document["set_aside"] == [
        {"table": "opportunities", "rows": 1, "file": ".revops/quarantine/opportunities.csv"}
    ]
    email = by_name(document)["leads.email_present"]
    wanted = {
        **{"table": "leads", "severity": "warning", "owner": "marketing", "status": "failed"},
        **{"failing_rows": 3, "rows": 6, "share": 0.5, "metrics": ["n_won"], "blocks": False},
        **{"new_rows": 1, "persisting_rows": 2, "mended_rows": 0, "compared": "by record"},
        **{"failing_since": "2026-06-30", "column": "email", "value_touched": 0.0},
        **{"won_value_touched": 1360.0},
    }
    assert {name: email[name] for name in wanted} == wanted
    text = (ROOT / "docs" / "checks_json.md").read_text("utf-8")
    documented = set(re.findall(r"`(\w+)`", text))
    fields = {*document, *email, *document["counts"], *document["since_last_load"]}
    assert fields <= documented
    assert not re.search(r"[\w.]+@[\w.]+", json.dumps(document))


def passed(document: dict[str, Any]) -> int:
    return sum(each["status"] in ("passed", "no data") for each in document["checks"])


def test_what_is_blocked_is_exit_code_1_in_both_shapes(revops: Call, small: Path) -> None:
    suite = small / "expectations" / "opportunities.json"
    suite.write_text(suite.read_text("utf-8").replace("0.5", "0.1"), "utf-8")
    done = revops("check", "-w", small)
    assert done.exit_code == 1
    assert "blocked: n_won: 1 of 5 rows of opportunities fail" in done.stderr
    document = told(revops("check", "-w", small, "--json"))
    assert document["ok"] is False
    assert list(document["blocked"]) == ["n_won"]


def test_what_cannot_be_checked_is_an_object_too(revops: Call, small: Path, tmp_path: Path) -> None:
    (small / "deals.csv").unlink()
    done = revops("check", "-w", small, "--json")
    error = told(done)["error"]
    assert (done.exit_code, done.stderr) == (2, "")
    assert error["kind"] == "SourceError"
    assert any("deals.csv" in problem for problem in error["problems"])
    assert told(revops("check", "-w", tmp_path / "nowhere", "--json"))["ok"] is False


def test_a_changed_suite_is_not_compared(revops: Call, small: Path) -> None:
    revops("check", "-w", small)
    suite = small / "expectations" / "leads.json"
    suite.write_text(suite.read_text("utf-8").replace('"email"', '"phone"'), "utf-8")
    change(small, "contacts.csv", "+56 2 2345 0101", "")
    document = told(revops("check", "-w", small, "--json"))
    assert by_name(document)["leads.email_present"]["compared"] == "not the same check"
    assert document["since_last_load"]["n_checks_not_compared"] == 1


def test_the_fix_list_names_rows_and_not_people(revops: Call, small: Path, tmp_path: Path) -> None:
    out = tmp_path / "fix.xlsx"
    done = revops("check", "-w", small, "--fix-list", out)
    assert done.stdout.splitlines()[-1] == f"wrote {out}"
    before = out.read_bytes()
    book = openpyxl.load_workbook(out)
    rows = {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book}
    assert [row[3] for row in rows["Marketing"]] == ["102", "105"]
    assert [row[3] for row in rows["Sales"]] == ["902"]
    assert rows["Both teams"] == []
    assert "ana@" not in str(rows)
    listed = told(revops("check", "-w", small, "--json", "--fix-list", out))["fix_list"]
    assert listed == [str(out)]
    assert out.read_bytes() == before


def test_a_fix_list_of_another_kind_is_refused_before_anything_is_read(
    revops: Call, small: Path
) -> None:
    done = revops("check", "-w", small, "--fix-list", "fix.pdf")
    assert done.exit_code == 2
    assert "ends in .xlsx or .csv" in done.stderr
    assert not (small / ".revops").exists()


def test_rows_in_are_rows_checked_and_rows_set_aside(revops: Call, small: Path) -> None:
    from revops.report.prepare import last_check
    from revops.report.quarantine import n_set_aside
    from revops.workspace import open_workspace

    change(small, "deals.csv", "903,Cumbre", "904,Cumbre")
    revops("check", "-w", small)
    snapshot, checked = last_check(open_workspace(small))
    n_aside = n_set_aside(checked.quarantined)
    assert n_aside["opportunities"] == len(aside(small))
    for table, frame in snapshot.tables.items():
        assert frame.height == checked.tables[table].height + n_aside.get(table, 0)


def test_a_check_that_was_made_before_loads_no_engine_and_no_charts(small: Path) -> None:
    heavy = {"great_expectations", "altair", "papermill", "nbconvert", "great_tables", "pandas"}
    code = (
        "import sys; from pathlib import Path; from revops.cli import main\n"
        "from revops.workspace import workspace; workspace.packed = lambda kind: Path('nothing')\n"
        "try: main(['check', '-w', sys.argv[1]])\n"
        f"except SystemExit: print(sorted({heavy!r} & sys.modules.keys()))"
    )
    run = [sys.executable, "-c", code, str(small)]
    first, second = (
        subprocess.run(run, capture_output=True, text=True, check=True) for _ in range(2)
    )
    assert "great_expectations" in first.stdout.splitlines()[-1]
    assert second.stdout.splitlines()[-1] == "[]"


def test_what_a_load_leaves_behind_is_small(revops: Call, small: Path) -> None:
    revops("check", "-w", small)
    revops("check", "-w", small)
    (kept,) = (small / ".revops" / "trend").iterdir()
    assert pl.read_parquet(kept)["records"].list.len().sum() >= 3
    assert kept.stat().st_size < 60_000

"""Bad input, through the door: the message says the fact, the place, and what to do.

A notebook that raises is in test_run_failures.py.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

Call = Callable[..., Any]


def refused(revops: Call, cast: Path, *command: str) -> str:
    """Run a command that is refused as wrong input, with one message and no trace."""
    done = revops(*(command or ("load",)), "--workspace", cast)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith("revops: ")
    assert "Traceback" not in done.stderr
    return str(done.stderr)


def change(cast: Path, name: str, before: str, after: str) -> None:
    text = (cast / name).read_text("utf-8")
    assert before in text
    (cast / name).write_text(text.replace(before, after, 1), "utf-8")


def test_a_missing_file(cast: Path, revops: Call) -> None:
    (cast / "deals.csv").unlink()
    assert refused(revops, cast) == (
        "revops: the exports have a problem:\n"
        "  - export 2 (hubspot.deals), deals.csv: there is no such file. "
        "Put it there, or correct `path` in revops.toml.\n"
    )


def test_an_empty_file(cast: Path, revops: Call) -> None:
    (cast / "deals.csv").write_bytes(b"")
    said = refused(revops, cast)
    assert "export 2 (hubspot.deals), deals.csv: the file is empty. Export it again." in said


def test_a_header_without_the_key(cast: Path, revops: Call) -> None:
    change(cast, "contacts.csv", "Record ID,", "Recrd ID,")
    said = refused(revops, cast)
    assert "export 1 (hubspot.contacts), contacts.csv: no header for lead_id of leads" in said
    assert "Row 1 has: 'Recrd ID', " in said
    assert "Did you mean 'Recrd ID'? Name it in revops.toml: columns = { lead_id = " in said


def test_an_unknown_encoding(cast: Path, revops: Call) -> None:
    (cast / "contacts.csv").write_bytes("Record ID,First Name\n101,Привет\n".encode("cp1251"))
    said = refused(revops, cast)
    assert "contacts.csv: the encoding is unknown (not UTF-8, and line 2 " in said
    assert 'Set `encoding = "..."` for it in revops.toml, or save it again as UTF-8.' in said


def test_a_workbook_with_two_sheets(cast: Path, revops: Call) -> None:
    with xlsxwriter.Workbook(str(cast / "deals.xlsx")) as book:
        for name in ("Deals", "Notes"):
            book.add_worksheet(name).write_row(0, 0, ["Record ID", "Amount"])
    change(cast, "revops.toml", "deals.csv", "deals.xlsx")
    said = refused(revops, cast)
    assert "deals.xlsx: the workbook has 2 sheets: 'Deals', 'Notes'." in said
    assert 'Say which one, such as `sheet = "Deals"`, in revops.toml.' in said


def test_a_row_with_too_many_cells_is_set_aside(cast: Path, revops: Call) -> None:
    change(cast, "contacts.csv", "Email,Aurora,501,", "Email,Aurora,501,,one more")
    done = revops("load", "--workspace", cast)
    assert done.exit_code == 0
    assert "Set aside: 1. Mend them where the export comes from, then load again:" in done.stdout
    said = "  contacts.csv row 3: a row of leads: the row has more cells than the header"
    assert said in done.stdout.splitlines()
    assert "leads                        5 rows" in done.stdout.splitlines()


def test_a_number_that_is_no_number_is_set_aside(cast: Path, revops: Call) -> None:
    change(cast, "deals.csv", ",900,", ",9OO,")
    done = revops("load", "--workspace", cast)
    assert done.exit_code == 0
    assert "  deals.csv row 2: opportunities.amount: not a number" in done.stdout.splitlines()
    assert "opportunities                5 rows" in done.stdout.splitlines()


def test_one_reason_of_one_column_is_told_once(cast: Path, revops: Call) -> None:
    rows = [f"9{n:03},Aurora,Proposal,Sales Pipeline,x,2026-05-01 09:00,,," for n in range(25)]
    with (cast / "deals.csv").open("a", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")
    said = revops("load", "--workspace", cast).stdout
    assert said.count("not a number") == 1
    assert re.search(r"^  deals.csv row \d+ and 24 more: opportunities.amount: not", said, re.M)


def test_an_unknown_setting(cast: Path, revops: Call) -> None:
    change(cast, "revops.toml", "currency", "curency")
    change(cast, "revops.toml", "as_of = 2026-06-30", "as_of = 'soon'")
    said = refused(revops, cast)
    assert said.startswith("revops: revops.toml has 3 problems:\n")
    assert "  - currency: is required and missing" in said
    assert "  - curency: unknown key. Did you mean 'currency'? Known here: as_of, com" in said
    assert "  - as_of: " in said


def test_an_unknown_setting_of_an_export(cast: Path, revops: Call) -> None:
    change(cast, "revops.toml", 'path = "deals.csv"', 'path = "deals.csv", encodng = "utf-8"')
    said = refused(revops, cast)
    assert "exports[2].encodng: unknown key. Did you mean 'encoding'?" in said


def test_a_word_that_the_agreement_does_not_know(cast: Path, revops: Call) -> None:
    change(cast, "agreement/stages.csv", "6,lost", "six,loss")
    said = refused(revops, cast)
    assert "agreement/stages.csv row 12: status is 'loss'; use one of: (blank), open, won" in said
    assert "agreement/stages.csv row 12: position is no whole number" in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("lookback_day=90", "there is no parameter 'lookback_day'. Did you mean 'lookback_days'?"),
        ("lookback_days=soon", "lookback_days is 'soon', but it takes a whole number such as 90"),
        ("lookback_days", "-p takes name=value; given: lookback_days"),
        ("as_of=2026-01-01", "as_of is the same for all that a run makes: give it with --as-of"),
    ],
)
def test_a_parameter_that_does_not_fit(cast: Path, revops: Call, given: str, said: str) -> None:
    assert said in refused(revops, cast, "report", "attribution", "-p", given)


def test_a_parameter_that_no_notebook_takes(cast: Path, revops: Call) -> None:
    said = refused(revops, cast, "run", "-p", "lookback_day=90", "-p", "modle=last")
    assert "no notebook takes the parameter 'lookback_day'. Did you mean 'lookback_days'?" in said
    assert "no notebook takes the parameter 'modle'. Did you mean 'model'?" in said


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (
            "[reports.parameters.atribution]\nmodel = 'last'",
            "revops.toml, reports.parameters.atribution: there is no such report. "
            "Did you mean 'attribution'?",
        ),
        (
            "[reports.parameters.attribution]\nmodle = 'last'",
            "there is no parameter 'modle'. Did you mean 'model'?",
        ),
        ("[reports]\nnotebooks = ['funel']", "no report named 'funel'. Did you mean 'funnel'?"),
    ],
)
def test_a_report_or_parameter_in_the_settings_that_is_none(
    cast: Path, revops: Call, block: str, said: str
) -> None:
    with (cast / "revops.toml").open("a", encoding="utf-8") as file:
        file.write(block)
    assert said in refused(revops, cast, "run")


def test_an_unknown_report(cast: Path, revops: Call) -> None:
    said = refused(revops, cast, "report", "atribution")
    assert "there is no report named 'atribution'. Did you mean 'attribution'?" in said


def test_a_day_or_language_that_is_none(cast: Path, revops: Call) -> None:
    assert "write a day such as 2026-06-30" in refused(revops, cast, "run", "--as-of", "30/6/2026")
    said = refused(revops, cast, "run", "--language", "fr")
    assert said == "revops: there is no language named 'fr'. Known: en, es.\n"


def test_all_problems_of_all_exports_are_told_at_once(cast: Path, revops: Call) -> None:
    (cast / "contacts.csv").write_bytes(b"")
    (cast / "deals.csv").unlink()
    (cast / "touches.csv").write_bytes("touchpoint_id,url\nt1,Привет\n".encode("cp1251"))
    said = refused(revops, cast)
    assert said.startswith("revops: the exports have 3 problems:\n")
    for place in ("export 1 (hubspot.contacts), contacts.csv", "export 2", "export 3 (utm.touch"):
        assert f"  - {place}" in said
    assert not (cast / ".revops" / "current").exists()


def test_a_load_that_fails_leaves_the_last_good_one(cast: Path, revops: Call) -> None:
    good = revops("load", "--workspace", cast).stdout.split()[-1]
    (cast / "deals.csv").write_bytes(b"")
    refused(revops, cast)
    assert (cast / ".revops" / "current").read_text("utf-8") == good

"""The command line: help that answers at once, exit codes, and few words in a pipe."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from revops.cli import main

ROOT = Path(__file__).parents[1]
COMMANDS = {
    "check",
    "decide",
    "deliver",
    "explain",
    "feedback",
    "forget",
    "lab",
    "list",
    "load",
    "new",
    "report",
    "run",
    "runs",
    "sample",
    "schedule",
    "serve",
    "template",
    "topics",
    "watch",
}
HEAVY = {"polars", "altair", "great_expectations", "pandas", "papermill", "nbconvert", "pydantic"}
Call = Callable[..., Any]


def test_the_commands_are_those_of_the_readme() -> None:
    assert set(main.commands) == COMMANDS


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_says_what_it_does_and_so_does_each_option(revops: Call, name: str) -> None:
    shown = revops(name, "--help")
    assert shown.exit_code == 0
    said = [line.strip() for line in shown.stdout.splitlines() if line.strip()]
    assert re.match(rf"Usage: \S+ {name} ", said[0])
    assert re.match(r"[A-Z].*[.;]", said[1])
    for option in main.commands[name].params:
        assert isinstance(option, click.Argument) or getattr(option, "help", ""), option.name


def test_help_loads_nothing_heavy() -> None:
    asked = "import sys; from revops.cli import main; main(['--help'], standalone_mode=False)"
    told = f"{asked}; print(sorted({HEAVY!r} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "[]"
    assert "Usage: " in done.stdout


def test_an_unknown_command_or_option_is_wrong_usage(revops: Call, cast: Path) -> None:
    assert revops("ran").exit_code == 2
    assert revops("run", "--workspce", cast).exit_code == 2


def test_without_a_workspace_it_says_where_it_looked(
    revops: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REVOPS_WORKSPACE", raising=False)
    done = revops("run")
    assert done.exit_code == 2
    assert f"no revops.toml in {tmp_path} or above it" in done.stderr
    assert "revops new DIR" in done.stderr
    done = revops("run", "--workspace", tmp_path / "nowhere")
    assert done.exit_code == 2
    assert "there is no file" in done.stderr


def test_a_new_workspace_says_what_it_still_needs(revops: Call, tmp_path: Path) -> None:
    place = tmp_path / "ours"
    made = revops("new", place)
    assert made.exit_code == 0
    written = {Path(line).relative_to(place).as_posix() for line in made.stdout.splitlines()}
    assert {"revops.toml", "agreement/stages.csv", "agreement/channels.csv"} <= written
    assert all((place / name).is_file() for name in written)
    done = revops("run", "--workspace", place)
    assert done.exit_code == 2
    assert "this workspace names no export" in done.stderr
    assert "revops list sources" in done.stderr


def test_a_new_workspace_never_overwrites_one(revops: Call, cast: Path) -> None:
    before = (cast / "revops.toml").read_bytes()
    done = revops("new", cast)
    assert done.exit_code == 2
    assert "is there already, and nothing was changed" in done.stderr
    assert (cast / "revops.toml").read_bytes() == before


def loads_of(revops: Call, place: Path) -> list[str]:
    told = revops("list", "loads", "--workspace", place).stdout.splitlines()
    return [line.split()[0] for line in told]


def test_loading_the_same_files_twice_makes_nothing_new(revops: Call, cast: Path) -> None:
    state = cast / ".revops"
    first = revops("load", "--workspace", cast)
    assert re.search(r"^leads +6 rows$", first.stdout, re.MULTILINE)
    before = {path: path.stat().st_mtime_ns for path in sorted(state.rglob("*.parquet"))}
    again = revops("load", "--workspace", cast)
    assert again.stdout == first.stdout
    assert {path: path.stat().st_mtime_ns for path in sorted(state.rglob("*.parquet"))} == before
    name = first.stdout.split()[-1]
    assert loads_of(revops, cast) == [name]
    with (cast / "deals.csv").open("a", encoding="utf-8") as file:
        file.write("906,Eco,Proposal,Sales Pipeline,10,2026-05-01 09:00,,106,504\n")
    newer = revops("load", "--workspace", cast).stdout.split()[-1]
    assert loads_of(revops, cast) == [name, newer]


LISTED = {
    "reports": "time_to_close",
    "tables": "stage_history",
    "sources": "hubspot.deals",
    "models": "position_based",
    "metrics": "win_rate",
}


@pytest.mark.parametrize(("what", "name"), LISTED.items())
def test_a_list_has_a_line_for_each_with_what_it_is(
    revops: Call, cast: Path, what: str, name: str
) -> None:
    lines = revops("list", what, "--workspace", cast).stdout.splitlines()
    (line,) = [line for line in lines if line.split()[0] == name]
    assert len(line.split()) > 2
    assert len({line.split()[0] for line in lines}) == len(lines)


def test_suggestions_are_listed_as_same_csv_wants_them(revops: Call, cast: Path) -> None:
    assert revops("list", "suggestions", "--workspace", cast).stdout == ""
    with (cast / "contacts.csv").open("a", encoding="utf-8") as file:
        file.write("199,Ana,Araya,a2@aurora.example,,2026-01-12 09:00,,Aurora,501,\n")
    told = revops("load", "--workspace", cast).stdout
    assert "1 pair of records may be one: revops list suggestions names them" in told
    (line,) = revops("list", "suggestions", "--workspace", cast).stdout.splitlines()
    assert line.startswith("leads,101,199  ")
    assert "alike: " in line


def test_an_unknown_list_is_refused_with_the_nearest(revops: Call, cast: Path) -> None:
    done = revops("list", "metric", "--workspace", cast)
    assert done.exit_code == 2
    assert "no list named 'metric'. Did you mean 'metrics'?" in done.stderr


def test_a_report_by_its_name_with_parameters_of_another_day(
    revops: Call, cast: Path, tmp_path: Path
) -> None:
    done = revops(
        *("report", "attribution", "-w", cast, "--as-of", "2026-03-31", "--language", "es"),
        *("--out", tmp_path / "out", "-p", "lookback_days=20", "-p", "model=last"),
    )
    assert done.exit_code == 0, done.stderr
    (folder,) = (tmp_path / "out").glob("2026-W14-es-attribution-with-????????")
    assert done.stdout == f"{folder / 'index.html'}\n"
    assert done.stderr == ""
    told = json.loads((folder / "run.json").read_text("utf-8"))
    (page,) = told["pages"]
    wanted = {"lookback_days": 20, "model": "last", "as_of": "2026-03-31", "language": "es"}
    assert page["parameters"] == wanted
    rows = json.loads((folder / "metrics.json").read_text("utf-8"))
    (won,) = [x for x in rows if x["metric_id"] == "n_won" and x["dimension"] == "all"]
    assert won["value"] == 1  # Aurora; the two others are won in April and May
    credit = [x["params"] for x in rows if x["metric_id"] == "credited_value"]
    assert [x for x in credit if (x["model"], x["lookback_days"]) == ("last", 20)]
    page_text = (folder / "attribution.html").read_text("utf-8")
    assert "180" in page_text.partition('<p class="notice">')[2].partition("</p>")[0]


def test_verbose_tells_each_step_and_shows_traces(revops: Call, cast: Path) -> None:
    (cast / "deals.csv").unlink()
    with pytest.raises(Exception, match="there is no such file"):
        revops("--verbose", "load", "--workspace", cast)
    assert "load" in revops("run", "--verbose", "--workspace", cast).stderr


def test_a_sample_of_any_size_can_be_written(revops: Call, tmp_path: Path) -> None:
    done = revops("sample", "--seed", "3", "--leads", "200", "--out", tmp_path / "made")
    assert done.exit_code == 0
    written = [Path(line) for line in done.stdout.splitlines()]
    assert {path.name for path in written} >= {"hubspot_contacts.csv", "defects.csv", "truth.json"}
    assert all(path.is_file() for path in written)


def test_lab_opens_the_workspace_with_its_own_copies_of_the_notebooks(
    revops: Call, cast: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr("revops.report.lab.register_kernel", lambda: asked.append("kernel"))

    def run(command: list[str], **options: Any) -> "subprocess.CompletedProcess[str]":
        asked.extend((command, options["env"]["REVOPS_WORKSPACE"]))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("revops.report.lab.subprocess.run", run)
    assert revops("lab", "--workspace", cast, "--no-browser").exit_code == 0
    kernel, command, place = asked
    assert kernel == "kernel"
    assert command[1:3] == ["-m", "jupyterlab"]
    assert any(str(cast) in each for each in command)
    assert "--no-browser" in command
    assert place == str(cast)
    copied = {path.name for path in (cast / "notebooks").glob("*.ipynb")}
    assert copied == {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}

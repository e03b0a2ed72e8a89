"""The house: what the folders promise to each other."""

import json
import tomllib
from pathlib import Path

import pytest

from revops.tables import TABLES

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "revops"
NAMED = ("jupyterlab", "polars", "altair", "papermill", "great-expectations")


def conda() -> list[str]:
    lines = (ROOT / "environment.yml").read_text("utf-8").splitlines()
    start = lines.index("dependencies:")
    return [line.strip().removeprefix("- ") for line in lines[start + 1 :]]


def test_conda_and_pip_ask_for_the_same() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for name in NAMED:
        (wanted,) = [each for each in project["dependencies"] if each.startswith(name)]
        assert wanted in conda()
    assert f"python{project['requires-python']}" in conda()
    assert "-e ." in conda()


def test_the_lock_holds_every_dependency_with_hashes_and_no_address() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for each in wanted:
        name = each.split(">")[0].split("=")[0]
        assert f"\n{name}==" in lock, name
    assert "://" not in lock
    assert lock.count("--hash=sha256:") > len(wanted)


def test_suites_and_tables_go_together() -> None:
    suites = {path.stem: json.loads(path.read_text()) for path in ROOT.glob("expectations/*.json")}
    assert set(suites) <= set(TABLES)
    assert {"leads", "accounts", "opportunities", "stage_history", "activities"} <= set(suites)
    assert {"campaigns", "touchpoints", "spend"} <= set(suites)
    assert all(suite["name"] == stem for stem, suite in suites.items())


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.stem)
def test_a_file_holds_one_idea(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 200
    assert path.stem not in {"utils", "helpers"}


def test_no_file_names_a_place_of_one_machine() -> None:
    for path in [*SOURCE.rglob("*.py"), *ROOT.glob("*.md"), *ROOT.glob("*.toml")]:
        assert "/home/" not in path.read_text("utf-8"), path

"""Real exports, where they are found: their facts were counted by others, by other means."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from revops.report.run import run
from revops.workspace import open_workspace

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("REVOPS_REAL_DATA") or ROOT.parent / "shared" / "data")


@pytest.fixture(scope="session")
def real_run(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Run an example as its README says, on a copy of it, once a session."""
    done: dict[str, Path] = {}

    def run_example(name: str, folder: str) -> Path:
        if not (DATA / folder).is_dir():
            pytest.skip(f"the real exports are not here: set REVOPS_REAL_DATA (looked in {DATA})")
        if name not in done:
            os.environ["REVOPS_REAL_DATA"] = str(DATA)
            place = tmp_path_factory.mktemp(name) / name
            shutil.copytree(ROOT / "examples" / name, place, ignore=shutil.ignore_patterns(".*"))
            workspace = open_workspace(place)
            assert workspace.settings.as_of is not None
            finished = run(workspace, as_of=workspace.settings.as_of)
            assert finished.exit_code == 0, finished.messages
            done[name] = finished.index.parent
        return done[name]

    return run_example


class Numbers:
    """The numbers and the run record of a folder of pages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows = json.loads((folder / "metrics.json").read_text("utf-8"))
        self.run = json.loads((folder / "run.json").read_text("utf-8"))

    def row(self, metric_id: str, segment: str = "all", **wanted: Any) -> dict[str, Any]:
        dimension = wanted.pop("dimension", "all" if segment == "all" else "original_source")
        expected = {"metric_id": metric_id, "segment": segment, "dimension": dimension}
        expected |= {"cohort": None, **wanted}
        (found,) = [r for r in self.rows if all(r[k] == v for k, v in expected.items())]
        return found

    def value(self, metric_id: str, segment: str = "all", **wanted: Any) -> float:
        return self.row(metric_id, segment, **wanted)["value"]

    def failed_check(self, text: str) -> dict[str, Any]:
        (found,) = [c for c in self.run["checks"]["failed"] if text in c["description"]]
        return found


@pytest.fixture
def olist(real_run: Any) -> Numbers:
    return Numbers(real_run("olist", "olist"))


@pytest.fixture
def salesforce(real_run: Any) -> Numbers:
    return Numbers(real_run("salesforce", "salesforce-wave"))


@pytest.fixture
def journeys_file() -> Path:
    """The aggregated paths of others."""
    place = DATA / "journeys" / "paths.csv.gz"
    if not place.is_file():
        pytest.skip(f"the aggregated paths are not here: set REVOPS_REAL_DATA (looked in {DATA})")
    return place

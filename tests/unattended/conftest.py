"""Small workspaces whose runs are killed, starved of disk, or made many times over."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import CAST, ROOT, SETTINGS

WEEK = "2026-W27"
OPEN = """from revops import metrics
from revops.report import open_page
page = open_page(workspace, as_of=as_of, language=language)"""
CELLS = {
    "first": "page.metric(metrics.n_leads)",
    "second": 'page.table(page.tables["leads"], title="Everyone")',
}


class Zygote:
    """Give orders to the warm process."""

    def __init__(self) -> None:
        script = Path(__file__).with_name("zygote.py")
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            [sys.executable, script], stdin=-1, stdout=-1, text=True, env=environment
        )

    def __call__(self, root: Path, **order: Any) -> dict[str, Any]:
        """Make one run; give how it ended and what it said."""
        says = root.parent / f"{root.name}.txt"
        order = {"root": str(root), "says": str(says), **order}
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        told: dict[str, Any] = json.loads(self.process.stdout.readline())
        return {**told, "said": says.read_text("utf-8")}

    def close(self) -> None:
        """End it: there are no more orders."""
        self.process.communicate()


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    if not hasattr(os, "fork"):
        pytest.skip("needs fork")
    made = Zygote()
    yield made
    made.close()


@pytest.fixture(scope="session")
def small(add_notebook: Callable[..., Path]) -> Callable[[Path], Path]:
    """Write a workspace of the cast with two quick notebooks."""

    def write(folder: Path) -> Path:
        shutil.copytree(ROOT / "agreement", folder / "agreement")
        for name, text in CAST.items():
            (folder / f"{name}.csv").write_text(text, "utf-8")
        for name, cell in CELLS.items():
            add_notebook(folder, name, OPEN, cell)
        chosen = f"[reports]\nnotebooks = {json.dumps([*CELLS])}\n"
        (folder / "revops.toml").write_text(f"{SETTINGS}\n{chosen}", "utf-8")
        return folder

    return write


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Give all files of a folder of pages; of run.json all but how long it took."""
    found = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    record = json.loads(found["run.json"])
    del record["seconds"]
    return found | {"run.json": json.dumps(record).encode()}

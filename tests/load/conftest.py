"""A workspace of dated exports, written and loaded."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from revops.store import Snapshot
from revops.workspace import Workspace, open_workspace

Write = Callable[..., Workspace]


@pytest.fixture
def dated(tmp_path: Path) -> Write:
    """Write files and the export blocks that name them, and open the workspace."""

    def write(files: dict[str, str], *exports: str, **settings: str) -> Workspace:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        told = {"company": "Faro", "currency": "USD", "zone": "America/Santiago", **settings}
        keys = [f'{key} = "{value}"' for key, value in told.items()]
        blocks = [f"[[exports]]\n{block}" for block in exports]
        (tmp_path / "revops.toml").write_text("\n".join([*keys, *blocks]) + "\n", "utf-8")
        (tmp_path / "agreement").mkdir(exist_ok=True)
        return open_workspace(tmp_path)

    return write


@pytest.fixture
def adds_up() -> Callable[[Snapshot], None]:
    """Read rows less every step are the rows of the table."""
    sign = pl.when(pl.col("step") == "read").then(1).otherwise(-1)

    def prove(snapshot: Snapshot) -> None:
        left = snapshot.ledger.group_by("table").agg((sign * pl.col("n_rows")).sum()).rows()
        held = {name: frame.height for name, frame in snapshot.tables.items()}
        assert {name: n for name, n in left if n} == {name: n for name, n in held.items() if n}
        assert (snapshot.ledger["n_rows"] >= 0).all()

    return prove

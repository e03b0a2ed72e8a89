"""The page for the engine's users says what is so, and the package stands on its own."""

import re
from pathlib import Path
from typing import Any

from tests.checks.gx_polars.test_equality import DIFFERENCES

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "gx_polars.md").read_text("utf-8")


def test_the_first_example_runs(great: Any) -> None:
    (example, *_) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    told: dict[str, Any] = {}
    exec(compile(example, "page", "exec"), told)
    assert [place.to_list() for place in told["places"]] == [[1, 2], [1]]
    assert not told["result"].success


def test_every_difference_is_told() -> None:
    assert [reason for reason in set(DIFFERENCES.values()) if reason not in PAGE] == []


def test_the_engine_imports_nothing_else_of_the_package() -> None:
    files = list((ROOT / "src" / "revops" / "checks" / "gx_polars").rglob("*.py"))
    named = {
        name
        for path in files
        for name in re.findall(r"^\s*(?:from|import) (revops[\w.]*)", path.read_text("utf-8"), re.M)
    }
    assert len(files) > 30
    assert {name for name in named if not name.startswith("revops.checks.gx_polars")} == set()

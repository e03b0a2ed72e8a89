"""Three lines give a chart in JupyterLab: those that the documents print, run as they stand."""

import re
from pathlib import Path
from typing import Any

import pytest

METHODS = Path(__file__).parents[2] / "docs" / "methods.md"


def lines() -> str:
    """Give the only Python of the section on credit."""
    section = METHODS.read_text("utf-8").split("\n## Credit\n")[1].split("\n## ")[0]
    (code,) = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    return str(code)


def test_there_are_three_after_the_import() -> None:
    first, blank, *rest = lines().splitlines()
    assert first.startswith("from revops import attribution")
    assert (blank, len(rest)) == ("", 3)


def test_the_lines_of_the_documents_show_a_chart(
    cast: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr("revops.report.page.show_bundle", shown.append)
    monkeypatch.chdir(cast)
    found: dict[str, Any] = {}
    exec(compile(lines(), str(METHODS), "exec"), found)  # our own document
    (chart,) = shown
    assert any("vega" in kind for kind in chart)
    assert set(found["credit"]["model"]) >= {"first", "linear", "time_decay"}
    assert "markov" not in set(found["credit"]["model"])  # too few journeys, and the page says so

    decayed = found["page"].metric(
        found["metrics"].credited_value, model="time_decay", half_life_days=14, target="won"
    )
    assert '"half_life_days": 14' in decayed["params"][0]

"""The audit of the lock: what is known to be bad fails, and what was not asked is said."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

FINE = {"name": "polars", "version": "2.1", "vulns": []}
BAD = {"name": "toy", "version": "1.0", "vulns": [{"id": "PYSEC-1"}]}
UNKNOWN = {"name": "other", "skip_reason": "not found"}


@pytest.fixture
def audit() -> ModuleType:
    path = Path(__file__).parents[1] / ".ci/audit.py"
    spec = importlib.util.spec_from_file_location("audit", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("found", "must", "code", "told"),
    [
        ([FINE], "", 0, "1 locked packages: no vulnerability is known"),
        ([FINE, BAD], "", 1, "toy 1.0: PYSEC-1"),
        ([UNKNOWN, BAD], "", 1, "1 of 2 locked packages have known vulnerabilities"),
        ([FINE, UNKNOWN], "", 0, "NOT AUDITED: it knows nothing of 1 of 2 packages"),
        ([FINE, UNKNOWN], "must", 1, "NOT AUDITED"),
        ([], "must", 1, "NOT AUDITED"),
    ],
)
def test_what_is_found_is_judged(audit, found, must, code, told, monkeypatch, capsys) -> None:
    monkeypatch.setenv("AUDIT", must)
    assert audit.judged(found) == code
    assert told in capsys.readouterr().err


def test_the_workflow_must_be_able_to_ask() -> None:
    workflow = (Path(__file__).parents[1] / ".github/workflows/ci.yml").read_text("utf-8")
    assert "AUDIT: must" in workflow
    run = (Path(__file__).parents[1] / ".ci/run").read_text("utf-8")
    assert "bandit" in run
    assert ".ci/audit.py" in run

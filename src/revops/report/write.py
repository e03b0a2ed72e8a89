"""The files of a run that programmes read: metrics.parquet, metrics.json and run.json.

Metrics are the same bytes for the same inputs, settings and as-of day; in run.json all but the
seconds is.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl

from revops.report.results import PageResult, Results
from revops.report.said import bottom_lines
from revops.text import Text, load

_VERSIONS = ("revops", "polars", "altair", "papermill", "great-expectations", "nbconvert")


def _plain(value: Any) -> Any:
    """Write what JSON has no form for."""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _json(path: Path, content: Any) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, default=_plain, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def write_metrics(folder: Path, published: pl.DataFrame) -> None:
    """Write every number, one row each; `params` is text in Parquet and an object in JSON."""
    published.write_parquet(folder / "metrics.parquet")
    rows = [{**row, "params": json.loads(row["params"])} for row in published.to_dicts()]
    _json(folder / "metrics.json", rows)


def _page(page: PageResult, words: Text) -> dict[str, Any]:
    """Tell how one notebook ran."""
    title, question = page.notebook.translated(words)
    error = page.executed.error
    told = {"cell": error.cell, "error": error.name, "message": error.message} if error else None
    return {
        "name": page.notebook.name,
        "title": title,
        "question": question,
        "state": "failed" if error else "ok",
        "failure": told,
        "said": bottom_lines(page.executed),
        "parameters": {k: v for k, v in page.parameters.items() if k != "workspace"},
    }


def _checks(results: Results) -> dict[str, Any]:
    """Tell what failed, and what it stops."""
    found = results.evidence.checked.results
    return {
        "n_checks": found.height,
        "failed": results.evidence.failed_checks().to_dicts(),
        "set_aside": results.evidence.set_aside().to_dicts(),
        "blocked": dict(results.blocked),
    }


def write_run(folder: Path, results: Results, seconds: Mapping[str, float]) -> None:
    """Write what the run was made from, what it found, and how long each step took."""
    evidence, settings = results.evidence, results.workspace.settings
    words = load(results.language)
    _json(
        folder / "run.json",
        {
            "company": settings.company,
            "as_of": results.as_of,
            "language": results.language,
            "currency": settings.currency,
            "zone": settings.zone,
            "snapshot": evidence.snapshot.name,
            "inputs": evidence.snapshot.files.to_dicts(),
            "tables": evidence.ages().to_dicts(),
            "sources": evidence.source_ages().to_dicts(),
            "oldest": evidence.oldest_age(),
            "merges": evidence.merges().to_dicts(),
            "checks": _checks(results),
            "unavailable": {name: str(why) for name, why in results.unavailable.items()},
            "pages": [_page(page, words) for page in results.pages],
            "n_numbers": results.published.height,
            "versions": {name: version(name) for name in _VERSIONS},
            "seconds": {
                **seconds,
                "by_notebook": {
                    p.notebook.name: round(p.executed.seconds, 3) for p in results.pages
                },
            },
        },
    )

"""Finished pages that name a person: each is replaced by one that says how to make it anew.

Numbers in `metrics.parquet` are of many people and stay; a row that names the person goes.
"""

import json
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from revops import text
from revops.forgetting.kept import replace_bytes, rewritten
from revops.forgetting.words import Words
from revops.report.scripts import policy
from revops.text import N_

_FRONT = ("index.html", "runs.html")
TITLE = N_("This page was taken away")
WHY = N_(
    "It named a person who was erased on request. Its numbers are of before; make the page anew:"
)


def folders(reports: Sequence[Path]) -> list[Path]:
    """List the folders of runs, those that a killed run left half done, too."""
    found = (path.parent for folder in reports for path in folder.rglob("run.json"))
    half = (path for folder in reports for path in folder.glob(".*.building-*"))
    before = (path for folder in reports for path in folder.glob(".*.before-*"))
    return sorted({*found, *half, *before})


def files(reports: Sequence[Path]) -> Iterator[Path]:
    """List the files of finished runs, and of the pages in front of them."""
    for folder in folders(reports):
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file())
    for folder in reports:
        yield from (folder / name for name in _FRONT if (folder / name).is_file())


def is_page(path: Path) -> bool:
    """Say whether a file is a page of one run, which can be made anew."""
    return path.suffix == ".html" and path.name not in _FRONT


def without(path: Path, words: Words) -> str:
    """Take a person out of one file of a run; say whether it was `rewritten` or `removed`."""
    if not is_page(path):
        return rewritten(path, words)
    replace_bytes(path, _instead(path, words).encode())
    return "removed"


def _instead(page: Path, words: Words) -> str:
    """Write the page that stands in the place of another."""
    run = _run_of(page.parent)
    told = text.load(run.get("language") or "en")
    command = words.out_of(_command(page, run))
    return _HTML.format(
        language=told.language,
        policy=policy([]),
        title=escape(told(TITLE)),
        why=escape(told(WHY)),
        command=escape(command),
        index=escape(told(N_("All reports"))),
    )


def _run_of(folder: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((folder / "run.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _command(page: Path, run: dict[str, str]) -> str:
    """Say which command makes a page anew, from the load that it was made of."""
    day = f" --as-of {run['as_of']}" if run.get("as_of") else ""
    load = f" --load {run['snapshot']}" if run.get("snapshot") else ""
    language = f" --language {run['language']}" if run.get("language") else ""
    return f"revops report {page.stem}{day}{load}{language}"


_HTML = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="robots" content="noindex">
<title>{title}</title>
</head>
<body>
<h1>{title}</h1>
<p>{why}</p>
<pre>{command}</pre>
<p><a href="index.html">{index}</a></p>
</body>
</html>
"""

"""The process of one run that a form asked for: `python -m revops.serving.one_run`.

It reads what is wanted from its input, and says each step and at last the outcome, a line of
JSON each. What libraries print goes to the error stream instead.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from revops.errors import RevopsError

Tell = Callable[[Mapping[str, Any]], None]


def main() -> None:
    """Carry out what the input asks for."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as out:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        wanted = json.loads(sys.stdin.read())
        _carry_out(wanted, lambda line: _write(out, line))


def _write(out: TextIO, line: Mapping[str, Any]) -> None:
    """Say a line; a server that is gone does not end the run."""
    with suppress(OSError):
        out.write(json.dumps(line) + "\n")
        out.flush()


def _carry_out(wanted: Mapping[str, Any], tell: Tell) -> None:
    try:
        outcome = _outcome(wanted, tell)
    except RevopsError as error:
        told = {"exit_code": error.exit_code, "messages": [str(error)]}
        outcome = {**told, "page": "", "is_busy": False}
    tell(outcome)


def _outcome(wanted: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
    """Run it as any other run, and say where its page is."""
    from revops.runs.carry_out import carry_out
    from revops.runs.request import Request
    from revops.workspace import open_workspace

    workspace = open_workspace(wanted["root"])
    request = Request(
        as_of=date.fromisoformat(wanted["as_of"]),
        languages=(wanted["language"],),
        reports=(wanted["report"],),
        given=wanted["given"],
        trigger="serve",
    )
    done = carry_out(workspace, request, say=lambda step: tell({"step": step}))
    return {
        "exit_code": done.exit_code,
        "page": _page(workspace.reports, done.indexes, wanted["report"]),
        "messages": [str(message) for message in done.messages],
        "is_busy": done.is_passing,
    }


def _page(reports: Path, indexes: tuple[Path, ...], report: str) -> str:
    """Give the page's place inside the reports folder; empty where none was made."""
    for index in indexes:
        page = index.with_name(f"{report}.html")
        if page.is_file():
            return page.resolve().relative_to(reports.resolve()).as_posix()
    return ""


if __name__ == "__main__":
    main()

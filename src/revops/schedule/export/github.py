"""Workflows for GitHub Actions: a file for each job."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from revops.errors import RevopsError
from revops.schedule.export.entry import Entry, offsets
from revops.schedule.export.utc import lines
from revops.schedule.jobs import Timed
from revops.workspace import Workspace
from revops.workspace.cron import parsed

_WORKFLOW = """\
# Into .github/workflows of a private repository that holds revops and the workspace.
# The job {name}: {cron} in {zone}. GitHub reads cron in UTC{twice}, begins late when it is
# busy, and stops after sixty days without a commit. Nothing is kept between runs, so there is no
# history and no schedule check; the pages are the artifact, which whoever reads the repository can
# open.
name: {title}
on:
  schedule:
{crons}
  workflow_dispatch:
permissions:
  contents: read
concurrency:
  group: revops
  cancel-in-progress: false
jobs:
{due}  report:
{needs}    runs-on: ubuntu-latest
    env:
      JOB: {job}
      WORKSPACE: {workspace}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: make setup
      - run: .venv/bin/python -P -m revops schedule once "$JOB" --workspace "$WORKSPACE"
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: {title}
          path: {reports}
"""
_DUE = """\
  due:
    runs-on: ubuntu-latest
    outputs:
      is_due: ${{{{ steps.clock.outputs.is_due }}}}
    steps:
      - id: clock
        env:
          LINE: ${{{{ github.event.schedule }}}}
          TZ: {zone}
        run: |
          case "$(date +%z) $LINE" in
            {cases}) is_due=yes ;;
            *) is_due=no ;;
          esac
          echo "is_due=$is_due" >> "$GITHUB_OUTPUT"
"""
_NEEDS = """\
    needs: due
    if: needs.due.outputs.is_due == 'yes'
"""


def entries(workspace: Workspace, jobs: Sequence[Timed], now: datetime) -> list[Entry]:
    """Give one file a job; in a zone with summer time it has lines for both and asks which counts.

    A run by hand carries no line, and is always made.
    """
    return [Entry(f"revops-{each.name}.yml", _workflow(workspace, each, now)) for each in jobs]


def _workflow(workspace: Workspace, each: Timed, now: datetime) -> str:
    cron, place = parsed(each.job.cron), _place(workspace.root)
    by_offset = {offset: lines(cron, offset) for offset in offsets(each, now)}
    crons = dict.fromkeys(line for found in by_offset.values() for line in found)
    has_two = len(by_offset) > 1
    cases = "|".join(
        ['"$(date +%z) "', *(f'"{_told(o)} {line}"' for o in by_offset for line in by_offset[o])]
    )
    return _WORKFLOW.format(
        name=each.name,
        cron=each.job.cron,
        zone=each.zone,
        twice="\n# (one line for summer and one for winter time; the one that counts runs)"
        if has_two
        else "",
        title=json.dumps(f"revops {each.name}"),
        crons="\n".join(f"    - cron: {json.dumps(line)}" for line in crons),
        due=_DUE.format(zone=json.dumps(each.zone), cases=cases) if has_two else "",
        needs=_NEEDS if has_two else "",
        job=json.dumps(each.name),
        workspace=json.dumps(place),
        reports=json.dumps(f"{place}/{workspace.settings.reports.folder}"),
    )


def _told(offset: timedelta) -> str:
    """Write a distance from UTC as `date +%z` does.

    >>> _told(timedelta(hours=-3, minutes=-30)), _told(timedelta(hours=5))
    ('-0330', '+0500')
    """
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _place(root: Path) -> str:
    """Name a workspace inside its repository."""
    top = next((each for each in (root, *root.parents) if (each / ".git").exists()), root.parent)
    place = root.relative_to(top).as_posix()
    if "${{" in place or not place.isprintable():
        raise RevopsError(f"GitHub would not take the folder's name {place!r}. Give it another")
    return place

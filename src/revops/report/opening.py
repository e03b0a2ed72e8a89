"""Open a page: what a notebook calls first."""

import os
from datetime import date

from revops import text
from revops.report.chart_output import RENDER
from revops.report.evidence import Evidence
from revops.report.inputs import Inputs
from revops.report.numbers import Numbers
from revops.report.page import Page
from revops.report.prepare import last_check, last_day, prepare
from revops.report.reviewed_week import refuse_contradiction, reviewed_week
from revops.workspace import open_workspace


def open_page(
    workspace: str = "", *, as_of: str = "", language: str = "", week: str | None = None
) -> Page:
    """Open a page: on the nearest workspace, its as-of day and its language unless given.

    The page of a `week`, such as 2026-W26, stands on its Sunday; "" and "last" are the last whole
    week by the as-of day.
    """
    place = open_workspace(workspace)
    settings = place.settings
    day = date.fromisoformat(as_of) if as_of else last_day(place)
    in_run = os.environ.get(RENDER) == "1"
    asked = None if week is None else reviewed_week(week, as_of=day)
    if not in_run:
        refuse_contradiction(week or "", as_of)
    snapshot, checked = last_check(place) if in_run else prepare(place, as_of=day)
    day = asked.known_on if asked else day
    inputs = Inputs(checked.tables, place.agreement, as_of=day, zone=settings.zone)
    numbers = Numbers(inputs, checked, settings.currency)
    words = text.load(language or settings.language)
    evidence = Evidence(snapshot, checked, day, settings.zone, place.state)
    page = Page(place, numbers, evidence, words)
    if asked:
        page.look_at(asked)
    return page

"""Write down what sales heard: one remark, added to `agreement/feedback.csv`."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time

import polars as pl

from revops.errors import Problems, nearest
from revops.load.typed import Values, write_row
from revops.report.numbers import Numbers
from revops.workspace import Workspace
from revops.workspace.appended import Row

KINDS = ("objection", "insight", "request", "rejection", "disqualification")
#: What is typed, the column it goes into, and where its ids are found.
_IDS = {
    "user": ("user_id", (("users", "user_id"),)),
    "lead": ("lead_id", (("leads", "lead_id"),)),
    "deal": ("opportunity_id", (("opportunities", "opportunity_id"),)),
    "answered_by": ("answered_by", (("content", "content_id"), ("campaigns", "campaign_id"))),
}


def remark(
    workspace: Workspace, numbers: Numbers, typed: Mapping[str, str], *, at: datetime
) -> Row:
    """Write a remark down: kind, topics, text, user, lead, deal, answered_by and given_on.

    Raises Problems with all that is wrong: a kind that is none, an id that nobody has, a day that
    is none or is to come, and a remark that says neither a topic nor a text.
    """
    given = {name: value.strip() for name, value in typed.items() if value and value.strip()}
    wrong = [*_kind(given), *_said(given), *_day(given, numbers.inputs.as_of)]
    wrong += [said for name in _IDS if name in given for said in _id(name, given, numbers)]
    if wrong:
        count = "one problem" if len(wrong) == 1 else f"{len(wrong)} problems"
        raise Problems(f"the remark has {count}", wrong)
    columns = {column: given[name] for name, (column, _) in _IDS.items() if name in given}
    topics = ", ".join(part.strip() for part in given.get("topics", "").split(",") if part.strip())
    state = "answered" if "answered_by" in given else "new"
    values: Values = {
        "kind": given["kind"],
        "topics": topics,
        "text": given.get("text", ""),
        "status": state,
        **columns,
    }
    return write_row(workspace, "feedback", values, at=_at(given, at))


def ids(numbers: Numbers, places: Iterable[tuple[str, str]]) -> list[str]:
    """List the ids that some tables know."""
    there = [(table, key) for table, key in places if table in numbers.inputs.tables]
    return [
        each
        for table, key in there
        for each in numbers.inputs.tables[table].get_column(key).drop_nulls().cast(pl.String)
    ]


def _kind(given: Mapping[str, str]) -> list[str]:
    kind = given.get("kind", "")
    if kind in KINDS:
        return []
    return [f"kind: '{kind}' is none of {', '.join(KINDS)}"]


def _said(given: Mapping[str, str]) -> list[str]:
    if "topics" in given or "text" in given:
        return []
    return ["a topic or a text is missing: say what was heard"]


def _day(given: Mapping[str, str], as_of: date) -> list[str]:
    """Say what is wrong with the day."""
    try:
        on = date.fromisoformat(given.get("given_on", as_of.isoformat()))
    except ValueError:
        return [f"given on: '{given['given_on']}' is no day; write 2026-06-30"]
    return [f"given on: {on} is after {as_of}, the day of these data"] if on > as_of else []


def _id(name: str, given: Mapping[str, str], numbers: Numbers) -> list[str]:
    """Say that an id is unknown, where its table is there."""
    known = ids(numbers, _IDS[name][1])
    if not known or given[name] in known:
        return []
    what = " or ".join(table for table, _ in _IDS[name][1])
    shown = name.replace("_", " ")
    return [f"{shown}: '{given[name]}' is in no row of {what}.{nearest(given[name], known)}"]


def _at(given: Mapping[str, str], at: datetime) -> datetime:
    """Give the moment of the remark: that of writing, or noon of the day that is named."""
    if "given_on" not in given:
        return at
    return datetime.combine(
        date.fromisoformat(given["given_on"]), time(12), tzinfo=at.tzinfo or UTC
    )

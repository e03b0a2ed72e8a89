"""Write down what was decided: a new decision, a change, a review, the end of one.

Each is an event, added to `agreement/decisions.csv`; nothing is ever rewritten. The baseline is the
metric on the as-of day, computed from the latest load.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import polars as pl

from revops.alignment.decided import current
from revops.errors import BadParameter, UnknownName
from revops.load.typed import Values, write_row
from revops.metrics import METRICS
from revops.metrics.metric import NotComputable
from revops.report.asked_decision import asked_decision
from revops.report.numbers import Numbers
from revops.report.one_figure import one_figure, parameters
from revops.workspace import Workspace
from revops.workspace.appended import Row

_REPEATED = (
    "owner_id",
    "metric_id",
    "params",
    "direction",
    "expected_change",
)


def decide(
    workspace: Workspace, numbers: Numbers, typed: Mapping[str, str], *, at: datetime
) -> Row:
    """Write a new decision down: text, owner, metric, params, direction, size and review_on."""
    day = numbers.inputs.as_of
    read = asked_decision(typed, day=day, owners=owners(numbers))
    read = {"params": "{}", **read}
    baseline = _baseline(numbers, str(read["metric_id"]), str(read["params"]))
    event: Values = {"event": "made", "week": f"{day:%G-W%V}", **read, "baseline": baseline}
    return write_row(workspace, "decisions", event, at=at)


def change(
    workspace: Workspace,
    numbers: Numbers,
    decision_id: str,
    typed: Mapping[str, str],
    *,
    event: str,
    at: datetime,
) -> Row:
    """Write down that a decision was `changed`, `reviewed` or `closed`.

    A review needs an outcome, and may name the next day to look again; what is not typed stays.
    """
    day, known = numbers.inputs.as_of, standing(numbers, decision_id)
    if known["closed_on"] is not None:
        raise BadParameter(f"{decision_id} was closed on {known['closed_on']}; make a new decision")
    outcome = typed.get("outcome", "").strip()
    if event == "reviewed" and not outcome:
        raise BadParameter("a review says what was found: give its outcome")
    signed = {"direction": str(known["direction"] or ""), **typed} if typed.get("size") else typed
    read = asked_decision(signed, day=day, owners=owners(numbers), is_new=False)
    if event == "changed" and not read:
        raise BadParameter("nothing was changed: give what is new, such as a text or a review day")
    params = str(read.get("params", known["params"]))
    anew: dict[str, float | None] = {}
    if {"metric_id", "params"} & read.keys():
        anew["baseline"] = _baseline(
            numbers, str(read.get("metric_id", known["metric_id"])), params
        )
    kept = {name: known[name] for name in _REPEATED}
    stays = {"review_on": str(known["review_on"] or "")} if event == "changed" else {}
    said: Values = {"decision_id": decision_id, "event": event, "week": f"{day:%G-W%V}"}
    return write_row(
        workspace, "decisions", {**said, **kept, **stays, **read, **anew, "outcome": outcome}, at=at
    )


def standing(numbers: Numbers, decision_id: str) -> dict[str, Any]:
    """Give a decision as it stands."""
    told = decisions(numbers)
    found = told.filter(pl.col("decision_id") == decision_id)
    if found.is_empty():
        raise UnknownName("decision", decision_id, told.get_column("decision_id"))
    return found.row(0, named=True)


def decisions(numbers: Numbers) -> pl.DataFrame:
    """Give all decisions as they stand; none where there is no table of them."""
    table = numbers.inputs.tables.get("decisions")
    if table is None:
        return pl.DataFrame(schema={"decision_id": pl.String, "closed_on": pl.Date})
    return current(table, as_of=numbers.inputs.as_of)


def owners(numbers: Numbers) -> list[str]:
    """Name our people, who can own a decision."""
    users = numbers.inputs.tables.get("users")
    return [] if users is None else users.get_column("user_id").drop_nulls().sort().to_list()


def _baseline(numbers: Numbers, metric_id: str, params: str) -> float | None:
    """Give the metric on the as-of day; none where the data cannot give it."""
    metric = METRICS[metric_id]
    try:
        found = one_figure(
            lambda **given: numbers.frame(metric, **given), metric, parameters(params)
        )
    except NotComputable:
        return None
    return found["value"]

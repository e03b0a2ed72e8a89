"""What a page of JupyterLab lets people write down: decisions, and what sales heard.

A rendered page has none of it. What is written is dated on the page's day, and is on the page when
it is run again.
"""

import os
from collections.abc import Mapping
from datetime import datetime, time
from zoneinfo import ZoneInfo

import polars as pl

from revops.metrics import METRICS
from revops.report.chart_output import RENDER
from revops.report.deciding import change, decide, decisions, owners
from revops.report.display import show_widget
from revops.report.notes import Notes
from revops.report.numbers import Numbers
from revops.report.remarking import KINDS, ids, remark
from revops.report.typed_form import TypedForm
from revops.text import N_
from revops.workspace import Workspace

_NEW = ("text", "owner", "metric", "params", "direction", "size", "review_on")
_LATER = ("decision", "event", "outcome", "text", "direction", "size", "review_on")
_REMARK = ("kind", "topics", "said", "user", "lead", "deal", "answered_by", "given_on")
_PIECES = (("content", "content_id"), ("campaigns", "campaign_id"))
_WRITTEN = N_("Written: {id} in agreement/{file}. It counts when the notebook is run again.")


class TypingPage(Notes):
    """The forms of a page."""

    workspace: Workspace
    numbers: Numbers

    def decide(self) -> None:
        """Open the form of a new decision in JupyterLab; a rendered page has none."""
        if os.environ.get(RENDER) != "1":
            show_widget(self.decision_form().box)

    def follow_up(self) -> None:
        """Open the form that changes, reviews or closes a decision; a rendered page has none."""
        if os.environ.get(RENDER) != "1":
            show_widget(self.review_form().box)

    def hear(self) -> None:
        """Open the form of a remark in JupyterLab; a rendered page has none."""
        if os.environ.get(RENDER) != "1":
            show_widget(self.remark_form().box)

    def decision_form(self) -> TypedForm:
        """Make the form of a new decision."""

        def write(typed: Mapping[str, str]) -> str:
            row = decide(self.workspace, self.numbers, typed, at=self._at)
            return self.text(_WRITTEN, id=row["decision_id"], file="decisions.csv")

        choices = {
            "owner": owners(self.numbers),
            "metric": sorted(METRICS),
            "direction": ("up", "down"),
        }
        return TypedForm(_NEW, choices, write, self.text)

    def review_form(self) -> TypedForm:
        """Make the form that changes, reviews or closes a decision."""

        def write(typed: Mapping[str, str]) -> str:
            event = typed["event"] or "reviewed"
            row = change(
                self.workspace, self.numbers, typed["decision"], typed, event=event, at=self._at
            )
            return self.text(_WRITTEN, id=row["decision_id"], file="decisions.csv")

        stand = decisions(self.numbers).filter(pl.col("closed_on").is_null())
        choices = {
            "decision": stand.get_column("decision_id").to_list(),
            "event": ("reviewed", "changed", "closed"),
            "direction": ("up", "down"),
        }
        return TypedForm(_LATER, choices, write, self.text)

    def remark_form(self) -> TypedForm:
        """Make the form of a remark."""

        def write(typed: Mapping[str, str]) -> str:
            said = {**typed, "text": typed["said"]}
            row = remark(self.workspace, self.numbers, said, at=self._at)
            return self.text(_WRITTEN, id=row["feedback_id"], file="feedback.csv")

        topics = self.inputs.agreement.topics.get_column("topic").unique().sort()
        choices = {
            "kind": KINDS,
            "topics": [each for each in topics if each != "(none)"],
            "user": owners(self.numbers),
            "answered_by": ids(self.numbers, _PIECES),
        }
        return TypedForm(_REMARK, choices, write, self.text)

    @property
    def _at(self) -> datetime:
        """Noon of the page's day, in the workspace's zone."""
        return datetime.combine(self.inputs.as_of, time(12), tzinfo=ZoneInfo(self.inputs.zone))

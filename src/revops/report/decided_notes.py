"""The decisions of a page: each with its metric's figures in that metric's own unit."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from revops.alignment import decisions_judged
from revops.metrics import METRICS
from revops.report.notes import Notes
from revops.report.numbers import Numbers
from revops.report.unavailable import Shown, Unavailable
from revops.text import N_
from revops.workspace import Workspace

_FIGURES = ("expected_change", "baseline", "usual", "usual_low", "usual_high", "seen", "moved_by")
_TOLD = ("decision", "owner_id", "metric", "verdict", "usual", "normal", "seen", "moved_by")
_SAID = {
    "moved": N_(
        "{decision} — {metric} moved the way that was meant: {seen} since, usually {usual} before "
        "(without a change it would lie between {low} and {high})."
    ),
    "moved_other_way": N_(
        "{decision} — {metric} moved the other way: {seen} since, usually {usual} before "
        "(without a change it would lie between {low} and {high})."
    ),
    "did_not_move": N_(
        "{decision} — {metric} did not move by more than it moves anyway: {seen} since, usually "
        "{usual} before (without a change it would lie between {low} and {high})."
    ),
    "too_early": N_("{decision} — too early to say whether {metric} moved."),
    "cannot_say": N_("{decision} — {metric} is not known for enough weeks before to say."),
}


class DecidedNotes(Notes):
    """What became of decisions."""

    workspace: Workspace
    numbers: Numbers
    rows: Callable[..., Shown]
    _explain: Callable[[Unavailable], None]

    def decisions(self) -> Shown:
        """One row a decision, newest first, its figures written in the unit of its metric.

        Columns: decision, owner_id, metric, verdict, usual, normal, seen, moved_by,
        expected_change, baseline, review_on, decision_id.
        """
        told = self._judged()
        if isinstance(told, Unavailable):
            return told
        written = [self._written(row) for row in told.to_dicts()]
        schema = dict.fromkeys((*_FIGURES, "normal"), pl.String)
        figures = pl.DataFrame(written, schema=schema)
        rest = told.drop(_FIGURES).hstack(figures)
        after = ("expected_change", "baseline", "review_on", "decision_id")
        return rest.select(*_TOLD, *after)

    def decisions_note(self) -> None:
        """Say of each decision that has been judged what its metric did since; never why."""
        told = self._judged()
        if isinstance(told, Unavailable):
            self._explain(told)
            return
        for row in told.to_dicts():
            figures = self._written(row)
            self._write(
                self.text(
                    _SAID[row["verdict"]],
                    decision=(row["decision"] or row["decision_id"]).rstrip("."),
                    metric=self.text.label(row["metric"], inside=True),
                    seen=figures["seen"],
                    usual=figures["usual"],
                    low=figures["usual_low"],
                    high=figures["usual_high"],
                )
            )

    def _judged(self) -> Shown:
        """Judge the decisions; of a metric that a critical check stops, nothing is said."""
        told = self.rows(decisions_judged)
        if isinstance(told, Unavailable):
            return told
        return told.filter(~pl.col("metric").is_in(list(self.numbers.blocked)))

    def _written(self, row: Mapping[str, Any]) -> dict[str, str]:
        """Write a decision's figures in the unit of its metric."""
        known = METRICS.get(str(row["metric"]))
        unit = known.unit if known else "count"
        money = self.workspace.settings.currency
        told = {name: self.text.quantity(row[name], unit, money) for name in _FIGURES}
        return {**told, "normal": f"{told['usual_low']} – {told['usual_high']}"}

"""The sentences and lists that tie a page to the files and to the CRM's own dashboard."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops import known
from revops.metrics import METRICS
from revops.metrics.metric import NotComputable
from revops.report.bridge import Step, bridge, without_rate
from revops.report.bridge_output import bridge_html, explanation
from revops.report.change_note import ChangeNotes
from revops.report.control import compare, latest
from revops.report.control_file import read_totals
from revops.report.curve_notes import CurveNotes
from revops.report.display import show_html
from revops.report.inputs import Inputs
from revops.report.numbers import Numbers
from revops.report.questions_note import QuestionNotes
from revops.report.unavailable import Shown, Unavailable
from revops.text import N_
from revops.workspace import Workspace

NO_TOTALS = N_("no number of the CRM's dashboard is typed into agreement/control_totals.csv")


class Bridged(ChangeNotes, CurveNotes, QuestionNotes):
    """The way from the files to the page, and what the CRM says itself."""

    workspace: Workspace
    numbers: Numbers

    def bridge(self, *tables: str, days: int | None = None) -> None:
        """Open the way from the files' records to those that this page counts.

        `days` limits the page to the records of the last days. A table without an export has none.
        """
        show_names = self.workspace.settings.privacy.show_names
        for table in tables:
            if table in self.inputs.tables:
                steps = self._steps(table, days)
                show_html(bridge_html(table, steps, self.text, show_names=show_names))

    def _steps(self, table: str, days: int | None = None) -> list[Step]:
        """List the steps of one table, and what its money leaves out."""
        seen = self.inputs.tables
        steps = bridge(table, self._evidence, seen, days=days)
        bare = [without_rate(seen[table])] if table == "opportunities" else []
        return [*steps, *(step for step in bare if step.n)]

    def control_totals(self) -> Shown:
        """One row a number that was read off the CRM's dashboard, beside ours of the same day."""
        totals = latest(read_totals(self.workspace), self.inputs.as_of)
        if totals.is_empty():
            return Unavailable(NotComputable(NO_TOTALS))
        told = compare(totals, self._ours_on, self._steps_on)
        why = pl.Series("explanation", [explanation(row, self.text) for row in told.to_dicts()])
        name = pl.Series("metric", [self.text.label(code) for code in told["metric_id"]])
        return told.drop("metric_id", "steps").insert_column(0, name).with_columns(why)

    def _on(self, day: date) -> Inputs:
        """See the data as of a day."""
        tables = self.evidence.checked.tables
        return Inputs(tables, self.inputs.agreement, as_of=day, zone=self.inputs.zone)

    def _ours_on(self, metric: str, day: date) -> float:
        """Compute a metric as of a day, without any cut."""
        numbers = Numbers(self._on(day), self.evidence.checked, self.numbers.currency)
        value = numbers.frame(METRICS[metric]).item(0, "value")
        return float(value)

    def _steps_on(self, table: str, day: date) -> Sequence[Step]:
        """List the steps of a table as of a day."""
        tables = self.evidence.checked.tables
        if table not in tables:
            return ()
        seen = known.tables(tables, as_of=day, zone=self.inputs.zone)
        return bridge(table, self.evidence, seen, as_of=day)

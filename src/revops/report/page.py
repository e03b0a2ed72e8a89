"""What a notebook talks to: the workspace's checked tables, and the ways to show a number.

    page = open_page(workspace, as_of=as_of, language=language)
    won = page.metric(metrics.win_rate, by=["original_source"])
    page.chart(charts.segment_bars, won)
    page.table(won, title="Win rate by source")
    page.say("Of {won_denominator} closed deals {won} were won.", won=page.metric(metrics.win_rate))

A number that the workspace's data cannot give is `Unavailable`: whatever would show it, shows the
reason instead. Every number of a page is told to the run, which fails where two pages differ.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape
from inspect import signature
from typing import Any

import polars as pl

from revops.errors import BadParameter
from revops.metrics import METRICS
from revops.metrics.metric import NotComputable
from revops.report.campaign_names import beside_ids, in_words
from revops.report.chart_output import chart_bundle
from revops.report.credit_notes import CreditNotes
from revops.report.decided_notes import DecidedNotes
from revops.report.display import show_bundle, show_html, show_rows
from revops.report.evidence import Evidence
from revops.report.heard_notes import HeardNotes
from revops.report.numbers import Numbers
from revops.report.priced_page import PricedPage, folded_away
from revops.report.qualified_notes import QualifiedNotes
from revops.report.return_notes import ReturnNotes
from revops.report.sentence import figures
from revops.report.table_output import table_html
from revops.report.typing_page import TypingPage
from revops.report.unavailable import Shown, Unavailable
from revops.report.week_notes import WeekNotes
from revops.report.wins_told import WinsTold
from revops.text import Text
from revops.workspace import Workspace


class Page(
    CreditNotes,
    WeekNotes,
    WinsTold,
    QualifiedNotes,
    DecidedNotes,
    HeardNotes,
    ReturnNotes,
    TypingPage,
    PricedPage,
):
    """One page: a workspace on one day, in one language."""

    def __init__(
        self, workspace: Workspace, numbers: Numbers, evidence: Evidence, words: Text
    ) -> None:
        self.workspace = workspace
        self.numbers = numbers
        self.inputs = numbers.inputs
        self._evidence = evidence
        self.text = words
        self._explained: list[Unavailable] = []

    @property
    def tables(self) -> Mapping[str, pl.DataFrame]:
        """The checked tables, as known on the day."""
        return self.inputs.tables

    @property
    def as_of(self) -> date:
        """The last day that counts."""
        return self.inputs.as_of

    def metric(
        self,
        function: Callable[..., pl.DataFrame],
        *,
        by: Sequence[str] | None = None,
        **params: Any,
    ) -> Shown:
        """Compute a metric; `metric_id`, `unit` and `params` say what its values are.

        The run is told of it, unless the page stands on another day than the run.
        """
        metric = METRICS[function.__name__]
        if self.nothing:
            return self.nothing
        try:
            frame = self.numbers.frame(metric, by=by, **params)
            if self.is_of_run_day:
                show_rows(self.numbers.published(metric, by=by, **params))
        except NotComputable as reason:
            return Unavailable(reason)
        asked = json.dumps(self.numbers.shown(metric, params), sort_keys=True, default=str)
        told = {"metric_id": metric.id, "unit": metric.unit, "params": asked}
        return frame.with_columns(pl.lit(value).alias(name) for name, value in told.items())

    def rows(self, function: Callable[..., pl.DataFrame], **params: Any) -> Shown:
        """List the records behind a number: what to act on."""
        if self.nothing:
            return self.nothing
        try:
            return self.numbers.listed(function, **params)
        except NotComputable as reason:
            return Unavailable(reason)

    def _explain(self, missing: Unavailable) -> None:
        """Say why there is nothing to show; of one number once, and each reason in full once."""
        if any(missing is each for each in self._explained):
            return
        reason = missing.reason.told(self.text)
        why = self.text("This workspace's data cannot give this: {reason}.", reason=reason)
        if any(reason == each.reason.told(self.text) for each in self._explained):
            why = self.text("Not possible here either, for the reason above.")
        self._explained.append(missing)
        show_html(f'<p class="unavailable">{escape(why)}</p>')

    def chart(
        self, chart: Callable[..., Any], frame: Shown, *, none: str = "", **options: Any
    ) -> None:
        """Show a chart of a frame; `none` is said of an empty one."""
        if isinstance(frame, Unavailable):
            self._explain(frame)
        elif none and frame.is_empty():
            self._write(self.text(none), "said")
        else:
            if "currency" in signature(chart).parameters:
                options = {"currency": self.workspace.settings.currency, **options}
            drawn = chart(in_words(frame, self.inputs), text=self.text, **options)
            show_bundle(chart_bundle(drawn, self.text))

    def table(
        self, frame: Shown, *, title: str, fold: bool = False, none: str = "", **options: Any
    ) -> None:
        """Show a frame as a table that can be downloaded; no personal column unless asked for.

        A long table that few need is folded away behind its title; `none` is said of an empty one.
        """
        if isinstance(frame, Unavailable):
            self._explain(frame)
            return
        if none and frame.is_empty():
            self._write(self.text(none), "said")
            return
        settings = self.workspace.settings
        frame, options = beside_ids(frame, self.inputs, self.text, options)
        options = {"currency": settings.currency, "crm": settings.crm, **options}
        options["show_names"] = settings.privacy.show_names
        said = self.text(title)
        told = table_html(frame, self.text, title=said, **options)
        show_html(folded_away(told, said) if fold else told)

    def say(self, message: str, **values: Any) -> None:
        """Say a sentence; a frame of one row brings its figures.

        For a metric `won=`, the message may name {won}, {won_low}, {won_high}, {won_numerator}
        and {won_denominator}; for another frame `week=`, its columns, as {week_n_leads}.
        """
        filled: dict[str, Any] = {}
        for name, value in values.items():
            if isinstance(value, Unavailable):
                self._explain(value)
                return
            own = isinstance(value, pl.DataFrame)
            filled |= self._figures(name, value) if own else {name: value}
        show_html(f'<p class="said">{escape(self.text(message, **filled))}</p>')

    def _figures(self, name: str, frame: pl.DataFrame) -> dict[str, str]:
        """Write the figures of a frame's only row."""
        if frame.height != 1:
            raise BadParameter(f"'{name}' has {frame.height} rows; a sentence needs one: filter it")
        return figures(name, frame.row(0, named=True), self.text, self.workspace.settings.currency)

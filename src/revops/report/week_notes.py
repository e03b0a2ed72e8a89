"""What the page of one week says: which week, whether its data are fit, where more is told."""

import os
from collections.abc import Callable
from datetime import date, timedelta
from html import escape

import polars as pl

from revops import store
from revops.alignment import decisions_due
from revops.metrics.metric import NotComputable
from revops.report.chart_output import RENDER
from revops.report.decision_lines import decision_lines
from revops.report.display import show_day, show_html
from revops.report.notes import STALE_DAYS, Notes
from revops.report.page_links import page_link
from revops.report.reviewed_week import ReviewedWeek
from revops.report.unavailable import Shown, Unavailable
from revops.text import N_

_DAYS = 7
#: So many days after the week a decision is looked at again, unless another day is written.
_LOOK_AGAIN = 35


class WeekNotes(Notes):
    """One week, as it was known at its end."""

    week: ReviewedWeek | None = None
    #: Why nothing can be said of the week, where nothing can.
    nothing: Unavailable | None = None
    #: Whether the page stands on the run's day, so that its numbers are the run's.
    is_of_run_day: bool = True
    rows: Callable[..., Shown]
    decisions: Callable[[], Shown]
    table: Callable[..., None]
    decide: Callable[[], None]

    @property
    def days(self) -> int:
        """How many days of the week are known."""
        return self.week.days if self.week else _DAYS

    @property
    def week_told(self) -> str:
        """The week, inside a sentence."""
        return self.week.told(self.text) if self.week else self.text.day(self.inputs.as_of)

    def look_at(self, week: ReviewedWeek) -> None:
        """Make this the page of one week, and tell the run on which day it stands."""
        self.week = week
        self.nothing = self._nothing_known(week)
        self.is_of_run_day = week.known_on == week.as_of
        show_day(week.known_on, week.name)

    def _nothing_known(self, week: ReviewedWeek) -> Unavailable | None:
        """Say why nothing is known of the week: it has not begun, or came before every lead."""
        if not week.has_begun:
            return Unavailable(week.not_begun())
        leads = store.unread(self.inputs.as_read).get("leads")
        if leads is None:
            return None
        first = leads.select(pl.col("created_at").dt.date().min()).collect().item()
        if not isinstance(first, date) or first <= week.known_on:
            return None
        said = N_("the first lead is of {first}, after the week {week}")
        return Unavailable(NotComputable(said, first=first.isoformat(), week=week.name))

    def new_decision(self) -> None:
        """Give a place for a new decision: a form in JupyterLab; lines and a command on a page."""
        if os.environ.get(RENDER) == "1":
            later = self.inputs.as_of + timedelta(days=_LOOK_AGAIN)
            show_html(decision_lines(self.text, review_on=later))
        else:
            self.decide()

    def fit_note(self) -> None:
        """Say in one line whether the data are fit, with the way to all that the checks found."""
        blocking = self.evidence.checked.results.filter("blocks").height
        said = [
            self.text(N_("{n} critical checks stop numbers that depend on them."), n=blocking)
            if blocking
            else self.text(N_("Nothing critical stops a number."))
        ]
        oldest = self.evidence.oldest_age()
        is_stale = oldest is not None and oldest[1] > STALE_DAYS
        if oldest is not None:
            message = N_("The oldest source is {source}: its newest record is {days} days old.")
            said.append(self.text(message, source=oldest[0], days=oldest[1]))
        if is_stale:
            said.append(self.text(N_("Load a newer export before you decide on it.")))
        more = page_link("data_quality", self.text(N_("What the checks found")))
        kind = "warning" if blocking or is_stale else "note"
        show_html(f'<p class="{kind} fit">{escape(" ".join(said))} {more}</p>')

    def over_note(self) -> None:
        """Say that a week is not over, where it is not."""
        if self.week and self.week.has_begun and self.week.known_on < self.week.sunday:
            said = N_("The week is not over: this is what is known up to {day}.")
            self._write(self.text(said, day=self.week.known_on), "warning")

    def see(self, page: str, *, title: str) -> None:
        """Link to another page, which tells more."""
        show_html(f'<p class="see">{page_link(page, self.text(title))}</p>')

    def decisions_to_review(self, *, title: str, none: str) -> None:
        """Show the decisions due by the end of the next week, and what their metrics did since."""
        due = self.rows(decisions_due, ahead_days=_DAYS)
        judged = self.decisions()
        if isinstance(due, Unavailable) or isinstance(judged, Unavailable):
            self.table(due if isinstance(due, Unavailable) else judged, title=title)
            return
        told = due.select("decision_id", "days_waiting").join(
            judged.drop("days_waiting", strict=False),
            on="decision_id",
            how="inner",
            maintain_order="left",
        )
        shown = ("decision", "owner_id", "metric", "verdict", "usual", "seen", "review_on")
        rest = [name for name in told.columns if name not in shown]
        self.table(told.select(*shown, pl.col(rest)), title=title, none=none, aside=rest)

"""What the page about the data shows: failures by money, by table, over loads, and all checks."""

from functools import cached_property
from html import escape
from typing import Any

import polars as pl

from revops.defects import Priced
from revops.metrics.metric import NotComputable
from revops.report.bridged import Bridged
from revops.report.defect_lists import ASIDE, by_money, whole_tables
from revops.report.defect_words import bottom_line, left_out
from revops.report.defects import priced
from revops.report.display import show_html
from revops.report.load_changes import changed, rates, since_last_load
from revops.report.quarantine import set_aside_rows
from revops.report.table_output import table_html
from revops.report.unavailable import Shown, Unavailable
from revops.text import N_, Text

_TOLD = ("table", "description", "severity", "owner", "status")
#: As many rows as a table that is folded away shows.
MOST = 1000


def _translated(said: pl.Series, text: Text) -> pl.Series:
    """Put sentences of ours into the reader's language."""
    known = {each: text(each) for each in said.drop_nulls().unique()}
    return said.replace(known)


def folded_away(html: str, title: str) -> str:
    """Put a table behind its title, to be opened when it is asked for.

    >>> folded_away("<p>9</p>", "A & B")
    '<details class="more"><summary>A &amp; B</summary><p>9</p></details>'
    """
    return f'<details class="more"><summary>{escape(title)}</summary>{html}</details>'


class PricedPage(Bridged):
    """The data's failures: what they touch in money, and what each check means."""

    @cached_property
    def priced(self) -> Priced:
        """The failures with their prices, computed once."""
        return priced(self.numbers, self.evidence)

    @property
    def _currency(self) -> str:
        return self.workspace.settings.currency

    def defects_verdict(self) -> None:
        """Say in one sentence what rests on records with problems, and what mending frees."""
        self._write(bottom_line(self.priced, self.text, self._currency), "said")

    def defects(self, *, title: str, limit: int = 10) -> None:
        """List the problems, the most money first; the downloads hold their figures."""
        told = by_money(self.priced.problems, self.text, self._currency)
        self._table(told, title, limit=limit, aside=ASIDE)

    def _table(self, frame: pl.DataFrame, title: str, *, folded: bool = False, **how: Any) -> None:
        """Show a table, folded away if asked for; one without rows is not shown."""
        if frame.is_empty():
            return
        names, said = self.workspace.settings.privacy.show_names, self.text(title)
        told = table_html(
            frame, self.text, title=said, currency=self._currency, show_names=names, **how
        )
        show_html(folded_away(told, said) if folded else told)

    def if_any(self, frame: pl.DataFrame, *, title: str) -> None:
        """Show a table, unless it has no rows."""
        self._table(frame, title)

    def folded(self, frame: pl.DataFrame, *, title: str) -> None:
        """Show a table that opens when it is asked for, with all of its rows."""
        self._table(frame, title, folded=True, limit=MOST)

    def defects_note(self) -> None:
        """Say what the list by money leaves out, where it leaves anything out."""
        n_whole = whole_tables(self.priced.problems).height
        for said in left_out(n_whole, self.priced, self.text):
            self._write(said)

    def pipeline_by_check(self) -> Shown:
        """The defects, for a chart: the open pipeline that rests on each."""
        if self.priced.worth is None:
            return Unavailable(
                NotComputable(N_("no export gives the table '{table}'"), table="opportunities")
            )
        return self.priced.problems.with_row_index("rank", offset=1)

    def defects_by_table(self) -> pl.DataFrame:
        """One row a table with problems: how many, and the open pipeline behind them."""
        return self.priced.by_table()

    def loads_verdict(self) -> None:
        """Say what changed since the load before: what is new, what persists, what was mended."""
        self._write(since_last_load(self.evidence.changes(), self.text))

    def loads_trend(self) -> pl.DataFrame:
        """One row a table: the share of its checks that pass now, and at the load before."""
        return rates(self.evidence.trend())

    def loads_changes(self) -> pl.DataFrame:
        """One row a problem of now or of the load before: new, persisting and mended rows."""
        return changed(self.evidence.changes(), self.evidence.checks())

    def set_aside(self) -> pl.DataFrame:
        """One row a kind of problem for which cells or rows were set aside."""
        told = self.evidence.set_aside().drop("what")
        return told.with_columns(_translated(told["reason"], self.text))

    def set_aside_rows(self) -> pl.DataFrame:
        """One row a row that critical checks set aside: where it is, and every reason."""
        quarantined = self.evidence.checked.quarantined
        said = quarantined.with_columns(_translated(quarantined["reason"], self.text))
        return set_aside_rows(said).drop("place", "from_vendor")

    def catalogue(self) -> pl.DataFrame:
        """One row a check, failed or not: what it means, and what became of it."""
        return self.evidence.checks().select(_TOLD)

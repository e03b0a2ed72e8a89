"""The sentences beside the curves: since when closings were seen, and whether segments differ."""

from datetime import date

import polars as pl

from revops.metrics.late_entry import first_day
from revops.metrics.observed import first_state
from revops.metrics.outcomes import deal_outcomes
from revops.report.notes import Notes
from revops.report.observation import rebuilt
from revops.report.unavailable import Shown, Unavailable
from revops.text import N_, Text

#: A difference that chance alone would give less often than this is told as one.
CHANCE = 0.05
_GRAY = (
    N_(
        "The shares won grow at different rates: if all {n} segments were alike, chance alone "
        "would give a difference this large in {times} (Gray's test)."
    ),
    N_(
        "The difference between the shares won could be chance: if all {n} segments were alike, "
        "one this large would come in {times} (Gray's test)."
    ),
)
_LOG_RANK = (
    N_(
        "How fast they close, won or lost, differs: chance alone would give a "
        "difference this large in {times} (log-rank test)."
    ),
    N_(
        "How fast they close, won or lost, could be the same for all: chance alone would give a "
        "difference this large in {times} (log-rank test)."
    ),
)
_UNCORRECTED = N_("Two tests of all segments at once, corrected for nothing else that was asked.")
_CLOSINGS = N_(
    "Wins and losses are seen from {day} on: {why}. The {n} deals opened before it count from "
    "their age on that day (late entry); what closed before is left out."
)
_GIVEN = N_("that day was given to this page")
_STATES = N_("it is the day of the first of the successive exports, which holds no earlier one")
_STAGES = N_(
    "Stages are read from successive exports, the first of {day}: when somebody entered the stage "
    "that they were in on that day is not known, and does not count."
)


def times(chance: float, text: Text) -> str:
    """Say how often something happens by chance.

    >>> from revops.text import load
    >>> [times(p, load("en")) for p in (0.0002, 0.0134, 0.234)]
    ['fewer than 1 of 1,000 cases', '13 of 1,000 cases', '23 of 100 cases']
    """
    if chance < 0.001:
        return text(N_("fewer than 1 of {of} cases"), of=text.number(1000))
    of = 1000 if chance < 0.1 else 100
    return text(N_("{k} of {of} cases"), k=text.number(chance * of), of=text.number(of))


class CurveNotes(Notes):
    """What is to be known before curves are read, and compared."""

    def observed_note(self, observed_from: str = "") -> None:
        """Say since when closings, and stages, were seen, where it was not always so."""
        given = first_day(observed_from)
        day = given or self.inputs.observed_from
        if day is not None:
            late = self._late(day)
            why = self.text(_GIVEN if given else _STATES)
            self._write(self.text(_CLOSINGS, day=day.isoformat(), n=late, why=why))
        visits = rebuilt(self.inputs.tables)
        states = [first_state(visits, kind) for kind in ("lead", "opportunity")]
        known = sorted({each for each in states if each is not None})
        if known:
            self._write(self.text(_STAGES, day=known[0].isoformat()))

    def _late(self, day: date) -> int:
        """Count the deals that began before the day and ended on it or later, or are open."""
        if "opportunities" not in self.inputs.tables:
            return 0
        deals = deal_outcomes(self.inputs.table("opportunities"), self.inputs.as_of)
        return deals.filter(pl.col("started_on") < day, pl.col("ended_on") >= day).height

    def curves_differ_note(self, tested: Shown) -> None:
        """Say in words what `won_curves_differ` found; nothing where it could not be asked."""
        if isinstance(tested, Unavailable):
            return
        told = {"gray": _GRAY, "log_rank": _LOG_RANK}
        said = [
            self.text(
                told[row["test"]][row["p_value"] >= CHANCE],
                n=row["n_segments"],
                times=times(row["p_value"], self.text),
            )
            for row in tested.drop_nulls("p_value").iter_rows(named=True)
        ]
        if said:
            self._write(" ".join([*said, self.text(_UNCORRECTED)]), "said")

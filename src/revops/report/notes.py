"""The sentences that every page may need: the verdict on the data, their age, where they end."""

from html import escape
from typing import Any

import polars as pl

from revops import store
from revops.attribution import FEWEST, multi_touch
from revops.metrics import first_win_day
from revops.metrics.metric import NotComputable
from revops.report import used
from revops.report.display import show_html
from revops.report.evidence import Evidence
from revops.report.inputs import Inputs
from revops.report.provenance import show_provenance
from revops.text import N_, Text

#: From how many days on the age of the data is worth a warning.
STALE_DAYS = 7


_INFERRED = N_(
    "No export records touches, so they are made from fields of contacts: the first and the latest "
    "source and two conversions, where the CRM tells them. What lay between is not known."
)
_HELPS = N_(
    "An export of touches would help: visits, forms, e-mails or events, one row each with the "
    "person, the time and the campaign (source utm.touchpoints), or the members of campaigns."
)


class Notes:
    """Sentences built from what is known about the data."""

    text: Text
    _evidence: Evidence
    inputs: Inputs

    @property
    def evidence(self) -> Evidence:
        """What stands behind the numbers; a page that shows it depends on all of the load."""
        used.note(used.EVERYTHING)
        return self._evidence

    def _write(self, sentence: str, kind: str = "note") -> None:
        show_html(f'<p class="{kind}">{escape(sentence)}</p>')

    def data_verdict(self) -> None:
        """Say whether the data can be trusted: what blocks, what warns, what was set aside."""
        failed = self.evidence.failed_checks()
        blocking = self.evidence.checked.results.filter("blocks").height
        aside = self.evidence.set_aside().get_column("n_failed").sum()
        verdict = (
            self.text(N_("{n} critical checks stop numbers that depend on them."), n=blocking)
            if blocking
            else self.text(N_("Nothing critical stops a number."))
        )
        detail = self.text(
            N_("{failed} of {all} checks found something; {aside} cells or rows were set aside."),
            failed=failed.height,
            all=self.evidence.checks().height,
            aside=int(aside),
        )
        self._write(f"{verdict} {detail}", "said")

    def age_note(self) -> None:
        """Say how old the oldest source is, and warn when it is stale."""
        oldest = self.evidence.oldest_age()
        if oldest is None:
            day = self.inputs.as_of.isoformat()
            self._write(self.text(N_("No record is dated on or before {day}."), day=day), "warning")
            return
        source, days = oldest
        said = self.text(
            N_("The oldest source is {source}: its newest record is {days} days old."),
            source=source,
            days=days,
        )
        if days > STALE_DAYS:
            said += " " + self.text(N_("Load a newer export before you decide on it."))
        self._write(said, "warning" if days > STALE_DAYS else "note")

    def first_win_note(self) -> None:
        """Say from which day on wins are seen, where leads were known long before."""
        try:
            seen = self.inputs.call(first_win_day, {}).row(0, named=True)
        except NotComputable:
            return
        if not seen["must_mark"]:
            return
        self._write(
            self.text(
                N_(
                    "No win is seen before {day}, though leads start on {lead_day}; why is not "
                    "known. The {n} leads created before that day look worse than they may have "
                    "been: do not compare them with later ones."
                ),
                day=seen["first_win_on"].isoformat(),
                lead_day=seen["first_lead_on"].isoformat(),
                n=seen["n_leads_before"],
            ),
            "warning",
        )

    def touches_note(self, **shape: Any) -> None:
        """Say whether a model could learn from the journeys, and which export would help."""
        try:
            n, total = multi_touch(self.inputs.journeys(**shape))
        except NotComputable:
            return
        counted = N_(
            "{n} of {total} journeys have two or more touches. A model that learns its weights "
            "from the data needs {fewest}; fewer are refused."
        )
        said = [self.text(counted, n=n, total=total, fewest=FEWEST)]
        is_inferred = self._is_inferred()
        if is_inferred:
            said.append(self.text(_INFERRED))
        if is_inferred or n < FEWEST:
            said.append(self.text(_HELPS))
        self._write(" ".join(said), "warning" if is_inferred else "note")

    def _is_inferred(self) -> bool:
        """Say whether any touch was made from a contact's fields."""
        touches = store.unread(self.inputs.tables).get("touchpoints")
        if touches is None:
            return False
        found = touches.select(pl.col("is_inferred").any()).collect(engine="streaming")
        return bool(found.item())

    def provenance(self) -> None:
        """Say from which data and for which day the page was made."""
        show_provenance(self.text, self.inputs.as_of, self._evidence.snapshot)

"""The sentences that every page may need: the verdict on the data, their age, where they end."""

from html import escape

from revops.metrics import first_win_day
from revops.metrics.metric import NotComputable
from revops.report.display import show_html
from revops.report.evidence import Evidence
from revops.report.inputs import Inputs
from revops.text import N_, Text

#: From how many days on the age of the data is worth a warning.
STALE_DAYS = 7


class Notes:
    """Sentences built from what is known about the data."""

    text: Text
    evidence: Evidence
    inputs: Inputs

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
        """Say how old the oldest table is, and warn when it is stale."""
        oldest = self.evidence.oldest_age()
        if oldest is None:
            day = self.inputs.as_of.isoformat()
            self._write(self.text(N_("No record is dated on or before {day}."), day=day), "warning")
            return
        table, days = oldest
        said = self.text(
            N_("The newest record of the table “{table}” is {days} days old."),
            table=self.text.label(table),
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

    def provenance(self) -> None:
        """Say from which data and for which day the page was made."""
        self._write(
            self.text(
                N_("As of {day}. Data: snapshot {snapshot}, {files} files, {rows} rows read."),
                day=self.inputs.as_of,
                snapshot=self.evidence.snapshot.name[:12],
                files=self.evidence.snapshot.files.height,
                rows=int(self.evidence.snapshot.files.get_column("n_rows").sum()),
            ),
            "provenance",
        )

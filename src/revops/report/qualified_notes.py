"""The sentences about the qualified-lead definition: what is in force, what it does, drafts."""

import os
from collections.abc import Callable

import polars as pl

from revops import metrics
from revops.alignment import qualified
from revops.alignment.qualified.versions import state
from revops.metrics.metric import NotComputable
from revops.report.chart_output import RENDER
from revops.report.display import show_widget
from revops.report.notes import Notes
from revops.report.trial import Trial
from revops.report.trial_form import TrialForm
from revops.report.unavailable import Shown, Unavailable
from revops.text import N_

_IN_FORCE = N_(
    "Version {version} ({name}) is in force since {day}, signed by {marketing} for marketing "
    "and by {sales} for sales."
)
_DRAFT = N_("Draft: version {version} ({name}) is in force on no day. Missing: {missing}.")
_MISSING = {
    "marketing": N_("the signature of marketing"),
    "sales": N_("the signature of sales"),
    "first_day": N_("its first day"),
}
_HEADLINE = N_(
    "Of {n} leads that met version {version} for the first time, {share} reach {outcome} within "
    "{days} days (95 % interval: {low} to {high}), by what was known on the day."
)
_NAIVE = N_(
    "With today's values in the record it would look like {share}: fields that are filled in "
    "after a lead has gone well make the definition look better than it is."
)
_SAME_DAYS = N_(
    "Applied to the same days, {share} of the leads that meet version {version} reach it, and "
    "{other} of those that meet version {old}."
)
_OUTCOMES = {"opportunity": N_("an opportunity"), "won": N_("a won deal")}
_FOUND = {
    "better": N_(
        "What is handed over does better since version {version}: {own} reach the outcome, "
        "against {before} under version {old} (95 % interval of the difference: {low} to {high})."
    ),
    "worse": N_(
        "What is handed over does less well since version {version}: {own} reach the "
        "outcome, against {before} under version {old} (95 % interval of the difference: {low} to "
        "{high})."
    ),
    "no_sign": N_(
        "No difference beyond chance is seen in what is handed over since version "
        "{version}: {own} reach the outcome, against {before} under version {old} (95 % interval "
        "of the difference: {low} to {high})."
    ),
}


class QualifiedNotes(Notes):
    """What is to be said of the definition before its numbers are read."""

    rows: Callable[..., Shown]
    metric: Callable[..., Shown]
    _explain: Callable[[Unavailable], None]

    def definition_note(self) -> None:
        """Say which version is in force since when and by whom, and which ones are drafts."""
        agreed = self.inputs.agreement.qualified_lead
        told = self.rows(qualified.in_force)
        if isinstance(told, Unavailable):
            self._explain(told)
        now = [each for each in agreed if state(each, self.inputs.as_of) == "in_force"]
        for version in now:
            signed = version.signed
            self._write(
                self.text(
                    _IN_FORCE,
                    version=version.version,
                    name=version.name,
                    day=self.text.day(version.in_force_from),
                    marketing=signed.marketing.name if signed.marketing else "",
                    sales=signed.sales.name if signed.sales else "",
                ),
                "said",
            )
        for version in agreed:
            if version.is_draft:
                missing = ", ".join(self.text(_MISSING[each]) for each in version.missing)
                named = {"version": version.version, "name": version.name}
                self._write(self.text(_DRAFT, **named, missing=missing))

    def definition_verdict(self) -> None:
        """Say how many of those who meet the version in force reach what it predicts."""
        told = self.metric(metrics.qualified_precision)
        if isinstance(told, Unavailable):
            self._explain(told)
            return
        naive = self.rows(qualified.with_and_without_hindsight).filter(known_by="today")
        newest = self._newest(told["version"].to_list())
        for row in told.filter(version=newest).iter_rows(named=True):
            shown = {name: self.text.percent(row[name]) for name in ("low", "high")}
            outcome, days = self.text(_OUTCOMES[row["outcome"]]), row["horizon_days"]
            counted = {"n": self.text.number(row["denominator"]), "days": days, **shown}
            named = {"version": row["version"], "outcome": outcome}
            share = self.text.percent(row["value"])
            self._write(self.text(_HEADLINE, **named, share=share, **counted), "said")
            self._naive(naive, row["version"], row["value"])
            self._same_days(row["version"])

    def _newest(self, versions: list[str]) -> str:
        """Name the version in force, else the one that was so last."""
        agreed = self.inputs.agreement.qualified_lead
        return [each.version for each in agreed if each.version in versions][-1]

    def _same_days(self, version: str) -> None:
        """Set a version beside the signed one before it, both on all days."""
        told = self.rows(qualified.on_the_same_days).filter(known_by="dated")
        if isinstance(told, Unavailable):
            return
        known = dict(told.select("version", "value").drop_nulls().rows())
        signed = [v.version for v in self.inputs.agreement.qualified_lead if not v.is_draft]
        place = signed.index(version)
        old = signed[place - 1] if place else ""
        if version in known and old in known:
            shares = {"share": known[version], "other": known[old]}
            written = {name: self.text.percent(value) for name, value in shares.items()}
            self._write(self.text(_SAME_DAYS, version=version, old=old, **written), "said")

    def _naive(self, naive: Shown, version: str, value: float | None) -> None:
        """Say what today's values would make of it, where that is another number."""
        same = pl.DataFrame() if isinstance(naive, Unavailable) else naive.filter(version=version)
        for row in same.iter_rows(named=True):
            if row["value"] is not None and value is not None and row["value"] > value:
                self._write(self.text(_NAIVE, share=self.text.percent(row["value"])))

    def handed_note(self) -> None:
        """Say whether what is handed over does better since the newer version."""
        told = self.rows(qualified.handed_difference)
        if isinstance(told, Unavailable):
            self._explain(told)
            return
        for row in told.drop_nulls("value").iter_rows(named=True):
            ends = {name: self.text.percent(row[name]) for name in ("low", "high")}
            shares = {"own": row["own_share"], "before": row["before_share"]}
            written = {name: self.text.percent(value) for name, value in shares.items()}
            named = {"version": row["version"], "old": row["version_before"]}
            self._write(self.text(_FOUND[row["found"]], **named, **written, **ends), "said")

    def marked(self, frame: Shown) -> Shown:
        """Add to rows of versions the state of each: a draft is marked wherever it is shown."""
        if isinstance(frame, Unavailable):
            return frame
        agreed, day = self.inputs.agreement.qualified_lead, self.inputs.as_of
        states = {each.version: state(each, day) for each in agreed}
        name = "version" if "version" in frame.columns else "side"
        mark = pl.col(name).replace_strict(states, default=None, return_dtype=pl.String)
        return frame.insert_column(
            frame.columns.index(name) + 1,
            frame.select(mark.alias("version_state")).to_series(),
        )

    def try_version(self, version: str = "") -> None:
        """Open the form of a draft in JupyterLab; a rendered page has none."""
        if os.environ.get(RENDER) == "1":
            return
        try:
            form = TrialForm(Trial(self.inputs, version), self.text)
        except NotComputable as reason:
            self._explain(Unavailable(reason))
            return
        show_widget(form.box)

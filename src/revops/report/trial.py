"""Try a version of the qualified-lead definition with other criteria, beside the one in force.

Nothing is written: who likes what they see types it into a file of agreement/qualified_lead/.
"""

from collections.abc import Mapping

import polars as pl

from revops.alignment import qualified
from revops.errors import UnknownName
from revops.metrics.metric import NotComputable
from revops.report.inputs import Inputs
from revops.report.replayed import facts
from revops.text import N_
from revops.workspace import QualifiedLead
from revops.workspace.qualified_lead import Criterion, Signed

_SHOWN = ("version", "known_by", "horizon_days", "value", "low", "high", "numerator", "denominator")


def changed(version: QualifiedLead, conditions: Mapping[str, str]) -> QualifiedLead:
    """Give a draft with other conditions, by the criterion's id; raises where one is wrong.

    >>> version = QualifiedLead(version="a", criteria=[Criterion(id="b", sql="touches_90d >= 3")])
    >>> changed(version, {"b": "touches_90d >= 5"}).criteria[0].sql
    'touches_90d >= 5'
    """
    told = [
        Criterion(id=each.id, sql=conditions.get(each.id, each.sql), meaning=each.meaning)
        for each in version.criteria
    ]
    return version.model_copy(update={"criteria": tuple(told), "signed": Signed()})


class Trial:
    """One version to be changed, and the table that follows."""

    def __init__(self, inputs: Inputs, version: str = "") -> None:
        """Take the version named, else the newest draft, else the one in force.

        `base` is the version in force (or the last there is), `start` the one that is changed.
        """
        self._inputs = inputs
        known = {each.version: each for each in inputs.agreement.qualified_lead}
        if not known:
            raise NotComputable(N_("agreement/qualified_lead has no version of the definition"))
        if version and version not in known:
            raise UnknownName("version of the qualified lead", version, known)
        now = [each for each in known.values() if each.is_in_force(inputs.as_of)]
        drafts = [each for each in known.values() if each.is_draft]
        self.base = (now or list(known.values()))[-1]
        self.start = known[version] if version else (drafts or [self.base])[-1]

    def table(self, conditions: Mapping[str, str]) -> pl.DataFrame:
        """Give the precision of the version as it is, as it is tried, and of the base.

        On the same days. Columns: version (a tried one has a star), known_by, horizon_days, value,
        low, high, numerator, denominator.
        """
        tried = changed(self.start, conditions).model_copy(
            update={"version": f"{self.start.version}*"}
        )
        shown = list({each.version: each for each in (self.base, self.start, tried)}.values())
        day = self._inputs.as_of
        told = qualified.replays([tried], facts(self._inputs.tables), as_of=day, everywhere=True)
        known = self._inputs.find("replays_everywhere", {}).filter(
            pl.col("version").is_in([self.base.version, self.start.version])
        )
        deals = self._inputs.table("opportunities")
        found = qualified.on_the_same_days(pl.concat([known, told]), deals, shown, as_of=day)
        return found.select(_SHOWN)


def said(error: Exception) -> str:
    """Give the sentence of an error, without the frame that pydantic puts around it.

    >>> said(ValueError("criterion 'b': is empty"))
    "criterion 'b': is empty"
    """
    found: list[dict[str, str]] = getattr(error, "errors", list)()
    told = [str(each["msg"]).removeprefix("Value error, ") for each in found]
    return "; ".join(told) or str(error)

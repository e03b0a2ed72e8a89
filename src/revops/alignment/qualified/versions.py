"""Which versions of the definition are there: in force since when, signed by whom, drafts?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.metric import NotComputable
from revops.text import N_
from revops.workspace.qualified_lead import QualifiedLead, Signature

_COLUMNS = pl.Schema(
    {
        "version": pl.String(),
        "definition_name": pl.String(),
        "version_state": pl.String(),
        "in_force_from": pl.Date(),
        "in_force_to": pl.Date(),
        "signed_by_marketing": pl.String(),
        "signed_by_sales": pl.String(),
        "outcome": pl.String(),
        "within_days": pl.Int64(),
    }
)


def versions(qualified_lead: Sequence[QualifiedLead], *, as_of: date) -> pl.DataFrame:
    """Give one row a version: its state on the day, its days, and who signed it.

    version_state: in_force, ended, future (signed, and not begun) or draft (a signature or the
    first day is missing).

    >>> from revops.workspace.qualified_lead import Criterion
    >>> draft = QualifiedLead(version="a", criteria=[Criterion(id="b", sql="attended_webinar")])
    >>> versions([draft], as_of=date(2026, 6, 30))["version_state"].item()
    'draft'
    """
    if not qualified_lead:
        raise NotComputable(N_("agreement/qualified_lead has no version of the definition"))
    rows = [
        (
            each.version,
            each.name,
            state(each, as_of),
            each.in_force_from,
            each.in_force_to,
            _signature(each.signed.marketing),
            _signature(each.signed.sales),
            each.predicts.outcome,
            each.predicts.within_days,
        )
        for each in qualified_lead
    ]
    return pl.DataFrame(rows, schema=_COLUMNS, orient="row")


def in_force(qualified_lead: Sequence[QualifiedLead], *, as_of: date) -> pl.DataFrame:
    """Give the row of the version in force on the day; not computable where there is none."""
    told = versions(qualified_lead, as_of=as_of).filter(version_state="in_force")
    if told.is_empty():
        raise NotComputable(N_("no version that both teams signed is in force on that day"))
    return told


def state(version: QualifiedLead, as_of: date) -> str:
    """Name the state of a version on a day."""
    if version.is_draft:
        return "draft"
    if version.is_in_force(as_of):
        return "in_force"
    return "future" if str(version.in_force_from) > str(as_of) else "ended"


def _signature(signature: Signature | None) -> str | None:
    """Write who signed and when; null where nobody did."""
    return f"{signature.name}, {signature.on}" if signature else None

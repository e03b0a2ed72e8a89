"""The failures of one workspace on one day, with their prices and the numbers that they move."""

from revops import store
from revops.defects import Priced, price
from revops.report.evidence import Evidence
from revops.report.numbers import Numbers
from revops.report.without import WithoutRows, guarded


def priced(numbers: Numbers, evidence: Evidence, *, moves: bool = True) -> Priced:
    """Price what failed; without `moves` no metric is computed, and it takes a moment only."""
    snapshot, checked = evidence.snapshot, evidence.checked
    return price(
        checked,
        store.scans(snapshot),
        as_of=evidence.as_of,
        zone=evidence.zone,
        guarded=guarded,
        company=WithoutRows(numbers, snapshot, checked) if moves else None,
    )

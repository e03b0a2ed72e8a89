"""agreement/control_totals.csv: numbers that people read off the CRM's own dashboard.

    metric_id,day,value,seen_in
    n_leads,2026-06-30,5020,HubSpot: Contacts created

Days are ISO days and numbers have a decimal point, unless a column's own cells prove otherwise.
"""

import polars as pl

from revops.errors import SettingsError, UnknownName
from revops.metrics import METRICS
from revops.report.control import TOTALS
from revops.sources.casting.cast import Style, cast
from revops.workspace import Workspace

SHOWN = "agreement/control_totals.csv"


def _unread(texts: pl.DataFrame, read: pl.DataFrame) -> list[str]:
    """Say which cells are no day or no number."""
    kinds = {"day": "a day such as 2026-06-30", "value": "a number"}
    return [
        f"{SHOWN} row {row}: {name} is '{cell or ''}', which is not {kind}"
        for name, kind in kinds.items()
        for row, (cell, value) in enumerate(zip(texts[name], read[name], strict=True), start=2)
        if value is None
    ]


def _unknown(texts: pl.DataFrame) -> list[str]:
    """Say which metrics there are none of."""
    return [
        f"{SHOWN} row {row}: {UnknownName('metric', str(name or ''), METRICS)}"
        for row, name in enumerate(texts["metric_id"], start=2)
        if name not in METRICS
    ]


def read_totals(workspace: Workspace) -> pl.DataFrame:
    """One row a control total; every cell that cannot be read is told at once."""
    texts = workspace.agreement.control_totals
    read = texts.select(
        cast(pl.col(name), dtype, Style()) if dtype != pl.String else pl.col(name)
        for name, dtype in TOTALS.items()
    )
    problems = [*_unknown(texts), *_unread(texts, read)]
    if problems:
        raise SettingsError(f"{SHOWN} has {len(problems)} problem(s)", problems)
    return read

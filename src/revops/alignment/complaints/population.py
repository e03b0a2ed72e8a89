"""How many leads were handed over, and by what is it told whether marketing did its part?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.alignment.complaints.handed import DAYS, STAGE
from revops.alignment.complaints.meets import DEFINITION, MILESTONE
from revops.alignment.complaints.verdicts import NO_VERDICT, VERDICTS, complaint_verdicts
from revops.workspace.agreement import Sla
from revops.workspace.qualified_lead import QualifiedLead

#: How qualified_by says that a criterion could only be read off today's values.
TODAY = "today"


def complaint_population(
    leads: pl.DataFrame,
    activities: pl.DataFrame,
    sla: Sla,
    visits: pl.DataFrame,
    feedback: pl.DataFrame | None = None,
    touchpoints: pl.DataFrame | None = None,
    replays: pl.DataFrame | None = None,
    qualified_lead: Sequence[QualifiedLead] = (),
    *,
    as_of: date,
    days: int = DAYS,
    qualified_stage: str = STAGE,
) -> pl.DataFrame:
    """How many leads were handed over, and by what is it told whether marketing did its part?

    One row: handed, n_verdicts, opted_out,
    too_early, by_definition (handed over while a signed definition was in force), by_milestone
    (judged by the CRM's stage alone), by_today (met the definition by values of today, which may
    not have been those of that day).
    """
    judged = complaint_verdicts(
        leads, activities, sla, visits, feedback, touchpoints, replays, qualified_lead,
        as_of=as_of, days=days, qualified_stage=qualified_stage,
    )  # fmt: skip
    verdict, by = pl.col("verdict"), pl.col("judged_by")
    counts = {
        "handed": pl.len(),
        "n_verdicts": verdict.is_in(VERDICTS).sum(),
        **{name: (verdict == name).sum() for name in NO_VERDICT},
        "by_definition": (by == DEFINITION).sum(),
        "by_milestone": (by == MILESTONE).sum(),
        "by_today": (pl.col("qualified_by") == TODAY).sum(),
    }
    return judged.select(count.cast(pl.Int64).alias(name) for name, count in counts.items())

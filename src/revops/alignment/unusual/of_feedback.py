"""What sales handed back or dropped, and which topics buyers raised."""

from datetime import date

import polars as pl

from revops.alignment.unusual.of_leads import largest
from revops.alignment.unusual.series import Series, per_week, whole_weeks
from revops.alignment.unusual.working_days import working_days
from revops.workspace.agreement import Sla

#: So many topics at most are looked at, the most frequent first.
TOPICS = 10
_TURNED_AWAY = {"rejection": "n_rejected", "disqualification": "n_disqualified"}
_HEARD = ("objection", "insight", "request")


def of_feedback(feedback: pl.DataFrame, sla: Sla, *, as_of: date, weeks: int) -> list[Series]:
    """Give the weekly rejections and disqualifications, and the mentions of each topic."""
    said = feedback.with_columns(pl.col("given_at").dt.date().alias("day"))
    known = whole_weeks(said["day"], as_of=as_of, most=weeks)
    length = working_days(sla, as_of=as_of, weeks=known)

    def series(rows: pl.DataFrame, measure: str, about: str = "") -> Series:
        counted = per_week(rows["day"], as_of=as_of, weeks=known)
        return Series(measure, "count", counted, length, about)

    kinds = [kind for kind in _TURNED_AWAY if kind in said["kind"]]
    turned = [series(said.filter(kind=kind), _TURNED_AWAY[kind]) for kind in kinds]
    heard = said.filter(pl.col("kind").is_in(_HEARD), pl.col("day") <= as_of)
    topics = heard.explode("topics", empty_as_null=True).drop_nulls("topics")
    raised = [
        series(topics.filter(pl.col("topics") == topic), "n_topic", topic)
        for topic in largest(topics, "topics", TOPICS)
    ]
    return [*turned, *raised]

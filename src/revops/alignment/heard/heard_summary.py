"""How much did sales tell us, and how much of it can be read?"""

from datetime import date, timedelta

import polars as pl

from revops.alignment.heard.remarks import HEARD, remarks


def heard_summary(
    feedback: pl.DataFrame, topics: pl.DataFrame, *, as_of: date, days: int = 91
) -> pl.DataFrame:
    """One row: n_remarks, n_conversations, n_answered, n_unread, n_undated of the last days.

    A remark is an objection or an insight. `n_undated` counts those of any time without a date,
    which no period can hold.

    >>> topics = pl.DataFrame({"topic": ["price"], "language": ["es"], "word": ["caro"]})
    >>> told = pl.DataFrame({"feedback_id": ["F1", "F2"], "kind": ["objection"] * 2,
    ...     "lead_id": ["ana"] * 2, "opportunity_id": [None] * 2, "topics": [["price"]] * 2,
    ...     "text": [None] * 2, "given_at": [date(2026, 6, 2), None], "answered_by": [None] * 2},
    ...     schema_overrides={"opportunity_id": pl.String, "text": pl.String})
    >>> heard_summary(told, topics, as_of=date(2026, 6, 30)).select("n_remarks", "n_undated").row(0)
    (1, 1)
    """
    told = remarks(feedback, topics, as_of=as_of)
    now = told.filter(pl.col("on") > as_of - timedelta(days=days))
    undated = feedback.filter(pl.col("kind").is_in(HEARD), pl.col("given_at").is_null())
    return now.select(
        n_remarks=pl.len(),
        n_conversations=pl.col("subject").n_unique(),
        n_answered=pl.col("answer").is_not_null().sum(),
        n_unread=(~pl.col("is_read")).sum(),
        n_undated=pl.lit(undated.height),
    )

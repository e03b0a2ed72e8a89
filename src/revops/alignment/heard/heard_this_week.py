"""What did the field hear this week, against what it usually hears?"""

from datetime import date, timedelta

import polars as pl

from revops.alignment.heard.remarks import conversations, readable, remarks

WEEKS = 26
#: How unlikely a count must be, over all topics looked at, to be called unusual.
_CHANCE = 0.01


def heard_this_week(
    feedback: pl.DataFrame,
    topics: pl.DataFrame,
    *,
    as_of: date,
    days: int = 7,
    limit: int = 5,
) -> pl.DataFrame:
    """One row a topic of the last days, the most heard first: n, usual and what is unusual.

    Columns: topic, n (conversations in which it came up), usual (its mean over as many days, of the
    26 periods before), change (n - usual), is_unusual: so many, or more, would be heard in fewer
    than one of a hundred such weeks over all topics looked at (exact Poisson, Bonferroni; the
    usual count taken as known). At least eight periods must be known before.

    >>> topics = pl.DataFrame({"topic": ["price"], "language": ["es"], "word": ["caro"]})
    >>> told = pl.DataFrame({"feedback_id": ["F1"], "kind": ["objection"], "lead_id": ["ana"],
    ...     "opportunity_id": [None], "topics": [["price"]], "text": [None],
    ...     "given_at": [date(2026, 6, 29)], "answered_by": [None]},
    ...     schema_overrides={"opportunity_id": pl.String, "text": pl.String})
    >>> heard_this_week(told, topics, as_of=date(2026, 6, 30)).select("topic", "n").row(0)
    ('price', 1)
    """
    told = readable(remarks(feedback, topics, as_of=as_of))
    first = as_of - timedelta(days=days - 1)
    now = conversations(told.filter(pl.col("on") >= first))
    weeks = min(WEEKS, (first - _earliest(told, as_of)).days // days)
    past = told.filter(pl.col("on").is_between(first - timedelta(days=weeks * days), first, "left"))
    back = ((pl.lit(first) - pl.col("on")).dt.total_days() - 1) // days
    each = past.with_columns(subject=pl.format("{} {}", "subject", back))
    usual = conversations(each).group_by("topic").agg(heard=pl.len().cast(pl.Float64))
    counted = now.group_by("topic").agg(n=pl.len().cast(pl.Int64))
    both = counted.join(usual, on="topic", how="left").with_columns(
        usual=pl.col("heard").fill_null(0.0) / weeks if weeks >= 8 else pl.lit(None, pl.Float64)
    )
    looked_at = pl.concat([counted["topic"], usual["topic"]]).n_unique()
    unusual = _unlikely(both["n"], both["usual"]) < _CHANCE / max(looked_at, 1)
    return (
        both.with_columns(change=pl.col("n") - pl.col("usual"), is_unusual=unusual)
        .sort("n", "topic", descending=[True, False])
        .select("topic", "n", "usual", "change", "is_unusual")
        .head(limit)
    )


def _earliest(told: pl.DataFrame, as_of: date) -> date:
    first = told.get_column("on").min()
    return first if isinstance(first, date) else as_of


def _unlikely(n: pl.Series, usual: pl.Series) -> pl.Series:
    """Give the chance of so many or more, where so many are usual (at least one in all weeks)."""
    from scipy.stats import poisson  # a third of a second, only where it is needed

    least = usual.clip(lower_bound=1 / WEEKS).to_numpy()
    return pl.Series(poisson.sf(n.to_numpy() - 1, least)).fill_nan(None)

"""Levels: what a model learns about, channels or campaigns or pieces of content or teams."""

import polars as pl

from revops.attribution.credit import credit
from revops.attribution.models import LEARNERS
from revops.attribution.parameters import Value
from revops.errors import UnknownName
from revops.journeys import UNATTRIBUTED

LEVELS = ("channel", "campaign_id", "content_id", "team")
#: What stands in a column of the credit: the name that the touch's weight was learnt under.
LEARNT_ON = "learnt_on"
#: The models whose weights hang on which touches are alike.
_BY_NAME = (*LEARNERS, "shapley")


def at_level(journeys: pl.DataFrame, level: str = "channel") -> pl.DataFrame:
    """Give journeys whose `channel` is the name at a level; `own_channel` is what it was.

    A touch that names no campaign (content, team) is one of those that name none: a blank is a
    level of its own. A conversion that nobody touched stays `unattributed`.

    >>> walk = pl.DataFrame({"channel": ["email", "unattributed"], "campaign_id": ["c1", None]})
    >>> at_level(walk, "campaign_id")["channel"].to_list()
    ['c1', 'unattributed']
    """
    if level not in LEVELS:
        raise UnknownName("level", level, LEVELS)
    nobody = pl.col("channel").eq_missing(UNATTRIBUTED)
    name = pl.when(nobody).then("channel").otherwise(level)
    return journeys.with_columns(name.alias("channel"), pl.col("channel").alias("own_channel"))


def credit_at(
    journeys: pl.DataFrame, model: str = "linear", *, level: str = "channel", **params: Value
) -> pl.DataFrame:
    """Share out as `credit` does, by what a model learns at a level; models of order do not care.

    >>> walk = pl.DataFrame({"conversion_id": "Aurora's", "value": 900.0, "channel": "email",
    ...     "campaign_id": ["c1", "c1", "c2"]})
    >>> credit_at(walk, "shapley", level="campaign_id")["credited_value"].to_list()
    [225.0, 225.0, 450.0]
    >>> credit_at(walk, "shapley")["credited_value"].to_list()
    [300.0, 300.0, 300.0]
    """
    if model not in _BY_NAME:
        return credit(journeys, model, **params)
    shared = credit(at_level(journeys, level), model, **params)
    learnt_on = pl.col("channel").alias(LEARNT_ON)
    return shared.with_columns(learnt_on, pl.col("own_channel").alias("channel")).drop(
        "own_channel"
    )

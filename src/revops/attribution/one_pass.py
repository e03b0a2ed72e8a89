"""One pass from a table of touches to credit by channel: a sort, then sums that add up.

For tables of millions of touches with whole numbers as keys. The steps are kernels: whole accounts
in, sums out, so that the sums of two sets of accounts are those of both together, on one machine
or on many. The numbers are those of `credit()` on the same journeys.
"""

from collections.abc import Sequence

import polars as pl

from revops.attribution.chain import chain, removal
from revops.attribution.counted import Counts
from revops.attribution.credit import credit
from revops.attribution.in_order import in_order
from revops.attribution.learnt import looked_up
from revops.attribution.placed import placed
from revops.attribution.shapley_values import values_of

_DAY = 86_400_000_000  # microseconds


def ordered(touches: pl.LazyFrame, ends: pl.LazyFrame, *, lookback_days: int = 180) -> pl.DataFrame:
    """One row is one touch of one journey, in order: journey, occurred_at, code, converted.

    `touches` has key, occurred_at and code (1, 2, ...), in file order, which breaks ties; `ends`
    has key, ended_at (null: all its touches count) and converted, one row a journey, whose number
    is its place. Touches of others are dropped before the sort.

    >>> from datetime import datetime
    >>> touches = pl.LazyFrame({"key": [7, 8, 7], "code": [2, 1, 1],
    ...     "occurred_at": [datetime(2026, 3, 9), datetime(2026, 3, 1), datetime(2026, 3, 1)]})
    >>> ends = pl.LazyFrame({"key": [7], "ended_at": [datetime(2026, 3, 11)], "converted": [True]})
    >>> ordered(touches, ends).select("journey", "code", "converted").rows()
    [(0, 1, True), (0, 2, True)]
    """
    matter = ends.select("key", "ended_at", "converted").with_row_index("journey").collect()
    found = placed(touches, matter, lookback_days=lookback_days)
    outcome = matter.get_column("converted")
    walk = in_order(found)
    return walk.with_columns(outcome.gather(walk.get_column("journey")).alias("converted"))


#: The models whose credit comes from the order of touches and from counts alone.
FIXED = ("first", "last", "linear", "position_based", "time_decay", "shapley")
LEARNT = ("markov", "shapley_rates")


def weights_of(counts: Counts, channels: Sequence[str]) -> pl.DataFrame:
    """One row is one channel with what each model learnt: channel, markov, shapley_rates."""
    n = len(channels)
    members, won, lost = (each.to_numpy() for each in counts.coalitions)
    _, effects = removal(chain(counts.moves, base=n + 1))
    values, _ = values_of(members, won, lost, n)
    return pl.DataFrame(
        {"channel": channels, "markov": effects, "shapley_rates": values.clip(0.0)},
        schema={"channel": pl.String, "markov": pl.Float64, "shapley_rates": pl.Float64},
    )


def credited(
    walk: pl.DataFrame, ends: pl.DataFrame, learnt: pl.DataFrame, *,
    models: Sequence[str] = (*FIXED, *LEARNT),
) -> pl.DataFrame:  # fmt: skip
    """One row is one model and channel: model, channel, credit, credited_value.

    `walk` is that of `ordered`, from these `ends` with their `value`; `learnt` is what
    `weights_of` gives. The sums of two sets of accounts add up where the same was learnt.
    """
    journeys = journeys_of(walk, ends, learnt.get_column("channel").to_list())
    shared = shares(journeys, [model for model in FIXED if model in models])
    shared += [_by_weight(journeys, learnt, model) for model in LEARNT if model in models]
    return pl.concat(
        [
            each.group_by("model", "channel")
            .agg(pl.col("credit", "credited_value").sum())
            .sort("channel")
            for each in shared
        ]
    )


def journeys_of(walk: pl.DataFrame, ends: pl.DataFrame, channels: Sequence[str]) -> pl.DataFrame:
    """Give the journeys that converted as `credit` takes them, in the order of the walk."""
    names = pl.Series(channels, dtype=pl.String)
    key, won = pl.col("journey"), walk.filter("converted")
    ended = ends.get_column("ended_at").gather(won.get_column("journey"))
    before = (ended - won.get_column("occurred_at")).dt.total_microseconds() / _DAY
    return won.select(
        key.alias("conversion_id"),
        names.gather(won.get_column("code") - 1).alias("channel"),
        ends.get_column("value").gather(won.get_column("journey")).alias("value"),
        before.alias("days_before"),
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over(key).alias("position"),
        pl.len().over(key).cast(pl.Int64).alias("path_length"),
    )


def shares(journeys: pl.DataFrame, models: Sequence[str] = FIXED) -> list[pl.DataFrame]:
    """Give the credit of each touch by each fixed model, in the order of the journeys."""
    return [credit(journeys, model) for model in models]


def _by_weight(journeys: pl.DataFrame, learnt: pl.DataFrame, model: str) -> pl.DataFrame:
    """Share each conversion out by what was learnt; equally, where that is nothing at all."""
    weight = looked_up(learnt, model)
    if model == "shapley_rates":
        weight = weight / pl.len().over("conversion_id", "channel")
    weighed = journeys.with_columns(weight.alias("weight"))
    total = pl.col("weight").sum().over("conversion_id")
    share = pl.when(total > 0).then(pl.col("weight") / total).otherwise(1 / pl.col("path_length"))
    return weighed.with_columns(share.alias("credit")).with_columns(
        pl.lit(model).alias("model"), (pl.col("credit") * pl.col("value")).alias("credited_value")
    )

"""Moves: how often journeys go from one state to the next; the counts that Markov learns from.

A state is the last `order` channels of a journey, as one whole number: the digits of the
channels' numbers (1, 2, ...) in base `base`; 0 is the start. Channels are numbers here, so that
one called "start", "null" or "C" is a channel like any other. The counts of two sets of whole
journeys add up to those of both together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from revops.attribution.counts import n_converted, n_lost
from revops.errors import BadParameter
from revops.journeys import UNATTRIBUTED

MOST_ORDER = 4
_WIDEST = 2**62  # a state is a whole number of 64 bits


@dataclass(frozen=True)
class Numbered:
    """Journeys in order, whose channels are numbers; `channels` names the codes 1, 2, ...

    `walk` has conversion_id, position, path_length, code, n_converted and n_lost.
    """

    walk: pl.DataFrame
    channels: tuple[str | None, ...]

    @property
    def base(self) -> int:
        """One more than the highest code."""
        return len(self.channels) + 1


def numbered(
    journeys: pl.DataFrame, *, keep: Sequence[str] = (), level: str = "channel"
) -> Numbered:
    """Number the channels of journeys by name; journeys nobody touched are left out.

    >>> walk = pl.DataFrame({"conversion_id": ["a", "a"], "position": [1, 2],
    ...     "path_length": [2, 2], "channel": ["webinar", "email"]})
    >>> found = numbered(walk)
    >>> found.channels, found.walk["code"].to_list()
    (('email', 'webinar'), [2, 1])
    """
    touched = journeys.filter(pl.col(level).ne_missing(UNATTRIBUTED))
    names = touched.get_column(level).unique().sort(nulls_last=True).to_list()
    codes = pl.DataFrame(
        {level: names, "code": range(1, len(names) + 1)},
        schema={level: pl.String, "code": pl.Int64},
    )
    return Numbered(
        _ordered(touched)
        .join(codes, on=level, how="left", nulls_equal=True, maintain_order="left")
        .select(*keep, "conversion_id", "position", "path_length", "code",
                n_converted(journeys), n_lost(journeys)),
        tuple(names),
    )  # fmt: skip


def _ordered(journeys: pl.DataFrame) -> pl.DataFrame:
    """Put touches in order under their journeys; those in order already are not sorted again."""
    begins, key, position = pl.col("position") == 1, pl.col("conversion_id"), pl.col("position")
    follows = (key == key.shift()) & (position == position.shift() + 1)
    if journeys.select((begins | follows.fill_null(False)).all()).item():
        return journeys
    return journeys.sort("conversion_id", "position")


def moves(
    walk: pl.DataFrame | pl.LazyFrame, *, base: int, order: int = 1, by: Sequence[str] = ()
) -> pl.DataFrame:
    """One row is one move: *by, state, next, n (journeys that made it, each time they did).

    `next` is a channel's code, or `base` for the conversion, or `base` + 1 for none. Journeys
    stand in order (see `numbered`). With `by`, such as an account, the counts of each.

    >>> walk = pl.DataFrame({"position": [1, 2], "path_length": [2, 2], "code": [2, 1],
    ...     "n_converted": [1.0, 1.0], "n_lost": [0.0, 0.0]})
    >>> moves(walk, base=3).rows()
    [(0, 2, 1.0), (1, 3, 1.0), (2, 1, 1.0)]
    """
    require_order(order, base)
    before = pl.sum_horizontal(
        pl.when(pl.col("position") > lag).then(pl.col("code").shift(lag) * base ** (lag - 1))
        .otherwise(0)
        for lag in range(1, order + 1)
    )  # fmt: skip
    every = pl.col("n_converted") + pl.col("n_lost")
    stepped = walk.lazy().with_columns(before.alias("state"), every.alias("n"))
    at_last = pl.col("state") % base ** (order - 1) * base + pl.col("code")
    ended = stepped.filter(pl.col("position") == pl.col("path_length")).with_columns(
        at_last.alias("state")
    )
    parts = [
        _summed(stepped, "code", "n", by),
        _summed(ended, pl.lit(base, pl.Int64), "n_converted", by),
        _summed(ended, pl.lit(base + 1, pl.Int64), "n_lost", by),
    ]
    return pl.concat(parts).filter(pl.col("n") > 0).sort(*by, "state", "next").collect()


def _summed(
    walk: pl.LazyFrame, target: str | pl.Expr, count: str, by: Sequence[str]
) -> pl.LazyFrame:
    """Add up how often each state leads to each target."""
    named = (pl.col(target) if isinstance(target, str) else target).alias("next")
    return walk.group_by(*by, "state", named).agg(pl.col(count).sum().alias("n"))


def require_order(order: int, base: int) -> None:
    """Refuse an order that is none, or that has more states than whole numbers can name."""
    if isinstance(order, bool) or int(order) != order or not 1 <= order <= MOST_ORDER:
        raise BadParameter(f"order is {order}; it must be a whole number from 1 to {MOST_ORDER}.")
    if base ** int(order) > _WIDEST:
        raise BadParameter(
            f"{base - 1} channels at order {order} have too many states: use a lower order, or "
            "a coarser level."
        )

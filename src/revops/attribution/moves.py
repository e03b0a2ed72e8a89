"""Moves: how often journeys go from one state to the next; the counts that Markov learns from.

A state is the last `order` channels of a journey, as one whole number: the digits of the
channels' numbers (1, 2, ...) in base `base`; 0 is the start. Channels are numbers here, so that
one called "start", "null" or "C" is a channel like any other. The counts of two sets of whole
journeys add up to those of both together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from revops.attribution.counts import n_converted, n_lost
from revops.attribution.resampled import Entries, distinct
from revops.attribution.runs import begins
from revops.errors import BadParameter
from revops.journeys import UNATTRIBUTED

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
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


def moves(walk: pl.DataFrame | pl.LazyFrame, *, base: int, order: int = 1) -> pl.DataFrame:
    """One row is one move: state, next, n (journeys that made it, each time they did).

    `next` is a channel's code, or `base` for the conversion, or `base` + 1 for none. Journeys
    stand in order (see `numbered`).

    >>> walk = pl.DataFrame({"position": [1, 2], "path_length": [2, 2], "code": [2, 1],
    ...     "n_converted": [1.0, 1.0], "n_lost": [0.0, 0.0]})
    >>> moves(walk, base=3).rows()
    [(0, 2, 1.0), (1, 3, 1.0), (2, 1, 1.0)]
    """
    require_order(order, base)
    every = pl.col("n_converted") + pl.col("n_lost")
    stepped = walk.lazy().with_columns(_state(base, order).alias("state"), every.alias("n"))
    ended = stepped.filter(pl.col("position") == pl.col("path_length")).with_columns(
        _at_last(base, order).alias("state")
    )
    parts = [
        _summed(stepped, "code", "n"),
        _summed(ended, pl.lit(base, pl.Int64), "n_converted"),
        _summed(ended, pl.lit(base + 1, pl.Int64), "n_lost"),
    ]
    return pl.concat(parts).filter(pl.col("n") > 0).sort("state", "next").collect()


def _state(base: int, order: int) -> pl.Expr:
    """Give the state before each touch: the last channels, as digits."""
    return pl.sum_horizontal(
        pl.when(pl.col("position") > lag).then(pl.col("code").shift(lag) * base ** (lag - 1))
        .otherwise(0)
        for lag in range(1, order + 1)
    )  # fmt: skip


def _at_last(base: int, order: int) -> pl.Expr:
    """Give the state after a touch, from that before it."""
    reached: pl.Expr = pl.col("state") % base ** (order - 1) * base + pl.col("code")
    return reached


def _summed(walk: pl.LazyFrame, target: str | pl.Expr, count: str) -> pl.LazyFrame:
    """Add up how often each state leads to each target."""
    named = (pl.col(target) if isinstance(target, str) else target).alias("next")
    return walk.group_by("state", named).agg(pl.col(count).sum().alias("n"))


@dataclass(frozen=True)
class Steps:
    """The steps of journeys: from the state `states[cell // (base + 2)]` to `cell % (base + 2)`."""

    states: Ints
    made: Entries


def steps(walk: pl.DataFrame, *, base: int, order: int = 1) -> Steps:
    """Give the steps of journeys in order, whose account is `row`; as `moves`, not added up."""
    require_order(order, base)
    stepped = walk.with_columns(_state(base, order).alias("state"))
    first = np.flatnonzero(stepped.select(begins()).to_series().to_numpy())
    last = stepped[np.append(first, len(stepped))[1:] - 1]
    reached = last.select(_at_last(base, order)).to_series().to_numpy()
    before, code = (stepped.get_column(name).to_numpy() for name in ("state", "code"))
    states, state = distinct(np.concatenate([before, reached]))
    won, lost = (last.get_column(name).to_numpy() for name in ("n_converted", "n_lost"))
    row = last.get_column("row").to_numpy().astype(np.int64)
    parts = (state[: len(before)], code, state[len(before) :])
    return Steps(states, stepped_through(row, first, *parts, (won, lost), base=base))


def stepped_through(
    row: Ints, first: Ints, state: npt.NDArray[np.integer], code: npt.NDArray[np.integer],
    reached: npt.NDArray[np.integer], ends: tuple[Floats, Floats], *, base: int,
) -> Entries:  # fmt: skip
    """Put each journey's step to its end behind those to its touches.

    `first` is where journeys begin, `reached` their last states, `ends` how many were won, lost.
    """
    counts = np.column_stack(ends)
    n_ends = np.count_nonzero(counts, axis=1)
    behind = np.repeat(np.append(first, len(code))[1:], n_ends)
    ended = (reached[:, None] * (base + 2) + np.array([base, base + 1]))[counts > 0]
    cell = np.insert(state * (base + 2) + code, behind, ended)
    begin = np.append(first, len(code)) + np.concatenate([[0], np.cumsum(n_ends)])
    if (counts.sum(axis=1) == 1).all():
        return Entries(row, begin, cell)
    every = np.repeat(counts.sum(axis=1), np.diff(first, append=len(code)))
    return Entries(row, begin, cell, np.insert(every, behind, counts[counts > 0]))


def require_order(order: int, base: int) -> None:
    """Refuse an order that is none, or that has more states than whole numbers can name."""
    if isinstance(order, bool) or int(order) != order or not 1 <= order <= MOST_ORDER:
        raise BadParameter(f"order is {order}; it must be a whole number from 1 to {MOST_ORDER}.")
    if base ** int(order) > _WIDEST:
        raise BadParameter(
            f"{base - 1} channels at order {order} have too many states: use a lower order, or "
            "a coarser level."
        )

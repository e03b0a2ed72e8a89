"""What models learn from: moves from channel to channel, and sets of channels, counted.

The counts of two sets of whole journeys add up to those of both together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from revops.attribution.coalitions import require_nameable
from revops.attribution.resampled import distinct

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.integer]
_AT_ONCE = 2**17  # touches, so that what is made of them stays near the processor
_BITS = 31


@dataclass(frozen=True)
class Counts:
    """What models learn from, of some accounts: moves (order 1) and sets of channels."""

    moves: pl.DataFrame
    coalitions: pl.DataFrame


def counted(walk: pl.DataFrame, *, n_channels: int) -> Counts:
    """Count the moves and the sets of the journeys of `ordered`.

    >>> walk = pl.DataFrame({"journey": [0, 0, 1], "code": [2, 1, 2],
    ...     "converted": [True, True, False]}, schema_overrides={"code": pl.UInt8})
    >>> found = counted(walk, n_channels=2)
    >>> found.moves.rows()
    [(0, 2, 2.0), (1, 3, 1.0), (2, 1, 1.0), (2, 4, 1.0)]
    >>> found.coalitions.rows()
    [(2, 0.0, 1.0), (3, 1.0, 0.0)]
    """
    code, at = walk.get_column("code").to_numpy(), begins_of(walk)
    won = walk.get_column("converted").gather(at).to_numpy()
    return Counts(_moves(code, at, won, n_channels + 1), _sets(code, at, won, n_channels))


def begins_of(walk: pl.DataFrame) -> Ints:
    """Give the rows in which journeys begin."""
    of_touch = walk.get_column("journey").to_numpy()
    begins: Ints = np.flatnonzero(of_touch[1:] != of_touch[:-1]) + 1
    return np.concatenate([np.zeros(min(len(of_touch), 1), np.int64), begins])


def _moves(code: Codes, at: Ints, won: npt.NDArray[np.bool_], base: int) -> pl.DataFrame:
    """Count the moves: from each state to each channel, to the conversion, and to none."""
    n, width = np.zeros((base, base + 2), np.int64), base + 2
    state = np.roll(code, 1)
    state[at] = 0
    for start in range(0, len(code), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        cell = state[part].astype(np.int64) * width + code[part]
        n += np.bincount(cell, minlength=n.size).reshape(n.shape)
    last = code[np.append(at, len(code))[1:] - 1].astype(np.int64)
    n[:, base] = np.bincount(last[won], minlength=base)
    n[:, base + 1] = np.bincount(last[~won], minlength=base)
    begins, ends = np.nonzero(n)
    return pl.DataFrame(
        {"state": begins, "next": ends, "n": n[begins, ends].astype(np.float64)},
        schema={"state": pl.Int64, "next": pl.Int64, "n": pl.Float64},
    )


def members_of(code: Codes, at: Ints, n_channels: int) -> Codes:
    """Give each journey's set of channels: a whole number whose bits are the codes less one."""
    require_nameable(n_channels)
    kind = np.int32 if n_channels < _BITS else np.int64
    bits: Codes = np.array([0] + [1 << n for n in range(n_channels)], kind)
    own: Codes = bits[code]
    return np.bitwise_or.reduceat(own, at) if len(at) else own


def _sets(code: Codes, at: Ints, won: npt.NDArray[np.bool_], n_channels: int) -> pl.DataFrame:
    """Count the journeys of each set of channels that converted, and those that did not."""
    known, of = distinct(members_of(code, at, n_channels))
    every = np.bincount(of, minlength=len(known))
    converted = np.bincount(of[won], minlength=len(known))
    counts = [each.astype(np.float64) for each in (converted, every - converted)]
    names = {"members": pl.Int64, "n_converted": pl.Float64, "n_lost": pl.Float64}
    return pl.DataFrame([known, *counts], schema=names)


def added_up(parts: Sequence[Counts]) -> Counts:
    """Add up the counts of sets of accounts that share none."""
    moved = pl.concat([part.moves for part in parts]).group_by("state", "next")
    held = pl.concat([part.coalitions for part in parts]).group_by("members")
    return Counts(
        moved.agg(pl.col("n").sum()).sort("state", "next"),
        held.agg(pl.col("n_converted", "n_lost").sum()).sort("members"),
    )

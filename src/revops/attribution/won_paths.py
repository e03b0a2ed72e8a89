"""Conversions by path: what is taken of each path in every replicate, counted and in value.

Conversions of the same path share alike by every model that asks for the order of touches alone.
So they are added up first, each as often as its account is taken, and shared out path by path.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from revops.attribution.alike import path_keys
from revops.attribution.walked import Walked

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Taken = npt.NDArray[np.uint8]
_PATHS, _AT_ONCE = 2048, 1024  # paths, and conversions, at a time


@dataclass(frozen=True)
class WonPaths:
    """Conversions in order of path: each one's path, account and worth (counted, in value).

    `some` names one journey of each path, by its place in the walk; `touches` says how often each
    path (row) touches each channel (column).
    """

    path: Ints
    row: Ints
    worth: Floats
    some: Ints
    touches: sparse.csr_array

    def taken(self, own: Taken) -> Iterator[tuple[slice, Floats]]:
        """Give some paths at a time, and what each replicate takes of them: (worth, path, drawn).

        `own` says how often each replicate (columns) takes each account (rows).
        """
        for start in range(0, len(self.some), _PATHS):
            part = slice(start, min(start + _PATHS, len(self.some)))
            low, high = np.searchsorted(self.path, [part.start, part.stop])
            sums = np.zeros((len(self.worth), part.stop - part.start, own.shape[1]))
            for begin in range(int(low), int(high), _AT_ONCE):
                where = slice(begin, min(begin + _AT_ONCE, int(high)))
                self._add(sums, where, part.start, own[self.row[where]].astype(np.float64))
            yield part, sums

    def _add(self, sums: Floats, where: slice, first: int, drawn: Floats) -> None:
        """Add up some conversions, which are in order of path."""
        path = self.path[where] - first
        low, n = int(path[0]), int(path[-1] - path[0]) + 1
        for worth, each in zip(self.worth[:, where], sums, strict=True):
            by_path = sparse.csc_array(
                (worth, path - low, np.arange(len(path) + 1)), (n, len(path))
            )
            each[low : low + n] += by_path @ drawn


def won_paths(every: Walked, value: Floats, n_channels: int) -> WonPaths:
    """Find the paths of conversions; `value` is that of each journey's end."""
    won = np.flatnonzero(every.won)
    at, length = every.at[won], every.length[won]
    keys = path_keys(every.code, at, length, n_channels)
    _, first, path = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(path, kind="stable")
    worth = np.stack([np.ones(len(won)), value[every.journey[won]]])[:, order]
    row = every.row[won][order]
    return WonPaths(path[order], row, worth, won[first], _touches(every, won[first], n_channels))


def _touches(every: Walked, some: Ints, n_channels: int) -> sparse.csr_array:
    """Count how often each path touches each channel."""
    length = every.length[some]
    begins = np.cumsum(length) - length
    touch = np.repeat(every.at[some] - begins, length) + np.arange(length.sum())
    path = np.repeat(np.arange(len(some)), length)
    code = every.code[touch].astype(np.int64) - 1
    entries = (np.ones(len(touch)), (path, code))
    return sparse.csr_array(entries, shape=(len(some), n_channels))  # adds up what comes twice


def shared_by_path(
    touches: sparse.csr_array, part: sparse.csr_array, learnt: Floats, taken: Floats
) -> Floats:
    """Share what is taken of some paths out by learnt weights: (worth, channel, replicate).

    A path's channels have `part` times their weight; where that is nothing at all, touches share
    equally.
    """
    whole = part @ learnt
    some = whole > 0
    nothing = np.flatnonzero(~some.all(axis=1))
    equal = touches[nothing] / touches[nothing].sum(axis=1)[:, None]
    sums = np.empty((len(taken), *learnt.shape))
    for each, total in zip(taken, sums, strict=True):
        share = np.divide(each, whole, out=np.zeros_like(each), where=some)
        total[:] = learnt * (part.T @ share)
        if len(nothing):
            total += equal.T @ np.where(some[nothing], 0, each[nothing])
    return sums

"""Journeys alike: those of the same channels in the same order, told apart by one whole number."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.integer]
_BITS = 63
_SHORT = 31  # bits of numbers that are sorted in half the time
_SPARSEST = 4  # numbers up to the largest, for each that is there, that are counted, not sorted


@dataclass(frozen=True)
class Alike:
    """Paths of one length (rows; a code a column), and how many journeys each one stands for."""

    paths: npt.NDArray[np.int32]
    size: Ints


def longest(n_channels: int) -> int:
    """Say how many touches a journey may have to be told by one whole number.

    >>> longest(12)
    15
    """
    return _BITS // max(n_channels.bit_length(), 1)


def path_keys(code: Codes, begins: Ints, length: Ints, n_channels: int) -> Ints:
    """Give each journey's path as one whole number; a journey too long for it is like no other.

    >>> path_keys(np.array([2, 1, 2, 1, 3]), np.array([0, 2, 4]), np.array([2, 2, 1]), 3).tolist()
    [9, 9, 3]
    """
    bits, fits = n_channels.bit_length(), length <= longest(n_channels)
    key: Ints = np.where(fits, 0, -1 - np.arange(len(length)))
    for k in range(int(length[fits].max(initial=0))):
        some = np.flatnonzero(fits & (length > k))
        key[some] = key[some] << bits | code[begins[some] + k]
    return key


def alike(code: Codes, begins: Ints, length: Ints, n_channels: int) -> Iterator[Alike]:
    """Give the distinct paths of journeys, length by length, in order; none may be too long.

    >>> code, begins, length = np.array([2, 1, 2, 1, 3]), np.array([0, 2, 4]), np.array([2, 2, 1])
    >>> [(each.paths.tolist(), each.size.tolist()) for each in alike(code, begins, length, 3)]
    [([[3]], [1]), ([[2, 1]], [2])]
    """
    bits = n_channels.bit_length()
    for n in np.flatnonzero(np.bincount(length)).tolist():
        first = begins[length == n]
        key = code[first].astype(np.int32 if n * bits <= _SHORT else np.int64)
        for k in range(1, n):
            key <<= bits
            key |= code[first + k].astype(key.dtype)
        known, size = _distinct(key, n * bits)
        shifts = np.arange(n)[::-1] * bits
        paths = known[:, None] >> shifts & (1 << bits) - 1
        yield Alike(paths.astype(np.int32), size)


def _distinct(key: Codes, bits: int) -> tuple[Codes, Ints]:
    """Give the distinct numbers, in order, and how often each comes."""
    if 1 << bits <= _SPARSEST * len(key):
        n = np.bincount(key)
        known = np.flatnonzero(n)
        return known, n[known]
    known, n = np.unique(key, return_counts=True)
    return known, n

"""A touch as one whole number: its moment above its channel's code, so that both sort as one."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from revops.attribution.in_parts import in_parts

_SECOND = {"ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}
_SHORT, _LONG = 31, 63  # bits
Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.signedinteger]


@dataclass(frozen=True)
class Packing:
    """How a moment and a code make a word: (moment - first) / unit above `low` bits of code."""

    first: int
    unit: int
    low: int
    kind: type[np.signedinteger]

    def moments(self, words: Words) -> Ints:
        """Give the moments of words."""
        return (words >> self.low).astype(np.int64) * self.unit + self.first

    def codes(self, words: Words) -> Words:
        """Give the codes of words."""
        return words & self.kind(2**self.low - 1)


def packing(moment: pl.Series, code: pl.Series) -> Packing | None:
    """Find the shortest words that lose nothing; None where moments are unknown or fill too much.

    Time is in seconds where all moments are whole ones, else as it is stored.
    """
    if not isinstance(moment.dtype, pl.Datetime) or moment.has_nulls():
        return None
    second, number = _SECOND[moment.dtype.time_unit], moment.to_physical()
    (first, last), low = _ends(number), _ends(code)[1].bit_length()
    whole = first % second == 0 and all(_whole(part, second) for _, part in in_parts(number))
    unit = second if whole else 1
    bits = ((last - first) // unit).bit_length() + low
    kind = np.int32 if bits < _SHORT else np.int64
    return Packing(first, unit, low, kind) if bits < _LONG else None


def _ends(column: pl.Series) -> tuple[int, int]:
    """Give the least and the most; 0 where there is none."""
    least, most = column.min(), column.max()
    return (least, most) if isinstance(least, int) and isinstance(most, int) else (0, 0)


def _whole(part: Ints, second: int) -> bool:
    """Say whether these are whole seconds."""
    return bool((_divided(part, second) * second == part).all())


def _divided(part: Ints, by: int) -> Ints:
    """Divide whole numbers, exactly where nothing is left; in floats, which is quicker."""
    return np.rint(part / by).astype(np.int64)


def packed(moment: pl.Series, code: pl.Series, how: Packing) -> Words:
    """Give each touch's word.

    >>> from datetime import datetime
    >>> moment = pl.Series([datetime(2026, 3, 1, 0, 0, 9), datetime(2026, 3, 1)])
    >>> code = pl.Series([3, 1])
    >>> packed(moment, code, packing(moment, code)).tolist()
    [39, 1]
    """
    words = np.empty(len(moment), how.kind)
    for rows, part in in_parts(moment.to_physical()):
        words[rows] = _divided(part - how.first, how.unit) if how.unit > 1 else part - how.first
    words <<= how.low
    for rows, part in in_parts(code):
        words[rows] |= part.astype(how.kind)
    return words

"""Touches in order under their journeys, sorted as one whole number each where they fit.

One number is sorted ten times faster than three columns: the journey's above the moment's (in
seconds, where all moments are whole ones) above the channel's code.
"""

import numpy as np
import numpy.typing as npt
import polars as pl

_SECOND = 1_000_000  # microseconds
_BITS = 63
Words = npt.NDArray[np.uint64]


def in_order(found: pl.DataFrame) -> pl.DataFrame:
    """Sort touches (journey, occurred_at, code) by journey and time; rows alike stay as they stood.

    >>> from datetime import datetime
    >>> days = [datetime(2026, 3, 9), datetime(2026, 3, 2), datetime(2026, 3, 2)]
    >>> in_order(pl.DataFrame({"journey": [0, 0, 0], "occurred_at": days, "code": [3, 2, 1]},
    ...     schema_overrides={"journey": pl.UInt32, "code": pl.UInt8}))["code"].to_list()
    [2, 1, 3]
    """
    moment = found.get_column("occurred_at").cast(pl.Datetime("us")).to_physical()
    journey, code = found.get_column("journey"), found.get_column("code")
    first, *most = (_whole(each) for each in (moment.min(), journey.max(), code.max()))
    passed = moment.fill_null(first).to_numpy() - first
    seconds = (passed / _SECOND).astype(np.int64)  # exact where it is whole, and else not used
    unit, since = (_SECOND, seconds) if (seconds * _SECOND == passed).all() else (1, passed)
    bits, low = int(since.max(initial=0)).bit_length(), most[1].bit_length()
    if moment.has_nulls() or low + bits + most[0].bit_length() > _BITS:
        return found.sort("journey", "occurred_at", maintain_order=True)
    words = journey.to_numpy().astype(np.uint64) << np.uint64(bits)
    words += since.view(np.uint64)
    words <<= np.uint64(low)
    np.add(words, code.to_numpy(), out=words, casting="unsafe")  # codes are whole numbers from 1
    word = _as_they_stood(words, pl.Series(words).sort().to_numpy(), np.uint64(low), bits)
    return _taken_apart(word, low, bits, unit, first).cast(found.schema)


def _whole(value: object) -> int:
    """Give a whole number; 0 where there is none."""
    return value if isinstance(value, int) else 0


def _taken_apart(word: Words, low: int, bits: int, unit: int, first: int) -> pl.DataFrame:
    """Give journey, occurred_at and code of each word."""
    since = word >> np.uint64(low)
    journey = (since >> np.uint64(bits)).astype(np.uint32)
    since &= np.uint64(2**bits - 1)
    at = since.view(np.int64)
    at *= unit
    at += first
    code = word.astype(np.uint32) & np.uint32(2**low - 1)
    moment = pl.Series(at).cast(pl.Datetime("us"))
    return pl.DataFrame({"journey": journey, "occurred_at": moment, "code": code})


def _as_they_stood(words: Words, ordered: Words, low: np.uint64, bits: int) -> Words:
    """Put touches of one journey and moment back as they stood; the sort had them by channel."""
    key = ordered >> low
    again = np.flatnonzero((key[1:] == key[:-1]) & (ordered[1:] != ordered[:-1]))
    if not len(again):
        return ordered
    twice, above = np.unique(key[again]), low + np.uint64(bits)
    has_twice = np.zeros(int(ordered[-1] >> above) + 1, bool)
    has_twice[twice >> np.uint64(bits)] = True
    near = words[has_twice[words >> above]]
    stood = near[np.isin(near >> low, twice)]
    begin, end = (np.searchsorted(key, twice, side) for side in ("left", "right"))
    place = np.repeat(end - np.cumsum(end - begin), end - begin) + np.arange(len(stood))
    found = ordered.copy()
    found[place] = stood[np.argsort(stood >> low, kind="stable")]
    return found

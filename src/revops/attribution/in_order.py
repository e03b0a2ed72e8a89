"""Touches in order under their journeys, without a sort of the whole.

Touches are counted out twice, to some thousand journeys at a time and then to each one's own; so
they stay near the processor, and as they stood. Then each journey's few are sorted, as one whole
number each (see `packed`). Counting out is what makes a sparse matrix of its entries.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

from revops.attribution.packed import Packing, Words, packed, packing
from revops.attribution.placed import NOBODY, Numbers

_TOUCHES = 2**16  # of the journeys that are taken at a time, about
_MOST_SHIFT = 30


def in_order(found: pl.DataFrame) -> pl.DataFrame:
    """Sort touches (journey, occurred_at, code) by journey and time; rows alike stay as they stood.

    Touches of `NOBODY` fall away.

    >>> from datetime import datetime
    >>> days = [datetime(2026, 3, 9), datetime(2026, 3, 2), datetime(2026, 3, 2)]
    >>> in_order(pl.DataFrame({"journey": [0, 0, 0], "occurred_at": days, "code": [3, 2, 1]},
    ...     schema_overrides={"journey": pl.UInt32, "code": pl.UInt8}))["code"].to_list()
    [2, 1, 3]
    """
    moment, code = found.get_column("occurred_at"), found.get_column("code")
    how = packing(moment, code)
    if how is None:
        kept = found.filter(pl.col("journey") != NOBODY)
        return kept.sort("journey", "occurred_at", maintain_order=True)
    words, journey = packed(moment, code, how), found.get_column("journey").to_numpy()
    kept = journey != NOBODY
    if not kept.all():
        journey, words = journey[kept], words[kept]
    return _laid_out(journey, words, how).cast(found.schema)


def _laid_out(journey: Numbers, words: Words, how: Packing) -> pl.DataFrame:
    """Give journey, occurred_at and code of each touch, in order."""
    n, code_kind = len(words), np.min_scalar_type(2**how.low - 1)
    of, at, code = np.empty(n, np.uint32), np.empty(n, np.int64), np.empty(n, code_kind)
    for rows, first, made in _counted_out(journey, words):
        n_own = np.diff(made.indptr)
        of[rows] = np.repeat(np.arange(first, first + len(n_own), dtype=np.uint32), n_own)
        word = _as_they_stood(made, how.low)
        at[rows], code[rows] = how.moments(word), how.codes(word)
    return pl.DataFrame({"journey": of, "occurred_at": at, "code": code})


def _counted_out(journey: Numbers, words: Words) -> Iterator[tuple[slice, int, sparse.csr_array]]:
    """Give the words of some journeys (rows) at a time: where they stand, the first's number."""
    n_journeys = int(journey.max(initial=0)) + 1
    shift = (n_journeys * _TOUCHES // max(len(words), 1)).bit_length()
    shift = min(shift, _MOST_SHIFT)
    some = _by_row(journey >> np.uint32(shift), words, journey)
    for number, (begin, end) in enumerate(zip(some.indptr[:-1], some.indptr[1:], strict=True)):
        rows, first = slice(int(begin), int(end)), number << shift
        own = some.data[rows] - np.uint32(first)
        yield rows, first, _by_row(own, some.indices[rows], np.ones(len(own), np.int8))


def _by_row(row: Numbers, words: Words, data: npt.NDArray[np.integer]) -> sparse.csr_array:
    """Count words out to their rows, in which they stay as they stood."""
    wide = words.itemsize > row.itemsize  # rows and words must be of one kind
    places = row.astype(words.dtype) if wide else row.view(words.dtype)
    shape = (int(row.max(initial=0)) + 1, int(np.iinfo(words.dtype).max))
    made = sparse.coo_array((data, (places, words)), shape=shape)
    made.has_canonical_format = True  # else words that come twice would be made one
    return made.tocsr()


def _as_they_stood(made: sparse.csr_array, low: int) -> Words:
    """Sort each journey's words by moment, and leave those of one moment as they stood."""
    stood = made.indices.copy()
    made.sort_indices()
    word: Words = made.indices
    moment = word >> low
    again = np.flatnonzero((moment[1:] == moment[:-1]) & (word[1:] != word[:-1]))
    if len(again):
        rows = np.unique(np.searchsorted(made.indptr, again, "right") - 1)
        n, begin = np.diff(made.indptr)[rows], made.indptr[rows]
        place = np.repeat(begin - np.cumsum(n) + n, n) + np.arange(n.sum())
        own = stood[place]
        word[place] = own[np.lexsort((own >> low, np.repeat(rows, n)))]
    return word

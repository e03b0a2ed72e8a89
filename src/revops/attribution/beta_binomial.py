"""How alike are the rates of many sets? The weight of the beta prior under which counts are likely.

With n journeys in a set of which c converted, and a prior of mean m and weight M, the likelihood
of a set is B(c + mM, n - c + (1 - m)M) / B(mM, (1 - m)M). Its slope in M adds up digamma(c + a) -
digamma(a), which for a whole number c is 1/a + 1/(a + 1) + ... + 1/(a + c - 1): so it needs no
more than how many sets have more than k, for each k, and divisions. The likeliest M is found by
Newton's method in log M, kept inside of its bounds, for all replicates at once.

Source: Skellam 1948; the sums as in Minka 2000, Estimating a Dirichlet distribution.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.number]
_WIDEST, _NARROWEST = np.log(1e-2), np.log(1e7)  # of the prior's weight, in journeys
_LARGE = 2048  # from here on, digamma is less work than the sum
_AT_ONCE = 2**15  # cells of the tables of one block, so that they stay near the processor
_CLOSE, _MOST_STEPS = 1e-7, 100  # of log M
_NEARLY = 1e-4  # from here on Newton's next step is below what is close


def likeliest(converted: Counts, total: Counts, mean: Floats) -> Floats:
    """Give the likeliest weight for each replicate (rows) from the counts of its sets (columns).

    `mean` is above 0 and below 1. Between 0.01 and 10,000,000 journeys.

    >>> likeliest(np.array([[1.0, 9.0]]), np.array([[10.0, 10.0]]), np.array([0.5])).round(3)
    array([1.341])
    """
    widest = min(int(total.max(initial=0)) + 1, _LARGE)
    rows = max(_AT_ONCE // widest, 1)
    begin, parts = (_WIDEST + _NARROWEST) / 2, [np.zeros(0)]
    for start in range(0, len(mean), rows):
        block = slice(start, start + rows)
        found = _Sets.of(converted[block], total[block], mean[block]).likeliest(begin)
        begin = float(np.median(found))  # replicates are much alike, so the next are near
        parts.append(found)
    weight: Floats = np.exp(np.concatenate(parts))
    return weight


@dataclass(frozen=True)
class _Tally:
    """Counts of one kind: how many exceed 0, 1, ... (columns), and those not counted so."""

    exceed: Floats
    others: Floats
    of: npt.NDArray[np.int64]

    @classmethod
    def of_counts(cls, counts: Counts) -> "_Tally":
        """Tally the whole numbers that are not large; keep the others as they are."""
        n, value = len(counts), counts.astype(np.int64)
        small = value < _LARGE
        if not np.issubdtype(counts.dtype, np.integer):
            small &= value == counts
        row, place = np.nonzero(~small) if not small.all() else (value[:0, 0], value[0, :0])
        value = np.where(small, value, 0) if len(row) else value
        width = int(value.max(initial=0)) + 1
        value += np.arange(n)[:, None] * width
        table = np.bincount(value.ravel(), minlength=n * width).reshape(n, width)
        exceed = table[:, :0:-1].cumsum(axis=1)[:, ::-1].astype(np.float64)
        others = counts[row, place].astype(np.float64)
        return cls(np.ascontiguousarray(exceed), others, row)

    def slopes(self, a: Floats) -> tuple[Floats, Floats]:
        """Add up digamma(count + a) - digamma(a) in each row, and the same of its derivative."""
        each = 1.0 / (a[:, None] + np.arange(self.exceed.shape[1]))
        part = self.exceed * each
        first, second = part.sum(axis=1), -np.einsum("ij,ij->i", part, each)
        if len(self.of):
            n, whole = np.bincount(self.of, minlength=len(a)), a[self.of] + self.others
            near = (1 + (1 + 1 / whole / 3) / whole / 2) / whole  # derivative of digamma, nearly
            first += np.bincount(self.of, special.psi(whole), len(a)) - n * special.psi(a)
            second += np.bincount(self.of, near, len(a)) - n * special.zeta(2, a)
        return first, second


@dataclass(frozen=True)
class _Sets:
    """The counts of some replicates: converted, lost and all, and the share that converted."""

    converted: _Tally
    lost: _Tally
    every: _Tally
    mean: Floats

    @classmethod
    def of(cls, converted: Counts, total: Counts, mean: Floats) -> "_Sets":
        """Tally the counts of sets; those that never converted add nothing to `converted`."""
        ever = converted[:, converted.any(axis=0)]
        won, lost, every = (_Tally.of_counts(each) for each in (ever, total - converted, total))
        return cls(won, lost, every, mean)

    def slopes(self, log_weight: Floats) -> tuple[Floats, Floats]:
        """Give the slope of the log-likelihood in log M, and the slope of that."""
        weight, m = np.exp(log_weight), self.mean
        won, won_more = self.converted.slopes(m * weight)
        lost, lost_more = self.lost.slopes((1 - m) * weight)
        every, every_more = self.every.slopes(weight)
        first = weight * (m * won + (1 - m) * lost - every)
        second = m**2 * won_more + (1 - m) ** 2 * lost_more - every_more
        return first, first + weight**2 * second

    def likeliest(self, begin: float) -> Floats:
        """Follow the slope to where it is none, by halves where Newton would leave the bounds."""
        low, high = (np.full_like(self.mean, end) for end in (_WIDEST, _NARROWEST))
        at = np.full_like(self.mean, begin)
        first, second = self.slopes(at)
        rises = first >= 0
        if rises.any():
            rises &= self.slopes(high)[0] >= 0
        for _ in range(_MOST_STEPS):
            low, high = np.where(first > 0, at, low), np.where(first > 0, high, at)
            newton = at - np.divide(first, second, out=np.full_like(at, np.inf), where=second < 0)
            inside = (newton >= low) & (newton <= high)
            new = np.where(inside, newton, (low + high) / 2)
            moved, at = np.abs(new - at), new
            if (rises | (moved < np.where(inside, _NEARLY, _CLOSE))).all():
                break
            first, second = self.slopes(at)
        return np.where(rises, _NARROWEST, at)

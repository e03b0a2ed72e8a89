"""Between which numbers does a normal week lie?"""

import numpy as np

from revops.alignment.unusual.laws import tails
from revops.alignment.unusual.rules import Signal

#: A count this many times its mean is outside any limits.
_REACH = 12


def normal_range(signal: Signal, level: float) -> tuple[float, float]:
    """Give the lowest and the highest number that is not unusual at a two-sided level.

    These are the limits of the total of the weeks; for a measure, of a usual one of them.

    >>> from revops.alignment.unusual.series import Series
    >>> past = Series("n_won", "count", np.full(26, 4.0), np.full(26, 5.0))
    >>> normal_range(Signal(past, "week", 12.0, 5.0, past, 0.003, True), 0.01)
    (0.0, 10.0)
    """
    past, n = signal.past, signal.n
    if past.law == "measure":
        top = max(float(past.x.max()) * _REACH, signal.x, 1.0)
        candidates = np.linspace(0.0, np.sqrt(top), 4001) ** 2
    else:
        mean = n * float(past.x.sum() / past.n.sum()) if past.n.sum() else 0.0
        top = n if past.law == "share" else np.ceil(mean * 3 + _REACH * 4)
        candidates = np.arange(0.0, max(top, signal.x) + 1)
    low, high = tails(candidates, n, past, signal.weeks)
    fine = candidates[2 * np.minimum(low, high) > level]
    return (float(fine[0]), float(fine[-1])) if fine.size else (signal.x, signal.x)

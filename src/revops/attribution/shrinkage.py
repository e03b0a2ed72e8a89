"""Shrinkage: rates of small counts, drawn towards the whole by a beta prior that the data give.

Source: empirical Bayes, the beta-binomial model (Skellam 1948); the prior by its greatest
likelihood over all sets.
"""

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

Floats = npt.NDArray[np.float64]
_WIDEST, _NARROWEST = np.log(1e-2), np.log(1e7)  # of the prior's weight, in journeys


def beta_prior(converted: Floats, total: Floats) -> tuple[float, float]:
    """Give the prior's two counts (converted, lost), with the mean of the whole.

    The mean is that of all journeys; the weight is the one under which the counts of the sets
    are likeliest. Sets that differ no more than chance would have it get a very heavy prior.

    >>> a, b = beta_prior(np.array([1.0, 9.0]), np.array([10.0, 10.0]))
    >>> round(a / (a + b), 3), a + b < 10
    (0.5, True)
    """
    mean = float(converted.sum() / total.sum()) if total.sum() > 0 else 0.0
    if not 0.0 < mean < 1.0:
        return mean, 1.0 - mean

    def unlikely(log_weight: float) -> float:
        a, b = mean * np.exp(log_weight), (1 - mean) * np.exp(log_weight)
        each = special.betaln(converted + a, total - converted + b) - special.betaln(a, b)
        return -float(np.sum(each))

    found = optimize.minimize_scalar(unlikely, bounds=(_WIDEST, _NARROWEST), method="bounded")
    weight = float(np.exp(found.x))
    return mean * weight, (1 - mean) * weight


def shrunk(converted: Floats, total: Floats) -> tuple[Floats, float]:
    """Give each set's rate, drawn towards the whole, and the rate of a set that was never seen."""
    a, b = beta_prior(converted, total)
    return (converted + a) / (total + a + b), a / (a + b)

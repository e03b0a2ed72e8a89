"""Shrinkage: rates of small counts, drawn towards the whole by a beta prior that the data give.

Source: empirical Bayes, the beta-binomial model (Skellam 1948); the prior by its greatest
likelihood over all sets (see `beta_binomial`), for every replicate at once.
"""

import numpy as np
import numpy.typing as npt

from revops.attribution.beta_binomial import likeliest

Floats = npt.NDArray[np.float64]


def beta_prior(converted: Floats, total: Floats) -> tuple[float, float]:
    """Give the prior's two counts (converted, lost), with the mean of the whole.

    The mean is that of all journeys; the weight is the one under which the counts of the sets
    are likeliest. Sets that differ no more than chance would have it get a very heavy prior.

    >>> a, b = beta_prior(np.array([1.0, 9.0]), np.array([10.0, 10.0]))
    >>> round(a / (a + b), 3), a + b < 10
    (0.5, True)
    """
    a, b = beta_priors(converted[None], total[None])
    return float(a[0]), float(b[0])


def beta_priors(converted: Floats, total: Floats) -> tuple[Floats, Floats]:
    """Give the two counts of each replicate (rows) from the counts of its sets (columns)."""
    converted, total = (np.ascontiguousarray(each, np.float64) for each in (converted, total))
    whole = total.sum(axis=1)
    mean = np.divide(converted.sum(axis=1), whole, out=np.zeros_like(whole), where=whole > 0)
    weight, open_ = np.ones_like(mean), (mean > 0.0) & (mean < 1.0)
    if open_.any():
        weight[open_] = likeliest(converted[open_], total[open_], mean[open_])
    return mean * weight, (1 - mean) * weight


def shrunk(converted: Floats, total: Floats) -> tuple[Floats, float]:
    """Give each set's rate, drawn towards the whole, and the rate of a set that was never seen."""
    rates, unseen = shrunk_each(converted[None], total[None])
    return rates[0], float(unseen[0])


def shrunk_each(converted: Floats, total: Floats) -> tuple[Floats, Floats]:
    """Give the rates of each replicate's sets (rows), and that of a set never seen."""
    a, b = beta_priors(converted, total)
    rates: Floats = (converted + a[:, None]) / (total + (a + b)[:, None])
    return rates, a / (a + b)

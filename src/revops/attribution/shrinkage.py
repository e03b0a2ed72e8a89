"""Shrinkage: rates of small counts, drawn towards the whole by a beta prior that the data give.

Source: empirical Bayes, the beta-binomial model (Skellam 1948); the prior by its greatest
likelihood over all sets (see `beta_binomial`), for every replicate at once.
"""

import numpy as np
import numpy.typing as npt

from revops.attribution.beta_binomial import likeliest

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.number]


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


def beta_priors(converted: Counts, total: Counts) -> tuple[Floats, Floats]:
    """Give the two counts of each replicate (rows) from the counts of its sets (columns)."""
    whole = total.sum(axis=1, dtype=np.float64)
    mean = np.divide(converted.sum(axis=1), whole, out=np.zeros_like(whole), where=whole > 0)
    weight, open_ = np.ones_like(mean), (mean > 0.0) & (mean < 1.0)
    if open_.any():
        some = slice(None) if open_.all() else open_
        weight[open_] = likeliest(converted[some], total[some], mean[open_])
    return mean * weight, (1 - mean) * weight


def shrunk_each(converted: Counts, total: Counts) -> tuple[Floats, Floats]:
    """Give the rates of each replicate's sets (rows), and that of a set never seen."""
    a, b = beta_priors(converted, total)
    rates: Floats = np.divide(converted + a[:, None], total + (a + b)[:, None])
    return rates, a / (a + b)


def counted_each(converted: Counts, total: Counts) -> tuple[Floats, Floats]:
    """Give the rates of each replicate's sets (rows) as counted, and that of a set never seen.

    >>> rates, unseen = counted_each(np.array([[1.0, 0.0]]), np.array([[4.0, 0.0]]))
    >>> rates.tolist(), unseen.tolist()
    ([[0.25, 0.25]], [0.25])
    """
    whole = total.sum(axis=1, dtype=np.float64)
    unseen = np.divide(converted.sum(axis=1), whole, out=np.zeros_like(whole), where=whole > 0)
    rates = np.repeat(unseen[:, None], total.shape[1], axis=1)
    return np.divide(converted, total, out=rates, where=total > 0), unseen

"""How surprising is a week, if all weeks come from one law?

A count: given both totals, the events of this week among all are binomial with the week's share
of the working days, n / (n + N): the exact test of two Poisson rates (Przyborowski and
Wilenski 1940), which knows that the normal rate itself was only estimated.
A share: given both totals, hypergeometric (Fisher's exact test).
A measure: XmR. Sigma is the mean moving range / 1.128, so that the natural process limits are
the mean +- 2.66 mean moving ranges (Wheeler 1993, "Understanding Variation"); the doubt in both
is in Student's t with 0.62 (k - 1) degrees for k weeks (Cryer and Ryan 1990). Measures are
sums of money, so it is their square root that is charted, which is less skewed.

Weeks often differ more than the exact laws say (a fair, a mailing every second week). So the
dispersion of the past weeks, chi-square / degrees, is measured; above 1 it widens the limits:
the surprise as a normal deviate is divided by its square root (quasi-likelihood). The exact
laws of small counts ask too much of a week, so the number itself counts by half (mid-p;
Lancaster 1961).
"""

import numpy as np
from scipy import special

from revops.alignment.unusual.series import Floats, Series

#: Mean moving range / sigma, and degrees of freedom for each moving range.
_D2, _EFFICIENCY = 1.128, 0.62


def tails(x: Floats, n: float, past: Series, weeks: int = 1) -> tuple[Floats, Floats]:
    """Give the chances of less than x and of more than x, for each x; x itself counts by half.

    `past` holds the weeks that are taken for normal. A count or share lasted n; a measure is
    that of a usual week of so many: `usual_week`.

    >>> past = Series("n_won", "count", np.full(26, 4.0), np.full(26, 5.0))
    >>> low, high = tails(np.array([0.0, 12.0]), 5.0, past)
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.0099, 0.9992], [0.9901, 0.0008])
    """
    match past.law:
        case "count":
            low, high = _count(x, n, float(past.x.sum()), float(past.n.sum()))
        case "share":
            low, high = _share(x, n, float(past.x.sum()), float(past.n.sum()))
        case "measure":
            return _measure(x, past, weeks)
    return _wider(low, past), _wider(high, past)


def usual_week(x: Floats) -> float:
    """Give the square of the mean root: what a measure is in a usual one of some weeks.

    >>> usual_week(np.array([100.0, 100.0, 400.0, 400.0]))
    225.0
    """
    return float(np.sqrt(np.maximum(x, 0.0)).mean() ** 2)


def _count(x: Floats, n: float, others: float, days: float) -> tuple[Floats, Floats]:
    """Binomial tails, as incomplete beta functions: `others` events came in `days` before."""
    now, before = n / (n + days), days / (n + days)
    some, any_ = np.maximum(x, 1.0), bool(others)
    not_more = special.betainc(max(others, 1.0), x + 1, before) if any_ else np.ones_like(x)
    less = np.where(x > 0, special.betainc(others + 1, some, before), 0.0)
    not_less = np.where(x > 0, special.betainc(some, others + 1, now), 1.0)
    more = special.betainc(x + 1, max(others, 1.0), now) if any_ else np.zeros_like(x)
    return (not_more + less) / 2, (not_less + more) / 2


def _share(x: Floats, n: float, others: float, all_others: float) -> tuple[Floats, Floats]:
    """Hypergeometric tails: x of n this week, `others` of `all_others` before."""
    low, high = np.ones_like(x), np.ones_like(x)
    for i, one in enumerate(x):
        drawn = np.arange(max(0.0, one + others - all_others), min(n, one + others) + 1)
        ways = _choose(one + others, drawn) + _choose(n + all_others - one - others, n - drawn)
        chance = np.exp(ways - _choose(n + all_others, n))
        half = chance[drawn == one].sum() / 2
        low[i], high[i] = chance[drawn < one].sum() + half, chance[drawn > one].sum() + half
    return low, high


def _choose(n: float, k: Floats | float) -> Floats:
    """Give the logarithm of n over k."""
    ways: Floats = np.asarray(special.gammaln(n + 1) - special.gammaln(np.add(k, 1)))
    ways -= special.gammaln(n - np.asarray(k) + 1)
    return ways


def _measure(x: Floats, past: Series, weeks: int) -> tuple[Floats, Floats]:
    """Student tails around the mean of the past weeks, with sigma from the moving ranges."""
    charted = np.sqrt(np.maximum(past.x, 0.0))
    sigma = np.abs(np.diff(charted)).mean() / _D2
    if sigma == 0:  # nothing ever moved: there is no normal variation to measure by
        return np.ones_like(x), np.ones_like(x)
    miss = sigma * np.sqrt(1 / weeks + 1 / charted.size)
    deviate = (np.sqrt(np.maximum(x, 0.0)) - charted.mean()) / miss
    degrees = _EFFICIENCY * (charted.size - 1)
    return special.stdtr(degrees, deviate), special.stdtr(degrees, -deviate)


def dispersion(past: Series) -> float:
    """Give chi-square / degrees of freedom of the past weeks, at least 1.

    >>> dispersion(Series("n_won", "count", np.array([0.0, 8.0, 0.0, 8.0]), np.ones(4)))
    5.333333333333333
    """
    if past.law == "measure" or past.n.sum() == 0:
        return 1.0
    rate = past.x.sum() / past.n.sum()
    spread = past.n * rate * ((1 - rate) if past.law == "share" else 1.0)
    counts = spread > 0
    if counts.sum() < 2:
        return 1.0
    chi = ((past.x - past.n * rate)[counts] ** 2 / spread[counts]).sum()
    return max(1.0, float(chi / (counts.sum() - 1)))


def _wider(tail: Floats, past: Series) -> Floats:
    """Divide the surprise of a tail by the square root of the dispersion."""
    deviate = special.ndtri(np.clip(tail, 1e-300, 1.0))
    surprising = deviate < 0
    eased = special.ndtr(deviate / np.sqrt(dispersion(past)))
    return np.where(surprising, eased, tail)

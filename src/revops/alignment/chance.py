"""What is the chance of reaching a goal, if the rest of its period goes as the last weeks went?

The weeks of the last year, W of them with mean m and standard deviation s, say what w weeks to
come may bring: their sum is m * w, and it misses by s * sqrt(w + w^2 / W), the first part the
luck of those weeks, the second the doubt in the mean. So the chance of at least `needed` is

    P(T > (needed - m * w) / (s * sqrt(w + w^2 / W))),   T Student's t with W - 1 degrees

It knows no season, no trend and no open deal: it is what the usual pace alone promises.
Source: the prediction interval for a sum of future observations; Hahn and Meeker 1991,
"Statistical Intervals", 4.2.
"""

from math import sqrt

import polars as pl

#: Fewer weeks say too little of how weeks differ.
FEWEST_WEEKS = 8


def chance(needed: float, weeks_left: float, past: pl.Series) -> float | None:
    """Give the chance that the weeks left bring what is needed; null where too little is known.

    >>> past = pl.Series([10.0, 14.0, 12.0, 8.0, 11.0, 13.0, 9.0, 15.0])
    >>> round(chance(46, 4, past), 2), chance(0, 4, past), chance(5, 0, past)
    (0.5, 1.0, 0.0)
    >>> chance(46, 4, past.head(3)) is None
    True
    """
    if needed <= 0 or weeks_left <= 0:
        return float(needed <= 0)
    if past.len() < FEWEST_WEEKS:
        return None
    mean, spread = (float(str(figure)) for figure in (past.mean(), past.std()))
    miss = spread * sqrt(weeks_left + weeks_left**2 / past.len())
    gap = needed - mean * weeks_left
    if miss == 0:
        return float(gap <= 0)
    from scipy.stats import t  # a third of a second, only where it is needed

    return float(t.sf(gap / miss, past.len() - 1))

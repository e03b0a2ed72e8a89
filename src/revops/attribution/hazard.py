"""An additive hazard: every touch adds to the chance of converting, and fades as days pass.

At time t a journey's hazard is the sum over its earlier touches of b_c w_c exp(-w_c (t - t_touch)),
with b_c the expected number of conversions that a touch on channel c brings in the end, and w_c
how fast it fades a day. A journey that converted at T has likelihood hazard(T) x exp(-sum of
b_c (1 - exp(-w_c age))), any other one the second factor alone, with age from the touch to the end
of what was observed: open, lost and expired journeys all speak, and for as long as they were seen.

Source: Zhang, Wei, Ren 2014 (ICDM), multi-touch attribution based on an additive hazard. Solved by
L-BFGS on the logarithms, with the gradient (scipy).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]
_BOUNDS_B = (np.log(1e-9), np.log(1e2))
_BOUNDS_W = (np.log(1e-4), np.log(1e1))  # a half-life from 1.7 hours to 19 years
_FIRST_W = np.log(np.log(2) / 30)  # begin at a half-life of 30 days


@dataclass(frozen=True)
class Touched:
    """Touches in arrays: channel (0, 1, ...), journey (0, 1, ...), and days since the touch.

    `age` runs to the conversion and matters where the journey converted; `exposure` to the end of
    what was observed of the journey (its conversion or loss, else the last day); `ago` to the
    last day, whatever happened before.
    """

    channel: Codes
    journey: Codes
    age: Floats
    exposure: Floats
    ago: Floats
    converted: npt.NDArray[np.bool_]
    n_channels: int


@dataclass(frozen=True)
class Hazard:
    """What a touch on each channel brings in the end, and how fast that fades (a day)."""

    brings: Floats
    fades: Floats

    def log_weight(self, channel: Codes, age: Floats) -> Floats:
        """Give the logarithm of each touch's part of the hazard."""
        part: Floats = (
            np.log(self.brings)[channel] + np.log(self.fades)[channel] - self.fades[channel] * age
        )
        return part

    def expected(self, touched: Touched, since: Floats) -> Floats:
        """Give the conversions that each journey's touches will bring from a day to the last.

        `since` is how many days before that day each touch was.
        """
        fades = self.fades[touched.channel]
        part = self.brings[touched.channel] * (
            np.exp(-fades * since) - np.exp(-fades * touched.ago)
        )
        return np.bincount(touched.journey, weights=part).astype(np.float64)


def fit(touched: Touched) -> Hazard:
    """Find the hazard under which the journeys are likeliest.

    >>> two = Touched(np.array([0, 1]), np.array([0, 1]), np.array([1.0, 1.0]),
    ...     np.array([1.0, 90.0]), np.array([90.0, 90.0]), np.array([True, False]), 2)
    >>> found = fit(two)
    >>> bool(found.brings[0] > found.brings[1])
    True
    """
    n = touched.n_channels
    rate = max(touched.converted.sum() / max(len(touched.channel), 1), 1e-6)
    begin = np.concatenate([np.full(n, np.log(rate)), np.full(n, _FIRST_W)])
    found = optimize.minimize(
        _unlikely, begin, args=(touched,), jac=True, method="L-BFGS-B",
        bounds=[_BOUNDS_B] * n + [_BOUNDS_W] * n, options={"maxiter": 500, "ftol": 1e-12},
    )  # fmt: skip
    return Hazard(np.exp(found.x[:n]), np.exp(found.x[n:]))


def _unlikely(logs: Floats, touched: Touched) -> tuple[float, Floats]:
    """Give minus the log-likelihood a journey, and its gradient by the logarithms."""
    n, c = touched.n_channels, touched.channel
    made = Hazard(np.exp(logs[:n]), np.exp(logs[n:]))
    won = touched.converted
    part = made.log_weight(c[won], touched.age[won])
    part_of, n_journeys = touched.journey[won], int(touched.journey.max()) + 1
    whole = _log_sum(part, part_of, n_journeys)
    share = np.exp(part - whole[part_of])
    left = np.exp(-made.fades[c] * touched.exposure)
    up = np.bincount(c, weights=1.0 - left, minlength=n) * made.brings
    faded = np.bincount(c, weights=left * touched.exposure, minlength=n)
    shares = np.bincount(c[won], weights=share, minlength=n)
    aged = np.bincount(c[won], weights=share * touched.age[won], minlength=n)
    value = up.sum() - whole[np.unique(part_of)].sum()
    by_fades = made.brings * made.fades * faded - (shares - made.fades * aged)
    scale = max(n_journeys, 1)
    return float(value / scale), np.concatenate([up - shares, by_fades]) / scale


def _log_sum(part: Floats, journey: Codes, n: int) -> Floats:
    """Give the logarithm of the sum of exponentials within each journey."""
    top = np.full(n, -np.inf)
    np.maximum.at(top, journey, part)
    top = np.where(np.isfinite(top), top, 0.0)
    summed = np.bincount(journey, weights=np.exp(part - top[journey]), minlength=n)
    logs: Floats = special.xlogy(1.0, np.maximum(summed, np.finfo(float).tiny)) + top
    return logs

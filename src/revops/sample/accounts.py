"""The market: companies with size, industry, a fit and a hidden intent to buy.

`intent` is the confounder: it drives both what finds a company and what it does. `window` is
the day on which the company starts to look.
"""

from math import inf

import numpy as np
import polars as pl

from revops.errors import BadParameter
from revops.sample.calendar import BEFORE, END, WEEKS, season
from revops.sample.company import COUNTRIES, INDUSTRIES, PRODUCTS
from revops.sample.stories import Stories
from revops.sample.streams import Floats, Ints, stream, weighted

#: Accounts drawn for each lead asked for, so that about that many leads come out.
ACCOUNTS_PER_LEAD = 0.912
#: Leads asked for, for each lead that comes out of a stable company.
ASKED_PER_LEAD = 1.055
GROUP_SIZES = (0.50, 0.26, 0.14, 0.07, 0.03)
PROSPECTED = 0.035
#: The day on which the first company starts to look.
_LOOKING = -45.0


def leads_of(per_week: float) -> int:
    """Give the leads to ask for, so that about so many a week come out of a stable company.

    >>> leads_of(60)
    4937

    Raises:
        BadParameter: for a number that is none, or not above 0.
    """
    if not 0 < per_week < inf:
        raise BadParameter(f"{per_week:g} leads a week make no company; ask for more than 0.")
    return round(per_week * WEEKS * ASKED_PER_LEAD)


def draw_accounts(seed: int, n_leads: int, stories: Stories) -> pl.DataFrame:
    """Draw the market: one row per company, with every random number its fate needs."""
    rng = stream(seed, "accounts")
    before = 0.0 if "young_company" in stories else BEFORE
    size = round(n_leads * ACCOUNTS_PER_LEAD * (1 + before / (END - _LOOKING)))
    industry = weighted(rng, {name: share for name, (share, _) in INDUSTRIES.items()}, size)
    employees = np.clip(np.exp(rng.normal(4.1, 1.1, size)), 4, 4000).round()
    of_industry = np.array([INDUSTRIES[name][1] for name in industry])
    fit = 0.45 * (np.log(employees) - 4.1) / 1.1 + of_industry + rng.normal(0, 0.4, size)
    return pl.DataFrame(
        {
            "account": np.arange(size),
            "country": weighted(rng, COUNTRIES, size),
            "industry": industry,
            "employees": employees.astype(np.int64),
            "product": weighted(rng, dict(zip(PRODUCTS, (0.5, 0.3, 0.2), strict=True)), size),
            "fit": fit,
            "intent": rng.normal(0, 1, size),
            "window": _windows(rng, size, stories, before),
            "group_size": _group_sizes(rng, fit),
            "is_prospected": rng.random(size) < PROSPECTED,
        }
    ).with_columns(_fates(seed, size))


def _windows(rng: np.random.Generator, size: int, stories: Stories, before: float) -> Floats:
    """Draw the day on which each company starts to look, by season."""
    days = np.arange(_LOOKING - before, END)
    busy = season(days, grows="growth" in stories, varies="seasons" in stories)
    return rng.choice(days, size, p=busy / busy.sum()) + rng.random(size)


def _group_sizes(rng: np.random.Generator, fit: Floats) -> Ints:
    """Draw how many people take part; more where the company fits better."""
    bounds = np.cumsum(GROUP_SIZES)[:-1]
    u = np.clip(rng.random(len(fit)) + 0.05 * fit, 0, 0.999)
    return np.searchsorted(bounds, u, side="right").astype(np.int64) + 1


def _fates(seed: int, size: int) -> list[pl.Series]:
    """Draw the noise of each later step beforehand: the same in every what-if."""
    rng = stream(seed, "fates")
    noise = [pl.Series(f"noise_{step}", rng.logistic(0, 1, size)) for step in ("deal", "win")]
    normal = [pl.Series(f"z_{name}", rng.normal(0, 1, size)) for name in ("lag", "cycle", "value")]
    names = ("pull", "zombie", "stage", "skip", "split", "reason", "currency", "amount", "owner")
    return noise + normal + [pl.Series(f"u_{name}", rng.random(size)) for name in names]

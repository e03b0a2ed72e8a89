"""How well does what was learnt foretell who converts? Held-out log-loss, beside counts alone."""

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import optimize, special

from revops.attribution.accounts import account
from revops.attribution.hazard import Hazard, Touched, fit
from revops.attribution.touched import part_of, touched

Floats = npt.NDArray[np.float64]
_RIDGE = 1e-3  # so that a channel that only winners touched has a finite weight
_LEAST = 1e-12


def foretold(
    journeys: pl.DataFrame, *, landmark_days: float = 30.0, folds: int = 5
) -> pl.DataFrame:
    """One row is one way to foretell: model, log_loss (natural, a journey), n_journeys.

    Asked `landmark_days` after a journey's first touch, of the journeys that have not ended by
    then and from the touches until then: will it convert by the as-of day? (Asked at the end, the
    number of touches would tell the answer: a conversion stops the counting.)
    `additive_hazard` knows which channels touched and when: its expected conversions from then on
    go through a logistic regression. `touch_counts` is a logistic regression on how often
    each channel touched; `base_rate` knows nothing but the share that converts. Each is learnt
    without one fifth of the accounts and judged on it, in turn. Less is better; a model that
    loses to the base rate has learnt nothing.

    Accounts fall into folds by their place in the order of names: no draw.
    """
    arrays, _ = touched(journeys)
    fold = _folds(journeys, folds)
    parts = [
        _losses(part_of(arrays, fold != held), part_of(arrays, fold == held), landmark_days)
        for held in range(folds)
    ]
    by_model = {name: np.concatenate([each[name] for each in parts]) for name in parts[0]}
    return pl.DataFrame(
        {
            "model": list(by_model),
            "log_loss": [float(each.mean()) if len(each) else None for each in by_model.values()],
            "n_journeys": [len(each) for each in by_model.values()],
        },
        schema={"model": pl.String, "log_loss": pl.Float64, "n_journeys": pl.Int64},
    )


def _losses(train: Touched, test: Touched, days: float) -> dict[str, Floats]:
    """Give the log-loss of each journey of one fold, by each way to foretell."""
    found = fit(train)
    (known, known_since), (asked, asked_since) = (_at(each, days) for each in (train, test))
    told, truth = _converted(known), _converted(asked)
    if not len(truth) or not len(told):
        return dict.fromkeys(("additive_hazard", "touch_counts", "base_rate"), np.zeros(0))
    hazards = (_expected(found, known, known_since), _expected(found, asked, asked_since))
    return {
        "additive_hazard": _loss(_regressed(told, *hazards), truth),
        "touch_counts": _loss(_regressed(told, _counted(known), _counted(asked)), truth),
        "base_rate": _loss(np.full(len(truth), told.mean()), truth),
    }


def _at(part: Touched, days: float) -> tuple[Touched, Floats]:
    """Give what is known so long after each first touch, and how long ago each touch was then."""
    n = int(part.journey.max()) + 1
    first_ago, first_seen = (np.zeros(n) for _ in range(2))
    np.maximum.at(first_ago, part.journey, part.ago)
    np.maximum.at(first_seen, part.journey, part.exposure)
    going_on = part_of(part, first_seen > days)
    after_first = first_ago[first_seen > days][going_on.journey] - going_on.ago
    early = after_first <= days
    known = Touched(
        going_on.channel[early], going_on.journey[early], going_on.age[early],
        going_on.exposure[early], going_on.ago[early], going_on.converted[early], part.n_channels,
    )  # fmt: skip
    return known, days - after_first[early]


def _folds(journeys: pl.DataFrame, folds: int) -> npt.NDArray[np.int64]:
    """Give the fold of each journey (by number, as `touched` numbers them): whole accounts."""
    seen = journeys.filter(pl.col("channel").ne_missing("unattributed"))
    of_account = seen.select("conversion_id", account()).unique().sort("conversion_id")
    place = of_account.get_column("account").rank("dense").cast(pl.Int64) - 1
    fold: npt.NDArray[np.int64] = (place % folds).to_numpy()
    return fold


def _converted(part: Touched) -> npt.NDArray[np.bool_]:
    """Say of each journey whether it converted."""
    said = np.zeros(int(part.journey.max(initial=-1)) + 1, dtype=bool)
    said[part.journey] = part.converted
    return said


def _loss(chance: Floats, truth: npt.NDArray[np.bool_]) -> Floats:
    """Give each journey's log-loss."""
    sure = np.clip(chance, _LEAST, 1 - _LEAST)
    lost: Floats = -np.where(truth, np.log(sure), np.log1p(-sure))
    return lost


def _regressed(told: npt.NDArray[np.bool_], known: Floats, asked: Floats) -> Floats:
    """Foretell by a logistic regression on what is known of each journey (a row)."""
    truth = told.astype(np.float64)

    def unlikely(beta: Floats) -> tuple[float, Floats]:
        score = known @ beta
        value = np.mean(np.logaddexp(0, score) - truth * score) + _RIDGE * np.sum(beta[1:] ** 2)
        slope = known.T @ (special.expit(score) - truth) / len(truth)
        return float(value), slope + 2 * _RIDGE * np.concatenate([[0.0], beta[1:]])

    found = optimize.minimize(unlikely, np.zeros(known.shape[1]), jac=True, method="L-BFGS-B")
    chance: Floats = special.expit(asked @ found.x)
    return chance


def _expected(found: Hazard, part: Touched, since: Floats) -> Floats:
    """Give a row a journey: 1, and the logarithm of the conversions still expected."""
    expected = np.log(np.maximum(found.expected(part, since), _LEAST))
    return np.column_stack([np.ones(len(expected)), expected])


def _counted(part: Touched) -> Floats:
    """Give a row a journey: 1, and the logarithm of one more than each channel's touches."""
    n = int(part.journey.max()) + 1
    flat = np.bincount(part.journey * part.n_channels + part.channel, minlength=n * part.n_channels)
    return np.column_stack([np.ones(n), np.log1p(flat.reshape(n, part.n_channels))])

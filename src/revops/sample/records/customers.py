"""What becomes of customers: onboarding, scores, tickets, and the renewal after a year."""

import numpy as np
import polars as pl

from revops.sample.calendar import END
from revops.sample.streams import stream

RENEWED, CONTRACTED = 0.80, 0.08


def customers(seed: int, deals: pl.DataFrame) -> pl.DataFrame:
    """Give one row per event of an account that was won, in the order of time."""
    rng = stream(seed, "customers")
    won = deals.filter("is_won", "is_closed")
    new = won.filter(pl.col("deal_type") == "New Business")
    grown = won.filter(pl.col("deal_type") != "New Business")
    events = [
        _event(new, "onboarded", 12 + rng.gamma(2.0, 5.0, new.height)),
        _event(new, "nps", 75 + rng.gamma(3.0, 8.0, new.height), score=_scores(rng, new)),
        _event(new, "nps", 260 + rng.gamma(3.0, 8.0, new.height), score=_scores(rng, new)),
        _event(new, "ticket", rng.exponential(120.0, new.height) + 14),
        _renewals(rng, new),
        _event(grown, "expanded", rng.random(grown.height), money=True),
    ]
    happened = pl.concat(events, how="diagonal").filter(pl.col("day") < END)
    return happened.sort("day", "company_id", "event")


def _event(
    deals: pl.DataFrame,
    event: str,
    after: np.ndarray,
    *,
    score: pl.Series | None = None,
    money: bool = False,
) -> pl.DataFrame:
    """Date an event so many days after each deal was won."""
    return deals.select(
        "company_id",
        "deal_id",
        event=pl.lit(event),
        day=pl.col("closed").floor() + pl.Series(after).floor() + 0.5,
        amount=pl.when(money).then("amount"),
        currency=pl.when(money).then("currency"),
        score=pl.lit(None, dtype=pl.Float64) if score is None else score,
    )


def _scores(rng: np.random.Generator, deals: pl.DataFrame) -> pl.Series:
    """Draw scores of 0 to 10, most of them high."""
    return pl.Series(np.clip(rng.normal(8.0, 1.9, deals.height).round(), 0, 10))


def _renewals(rng: np.random.Generator, deals: pl.DataFrame) -> pl.DataFrame:
    """Decide each contract after a year: renewed, renewed for less, or ended."""
    draw = pl.lit(pl.Series(rng.random(deals.height)))
    events = _event(deals, "renewed", np.full(deals.height, 365.0), money=True)
    return events.with_columns(
        event=pl.when(draw < RENEWED)
        .then(pl.lit("renewed"))
        .when(draw < RENEWED + CONTRACTED)
        .then(pl.lit("contracted"))
        .otherwise(pl.lit("churned")),
        amount=pl.when(draw < RENEWED)
        .then(pl.col("amount"))
        .when(draw < RENEWED + CONTRACTED)
        .then((pl.col("amount") * -0.4).round(0))
        .otherwise(-pl.col("amount")),
    )

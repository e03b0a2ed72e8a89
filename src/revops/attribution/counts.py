"""How many journeys a row stands for: one, unless paths were aggregated or nothing converted."""

import polars as pl


def n_converted(journeys: pl.DataFrame) -> pl.Expr:
    """Give how many journeys converted; a journey without a count is one that did.

    >>> walk = pl.DataFrame({"channel": ["email"]})
    >>> walk.select(n_converted(walk)).item()
    1.0
    """
    return _count(journeys, "n_converted", 1.0)


def n_lost(journeys: pl.DataFrame) -> pl.Expr:
    """Give how many journeys did not convert; a journey without a count is none."""
    return _count(journeys, "n_lost", 0.0)


def _count(journeys: pl.DataFrame, name: str, otherwise: float) -> pl.Expr:
    there = name in journeys.columns
    return (pl.col(name).cast(pl.Float64) if there else pl.lit(otherwise)).alias(name)


def is_aggregated(journeys: pl.DataFrame) -> bool:
    """Say whether these are aggregated paths: counts of journeys whose accounts are not known."""
    return "n_converted" in journeys.columns and "account_id" not in journeys.columns

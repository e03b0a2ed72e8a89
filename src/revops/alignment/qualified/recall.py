"""Of the leads that reached the outcome, how many had met the version; and how much better is it?

Among worked leads only. What the others would have done nobody knows: the bounds let all of the
unworked leads that speak against the version reach the outcome, then all that speak for it.
Source: Manski 2003, "Partial Identification of Probability Distributions", ch. 1.
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.alignment.qualified.worked import worked_counts
from revops.metrics.figures import figures, share
from revops.workspace.qualified_lead import QualifiedLead

_Z = 1.959963984540054
_BOUNDS = ("lowest", "highest")


def recall(
    replays_everywhere: pl.DataFrame,
    leads: pl.DataFrame,
    activities: pl.DataFrame,
    opportunities: pl.DataFrame,
    qualified_lead: Sequence[QualifiedLead],
    *,
    as_of: date,
) -> pl.DataFrame:
    """Give one row a version: worked leads that met it, of those that reached the outcome.

    See `recall_of` and `worked_counts`.
    """
    counts = worked_counts(
        replays_everywhere, leads, activities, opportunities, qualified_lead, as_of=as_of
    )
    return recall_of(counts)


def lift(
    replays_everywhere: pl.DataFrame,
    leads: pl.DataFrame,
    activities: pl.DataFrame,
    opportunities: pl.DataFrame,
    qualified_lead: Sequence[QualifiedLead],
    *,
    as_of: date,
) -> pl.DataFrame:
    """Give one row a version: how much better those that met it do than all worked leads.

    See `lift_of` and `worked_counts`.
    """
    counts = worked_counts(
        replays_everywhere, leads, activities, opportunities, qualified_lead, as_of=as_of
    )
    return lift_of(counts)


def recall_of(counts: pl.DataFrame) -> pl.DataFrame:
    """Give one row a version: met and reached / reached, with its 95 % Wilson interval.

    Takes `worked_counts`. lowest, highest: the bounds for the leads that nobody worked.

    >>> counts = pl.DataFrame({"version": ["a"], "met_reached": [30.0], "met_missed": [70.0],
    ...     "rest_reached": [10.0], "rest_missed": [90.0], "met_unworked": [20.0],
    ...     "rest_unworked": [60.0]})
    >>> recall_of(counts).select("value", "lowest", "highest").row(0)
    (0.75, 0.3, 0.8333333333333334)
    """
    a, c = pl.col("met_reached"), pl.col("rest_reached")
    found = a + c
    lowest = a / (found + pl.col("rest_unworked"))
    highest = (a + pl.col("met_unworked")) / (found + pl.col("met_unworked"))
    return counts.with_columns(found.alias("all_reached")).select(
        "version", *share("met_reached", "all_reached"), *_bounds(found > 0, lowest, highest)
    )


def lift_of(counts: pl.DataFrame) -> pl.DataFrame:
    """Give one row a version: share reached of those that met it / share reached of all worked.

    1 is a version that tells nothing. 95 % interval of the logarithm by the delta method, with the
    four counts multinomial: with a met and reached, m met, r reached, n all,
    var = 1/a - 1/m - 1/r + 2a/(mr) - 1/n. Numerator and denominator: worked leads that met it,
    and all worked leads. lowest, highest: the bounds for the leads that nobody worked.

    >>> counts = pl.DataFrame({"version": ["a"], "met_reached": [30.0], "met_missed": [70.0],
    ...     "rest_reached": [10.0], "rest_missed": [90.0], "met_unworked": [0.0],
    ...     "rest_unworked": [0.0]})
    >>> lift_of(counts).select(pl.col("value", "lowest", "highest").round(6)).row(0)
    (1.5, 1.5, 1.5)
    """
    a, u, v = (pl.col(name) for name in ("met_reached", "met_unworked", "rest_unworked"))
    m, r = a + pl.col("met_missed"), a + pl.col("rest_reached")
    n = r + pl.col("met_missed") + pl.col("rest_missed")
    value = (a / m) / (r / n)
    error = (1 / a - 1 / m - 1 / r + 2 * a / (m * r) - 1 / n).clip(lower_bound=0.0).sqrt()
    every, met = n + u + v, m + u
    lowest = (a / met) / ((r + v) / every)
    highest = ((a + u) / met) / ((r + u) / every)
    known = (m > 0) & (r > 0)
    told = pl.when(known & (a > 0))
    shown = figures(
        pl.when(known).then(value),
        low=told.then(value * (-_Z * error).exp()),
        high=told.then(value * (_Z * error).exp()),
        numerator=m,
        denominator=n,
    )
    return counts.select("version", *shown, *_bounds(known, lowest, highest))


def _bounds(known: pl.Expr, *bounds: pl.Expr) -> list[pl.Expr]:
    """Give both bounds, null where nothing is known."""
    both = zip(bounds, _BOUNDS, strict=True)
    return [pl.when(known).then(bound).alias(name) for bound, name in both]

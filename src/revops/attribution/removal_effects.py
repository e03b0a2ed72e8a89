"""What would be lost without a channel? Removal effects of a Markov chain, and their totals."""

import polars as pl

from revops.attribution.chain import chain, removal
from revops.attribution.counts import n_converted
from revops.attribution.moves import moves, numbered
from revops.journeys import UNATTRIBUTED


def removal_effects(journeys: pl.DataFrame, *, order: int = 1) -> pl.DataFrame:
    """One row is one channel: what share of the conversions its removal would take away.

    removal_effect = 1 - P(conversion without the channel) / P(conversion), 0 to 1, exact (see
    `chain`). credit and credited_value are the published totals: the conversions and their value
    times removal_effect / sum of all removal effects. They are a statement about channels, no
    sums of shares within journeys (those are `credit(journeys, "markov")`). Conversions that
    nobody touched keep their own value, on `unattributed`. Columns: channel, removal_effect,
    credit, credited_value, by channel. P equals the share of journeys that converted.

    Errors: BadParameter where the order is not 1 to 4.

    >>> from revops.attribution import from_paths
    >>> paths = pl.DataFrame({"path": ["email > webinar", "webinar", "email"],
    ...     "total_conversions": [1, 1, 0], "total_conversion_value": [100.0, 60.0, 0.0],
    ...     "total_null": [0, 1, 1]})
    >>> removal_effects(from_paths(paths))["removal_effect"].round(4).to_list()
    [0.3333, 1.0]
    """
    known = numbered(journeys)
    counts = moves(known.walk, base=known.base, order=order)
    _, effects = removal(chain(counts, base=known.base, order=order))
    table = pl.DataFrame(
        {"channel": known.channels, "removal_effect": effects},
        schema={"channel": pl.String, "removal_effect": pl.Float64},
    )
    return _shared_out(table, *_sums(journeys))


def _sums(journeys: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Add up the conversions and their value: those touched, and those that nobody touched."""
    n = n_converted(journeys)
    once = journeys.filter(pl.col("position") == 1).select(
        pl.col("channel").eq_missing(UNATTRIBUTED).alias("untouched"),
        n.alias("credit"),
        pl.when(n > 0).then(pl.col("value").cast(pl.Float64)).alias("credited_value"),
    )
    counted = pl.col("credit", "credited_value").sum()
    return once.filter(~pl.col("untouched")).select(counted), once.filter("untouched").select(
        pl.len(), counted
    )


def _shared_out(
    table: pl.DataFrame, touched: pl.DataFrame, untouched: pl.DataFrame
) -> pl.DataFrame:
    """Share the sums out by removal effect; what nobody touched stands by itself."""
    effect = pl.col("removal_effect")
    share = pl.when(effect.sum() > 0).then(effect / effect.sum()).otherwise(0.0)
    shared = table.with_columns(
        (share * touched.get_column(name).item()).alias(name) for name in touched.columns
    )
    if not untouched.get_column("len").item():
        return shared
    own = untouched.select(
        pl.lit(UNATTRIBUTED).alias("channel"), pl.lit(None, pl.Float64).alias("removal_effect"),
        "credit", "credited_value",
    )  # fmt: skip
    return pl.concat([shared, own])

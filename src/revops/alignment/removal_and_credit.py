"""Why do the published totals of a Markov chain differ from the credit in the journeys?"""

from datetime import date

import polars as pl

from revops.attribution import removal_effects


def removal_and_credit(
    ended_journeys: pl.DataFrame, credits: pl.DataFrame, *, as_of: date
) -> pl.DataFrame:
    """Why do the published totals of a Markov chain differ from the credit in the journeys?

    One row is one channel, the largest removal effect first: channel, removal_effect (share of the
    conversions that would go if the channel were taken out of the chain), published_value (all of
    the value shared out by removal effects, as the literature prints it), credited_value (each
    win's value shared among its own touches by removal effects), and n_conversions (wins with
    credit here). The first shares a sum out over channels, whoever they met; the second never
    gives a win's value to a channel that was not there. Both add up to the converted value.
    `credits` are those of the model markov, order 1.

    >>> walk = pl.DataFrame({"conversion_id": ["d1", "d1", "d2", "d3"], "position": [1, 2, 1, 1],
    ...     "path_length": [2, 2, 1, 1], "channel": ["email", "event", "event", "email"],
    ...     "value": [100.0, 100.0, 60.0, 0.0], "n_converted": [1.0, 1.0, 1.0, 0.0],
    ...     "n_lost": [0.0, 0.0, 0.0, 1.0]})
    >>> credits = pl.DataFrame({"conversion_id": ["d1", "d1", "d2"],
    ...     "channel": ["email", "event", "event"], "credit": [1 / 3, 2 / 3, 1.0],
    ...     "credited_value": [100 / 3, 200 / 3, 60.0]})
    >>> found = removal_and_credit(walk, credits, as_of=date(2026, 6, 30))
    >>> found.select("channel", pl.col("published_value", "credited_value").round()).rows()
    [('event', 107.0, 127.0), ('email', 53.0, 33.0)]
    """
    published = removal_effects(ended_journeys).select(
        "channel", "removal_effect", published_value="credited_value"
    )
    inside = credits.group_by("channel").agg(
        pl.col("credited_value").sum(),
        pl.col("conversion_id").filter(pl.col("credit") > 0).n_unique().alias("n_conversions"),
    )
    return published.join(
        inside, on="channel", how="left", nulls_equal=True, maintain_order="left"
    ).sort("removal_effect", "channel", descending=[True, False], nulls_last=True)

"""What was learnt about channels, looked up for each touch."""

import polars as pl


def looked_up(learnt: pl.DataFrame, column: str, *, level: str = "channel") -> pl.Expr:
    """Give each touch its channel's value; a touch on a channel that was not learnt has 1.

    Only conversions that nobody touched are on such a channel, and they are alone there.

    >>> learnt = pl.DataFrame({"channel": ["email"], "removal_effect": [0.5]})
    >>> walk = pl.DataFrame({"channel": ["email", "unattributed"]})
    >>> walk.select(looked_up(learnt, "removal_effect")).to_series().to_list()
    [0.5, 1.0]
    """
    return pl.col(level).replace_strict(
        learnt.get_column(level), learnt.get_column(column), default=1.0, return_dtype=pl.Float64
    )

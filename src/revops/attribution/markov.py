"""Markov: each touch weighs what removing its channel would take away (removal effect).

weight = removal effect of the touch's channel, learnt from all journeys, those that did not
convert included: 1 - P(conversion without the channel) / P(conversion), in the chain whose
states are the last `order` channels. It is *credit in the journey*: each conversion's value is
shared among its own touches, so that it can be cut by campaign or month and still adds up. The
*published totals* are another statement, see `removal_effects`. Nothing is simulated: same
journeys, same numbers.

Source: Anderl, Becker, von Wangenheim, Schumann 2016, IJRM 33(3).

>>> from revops.attribution import credit, from_paths
>>> paths = pl.DataFrame({"path": ["email > webinar", "webinar", "email"],
...     "total_conversions": [1, 1, 0], "total_conversion_value": [100.0, 60.0, 0.0],
...     "total_null": [0, 1, 1]})
>>> credit(from_paths(paths), "markov").select("channel", "credited_value").rows()
[('email', 25.0), ('webinar', 75.0), ('webinar', 60.0)]
"""

import polars as pl

from revops.attribution.learnable import FEWEST, require_learnable
from revops.attribution.learnt import looked_up
from revops.attribution.removal_effects import removal_effects


def weight(journeys: pl.DataFrame, *, order: int = 1, fewest: int = FEWEST) -> pl.Expr:
    """Weigh by removal effect; `fewest` journeys of two or more touches are asked for."""
    require_learnable(journeys, fewest=fewest)
    effects = removal_effects(journeys, order=order).drop_nulls("removal_effect")
    return looked_up(effects, "removal_effect")

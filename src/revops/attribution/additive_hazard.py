"""Additive hazard: each touch weighs what it adds to the chance of converting on that day.

weight = b_c w_c 2.718 ^ (-w_c age): what a touch on the channel brings in the end, times how fast
that fades, faded by its age; b and w are learnt for each channel from journeys that converted and
from those that did not, for as long as each was seen (see `hazard`).

Source: Zhang, Wei, Ren 2014 (ICDM). How well it foretells beside a model of touch counts alone:
`foretold`.

>>> from revops.attribution import credit
>>> walk = pl.DataFrame({"conversion_id": ["a", "a", "b"], "value": [900.0, 900.0, 0.0],
...     "channel": ["webinar", "email", "email"], "days_before": [2.0, 2.0, 90.0],
...     "path_length": [2, 2, 1], "n_converted": [1.0, 1.0, 0.0]})
>>> webinar, email = credit(walk, "additive_hazard", fewest=0)["credit"]
>>> round(webinar + email, 9), webinar > email
(1.0, True)
"""

import numpy as np
import polars as pl

from revops.attribution.hazard import fit
from revops.attribution.learnable import FEWEST, require_learnable
from revops.attribution.touched import touched


def weight(journeys: pl.DataFrame, *, fewest: int = FEWEST) -> pl.Expr:
    """Weigh by the touch's part of the hazard, less the journey's greatest (it underflows else)."""
    require_learnable(journeys, fewest=fewest)
    arrays, names = touched(journeys)
    if not names:
        return pl.lit(1.0)
    found = fit(arrays)
    known = pl.Series(names, dtype=pl.String)
    scale, fades = (
        pl.col("channel").replace_strict(
            known, pl.Series(each), default=0.0, return_dtype=pl.Float64
        )
        for each in (np.log(found.brings) + np.log(found.fades), found.fades)
    )
    logs = (scale - fades * pl.col("days_before")).fill_null(0.0)
    return (logs - logs.max().over("conversion_id")).exp()

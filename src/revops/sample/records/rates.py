"""Exchange rates to the US dollar, each weekday: the Chilean peso and the UF (CLF)."""

import numpy as np
import polars as pl

from revops.sample.calendar import BEFORE, END, weekday
from revops.sample.stories import USUAL, Stories
from revops.sample.streams import stream

PESO, UF_IN_PESOS, UF_GROWTH_A_DAY = 1 / 985.0, 38_420.0, 0.000105


def rates(seed: int, stories: Stories = USUAL) -> pl.DataFrame:
    """Give a rate per currency and weekday; the peso wanders, the UF follows inflation.

    >>> rates(7).group_by("currency").len().sort("currency").rows()
    [('CLF', 390), ('CLP', 390)]
    """
    day = np.arange(0.0 if "young_company" in stories else -BEFORE, END)
    day = day[weekday(day) < 5]
    steps = stream(seed, "rates").normal(0, 0.0045, day.size)
    level = steps.cumsum()
    peso = PESO * np.exp(level - np.linspace(0, level[-1] - 0.04, day.size))
    uf = peso * UF_IN_PESOS * np.exp(UF_GROWTH_A_DAY * day)
    frames = [
        pl.DataFrame({"currency": name, "day": day, "rate": values})
        for name, values in (("CLF", uf), ("CLP", peso))
    ]
    return pl.concat(frames)

"""The input `metric_weeks`: the metrics that decisions are about, on the days that judge them.

One row a decision and day: decision_id, metric_id, params, day, is_before, value, numerator and
denominator. A day on which the metric could not be computed has no value.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

import polars as pl

from revops.alignment import decided
from revops.errors import RevopsError
from revops.metrics import METRICS
from revops.metrics.metric import Metric
from revops.report.one_figure import one_figure, parameters

_FIGURES = ("value", "numerator", "denominator")
_WHICH = ("metric_id", "params", "day")
_SCHEMA = pl.Schema(
    {"metric_id": pl.String(), "params": pl.String(), "day": pl.Date()}
    | {name: pl.Float64() for name in _FIGURES}
)


class OnADay(Protocol):
    """What is known on one day."""

    def compute(self, metric: Metric, params: Mapping[str, Any]) -> pl.DataFrame:
        """Compute a metric."""


def metric_weeks(
    decisions: pl.DataFrame, on: Callable[[date], OnADay], *, as_of: date
) -> pl.DataFrame:
    """Compute each decision's metric on its days; `on` gives what is known on a day."""
    asked = decided.weeks_asked(decisions, as_of=as_of)
    wanted = asked.select(_WHICH).unique().sort("day", "metric_id", "params").rows()
    days = {day: on(day) for _, _, day in wanted}
    rows = [(*which, *_on_day(days[which[2]], which[0], which[1])) for which in wanted]
    figures = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
    return asked.join(figures, on=_WHICH, how="left", nulls_equal=True, maintain_order="left")


def _on_day(known: OnADay, metric_id: str, params: str) -> list[float | None]:
    """Give the figures of one day; none where the decision's metric cannot be computed on it."""
    try:
        metric = METRICS[metric_id]
        found = one_figure(lambda **given: known.compute(metric, given), metric, parameters(params))
    except (KeyError, RevopsError):
        return [None] * len(_FIGURES)
    return [found[name] for name in _FIGURES]

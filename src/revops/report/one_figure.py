"""One figure of a metric, as its parameters choose it: the figure that a decision is about.

Parameters as JSON are of two kinds: those of the metric itself (`{"horizon_days": 90}`), and
segments (`{"original_source": "email"}`), by which it is then cut.
"""

import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from revops.errors import BadParameter
from revops.metrics.metric import Metric
from revops.report.journey_params import SHAPE

_FIGURES = ("value", "low", "high", "numerator", "denominator")
#: Parameters that shape what a metric is made from.
_SHAPING = (*(name for name in SHAPE if name not in _FIGURES), "model")
#: How many values of a column are named in a message.
_NAMED = 8


def parameters(text: str | None) -> dict[str, Any]:
    """Read parameters; nothing written is no parameter.

    >>> parameters(""), parameters('{"horizon_days": 90}')
    ({}, {'horizon_days': 90})
    """
    try:
        found = json.loads(text or "{}")
    except json.JSONDecodeError:
        found = None
    if not isinstance(found, dict):
        raise BadParameter(
            f'the parameters are {text!r}; write JSON such as {{"horizon_days": 90}}'
        )
    return found


def one_figure(
    compute: Callable[..., pl.DataFrame], metric: Metric, params: Mapping[str, Any]
) -> dict[str, float | None]:
    """Give value, numerator and denominator of the one row that the parameters choose.

    `compute` is given the metric's own parameters, and `by`. Raises where several rows are left.
    """
    takes = inspect.signature(metric.function).parameters
    own = {name: _listed(value, takes[name]) for name, value in params.items() if name in takes}
    shaping = {name: params[name] for name in _SHAPING if name in params and name not in takes}
    rest = {name: value for name, value in params.items() if name not in {*own, *shaping}}
    given = {**own, **shaping, **({"by": ()} if "by" in takes and "by" not in own else {})}
    frame = compute(**given)
    cut = [name for name in rest if name not in frame.columns]
    if cut:
        if "by" not in takes:
            raise BadParameter(f"{metric.id} cannot be cut by {', '.join(cut)}")
        frame = compute(**{**given, "by": tuple(cut)})
    return _figures(metric, _chosen(frame, params), frame)


def _chosen(frame: pl.DataFrame, params: Mapping[str, Any]) -> pl.DataFrame:
    """Keep the rows of the parameters' values."""
    chosen = frame
    for name in (each for each in params if each in frame.columns):
        chosen = chosen.filter(pl.col(name).cast(pl.String) == str(params[name]))
    return chosen


def _listed(value: Any, parameter: inspect.Parameter) -> Any:
    """Give one value as a list of one where the metric takes several."""
    several = isinstance(parameter.default, Sequence) and not isinstance(parameter.default, str)
    return (value,) if several and not isinstance(value, list | tuple) else value


def _figures(metric: Metric, chosen: pl.DataFrame, frame: pl.DataFrame) -> dict[str, float | None]:
    """Give the figures of the only row."""
    if chosen.height != 1:
        raise BadParameter(
            f"the parameters choose {chosen.height} figures of {metric.id}, and a decision needs "
            f"one. Name one: {_choices(frame)}"
        )
    row = chosen.row(0, named=True)
    return {name: _number(row[name]) for name in ("value", "numerator", "denominator")}


def _number(cell: Any) -> float | None:
    return None if cell is None else float(cell)


def _choices(frame: pl.DataFrame) -> str:
    """Name the columns whose values tell the rows apart, with some of their values."""
    parts = [
        f"{name} ({', '.join(str(value) for value in frame[name].unique().sort().head(_NAMED))})"
        for name in frame.columns
        if name not in _FIGURES and not frame[name].dtype.is_float() and frame[name].n_unique() > 1
    ]
    return "; ".join(parts) or "there is none on this day"

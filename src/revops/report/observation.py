"""Since when were closings seen? Where successive states tell, no page has to be told."""

import inspect
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

import polars as pl

from revops import store
from revops.metrics.observed import closings_observed_from


class Observed(Protocol):
    """Whatever knows since when closings were seen."""

    @property
    def observed_from(self) -> date | None:
        """The first day on which a closing could be seen."""


def rebuilt(tables: store.Tables) -> pl.DataFrame | None:
    """Give the visits to stages that were read from successive states; none without any."""
    history = store.unread(tables).get("stage_history")
    if history is None:
        return None
    found = history.filter(pl.col("is_rebuilt")).collect(engine="streaming")
    return None if found.is_empty() else found


def observed_from(tables: store.Tables) -> date | None:
    """Give the first day on which a closing could be seen; none where it was always so."""
    visits = rebuilt(tables)
    if visits is None or "opportunities" not in tables:
        return None
    return closings_observed_from(tables["opportunities"], visits)


def observed(
    function: Callable[..., Any], params: Mapping[str, Any], inputs: Observed
) -> dict[str, Any]:
    """Add the day to the parameters, where a function asks for it and nobody told.

    >>> from types import SimpleNamespace
    >>> from revops.metrics import won_curve
    >>> observed(won_curve, {}, SimpleNamespace(observed_from=date(2026, 7, 1)))
    {'observed_from': '2026-07-01'}
    """
    asks = "observed_from" in inspect.signature(function).parameters
    if not asks or params.get("observed_from") or inputs.observed_from is None:
        return dict(params)
    return {**params, "observed_from": inputs.observed_from.isoformat()}

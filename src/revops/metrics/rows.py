"""The published shape of every number: one row per metric, segment, cohort and horizon."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from revops.metrics.grouping import COHORT
from revops.metrics.metric import Metric, Unit

HORIZON = "horizon_days"
FIGURES = ("value", "low", "high", "numerator", "denominator")
PUBLISHED = pl.Schema(
    {
        "metric_id": pl.String(),
        "params": pl.String(),
        "dimension": pl.String(),
        "segment": pl.String(),
        COHORT: pl.String(),
        HORIZON: pl.Int64(),
        **dict.fromkeys(FIGURES, pl.Float64()),
        "unit": pl.String(),
        "definition_hash": pl.String(),
    }
)
ALL = "all"


def rows(
    metric: Metric,
    frame: pl.DataFrame,
    *,
    by: Sequence[str] = (),
    params: Mapping[str, Any] | None = None,
    unit: Unit | None = None,
    agreement_texts: Mapping[str, str] | None = None,
) -> pl.DataFrame:
    """Bring a metric's frame into the published columns.

    The metric's `param_columns` join the parameters. Figures that are not finite become null.

    >>> from revops.metrics import METRICS
    >>> frame = pl.DataFrame({"original_source": ["email"], "value": [2.0], "low": [None],
    ...     "high": [None], "numerator": [2.0], "denominator": [None]})
    >>> found = rows(METRICS["n_leads"], frame, by=["original_source"])
    >>> found.select("metric_id", "params", "dimension", "segment", "value").row(0)
    ('n_leads', '{}', 'original_source', 'email', 2.0)
    """
    names = [name for name in metric.param_columns if name in frame.columns]
    parts = frame.partition_by(names, as_dict=True, maintain_order=True) if names else {(): frame}
    published = [
        _published(
            metric,
            part,
            by=by,
            params={**(params or {}), **dict(zip(names, values, strict=True))},
            unit=unit or metric.unit,
            texts=agreement_texts or {},
        )
        for values, part in parts.items()
    ]
    return pl.concat([pl.DataFrame(schema=PUBLISHED), *published])


def _published(
    metric: Metric,
    frame: pl.DataFrame,
    *,
    by: Sequence[str],
    params: Mapping[str, Any],
    unit: Unit,
    texts: Mapping[str, str],
) -> pl.DataFrame:
    """Bring rows with the same parameters into the published columns."""
    segment = pl.concat_str([pl.col(name) for name in by], separator=" | ") if by else pl.lit(ALL)
    made = {
        "metric_id": pl.lit(metric.id),
        "params": pl.lit(json.dumps(dict(params), sort_keys=True, default=str)),
        "dimension": pl.lit("+".join(by) or ALL),
        "segment": segment,
        "unit": pl.lit(unit),
        "definition_hash": pl.lit(metric.definition_hash(params, texts)),
    }
    made |= {name: _finite(name) for name in FIGURES}
    made |= {name: pl.col(name) for name in (COHORT, HORIZON) if name in frame.columns}
    return frame.select(
        made.get(name, pl.lit(None)).cast(dtype).alias(name) for name, dtype in PUBLISHED.items()
    )


def _finite(name: str) -> pl.Expr:
    """Give a figure, null where it is infinite or not a number."""
    figure = pl.col(name).cast(pl.Float64)
    return pl.when(figure.is_finite()).then(figure)

"""Credit: a model's weights, divided by their sum over the conversion."""

import polars as pl

from revops.attribution.counts import n_converted
from revops.attribution.models import MODELS
from revops.attribution.parameters import Value, parameters
from revops.errors import BadParameter, BadWeights

_OTHERS = ("n_converted", "n_lost")  # said by the credit itself
_NAMED = 3  # how many conversions an error names


def credit(journeys: pl.DataFrame, model: str = "linear", **params: Value) -> pl.DataFrame:
    """One row is one touch with its share of the conversion: credit, not lift.

    credit = weight / sum of the weights of the conversion (a share, 0-1, adds up to 1);
    credited_value = credit x value (workspace currency, adds up to the value; null where the
    value is unknown). Columns: those of the journeys, then model, credit, credited_value.
    Journeys that did not convert (`n_converted` of 0) teach the models that learn and get no
    row; an aggregated path's credit adds up to its conversions (see `from_paths`).

    >>> aurora = pl.DataFrame(
    ...     {"conversion_id": "Aurora's", "value": 900.0, "position": [1, 2, 3], "path_length": 3,
    ...      "channel": ["paid_search", "webinar", "sales_call"]}
    ... )
    >>> credit(aurora, "position_based").select("channel", "credited_value").rows()
    [('paid_search', 360.0), ('webinar', 180.0), ('sales_call', 360.0)]
    """
    given = parameters(model, **params)
    weight = MODELS[model](journeys, **given).cast(pl.Float64).alias("weight")
    _require_columns(journeys, weight, model)
    converted = n_converted(journeys)
    weighted = (
        journeys.with_columns(weight)
        .filter(converted > 0)
        .with_columns(pl.col("weight").sum().over("conversion_id").alias("total"))
    )
    _refuse_degenerate(weighted, model)
    share = pl.col("weight") / pl.col("total")
    return weighted.with_columns(
        pl.lit(model).alias("model"),
        (share * converted).alias("credit"),
        (share * pl.col("value")).alias("credited_value"),
    ).drop("weight", "total", *_OTHERS, strict=False)


def _require_columns(journeys: pl.DataFrame, weight: pl.Expr, model: str) -> None:
    """Raise where a model asks for what these journeys do not hold."""
    missing = [name for name in weight.meta.root_names() if name not in journeys.columns]
    if missing:
        raise BadParameter(
            f"the model '{model}' needs {', '.join(missing)}, which these journeys do not hold. "
            "Aggregated paths know neither days nor milestones: use a model of order alone, such "
            "as linear or markov."
        )


def _refuse_degenerate(weighted: pl.DataFrame, model: str) -> None:
    """Raise where weights are missing, no number or negative, or where they are all zero."""
    weight, total = pl.col("weight"), pl.col("total")
    sound = weight.is_finite() & (weight >= 0) & total.is_finite() & (total > 0)
    bad = weighted.filter(~sound.fill_null(False)).get_column("conversion_id")
    if bad.is_empty():
        return
    named = [str(each) for each in bad.unique(maintain_order=True).head(_NAMED)]
    raise BadWeights(
        f"the model '{model}' gives weights that cannot be shared out (missing, negative, infinite "
        f"or all zero) in {bad.n_unique()} conversions: {', '.join(named)}. "
        "Change its parameters, or use another model."
    )

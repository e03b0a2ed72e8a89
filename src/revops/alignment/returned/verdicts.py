"""What can be said of a channel's or campaign's credit and its cost?"""

import polars as pl

from revops.metrics.grouping import exact_sum

ABOVE, BELOW = "above_every_model", "above_no_model"
DISAGREE, TOO_FEW = "models_disagree", "too_few_wins"
EARNS, COSTS_MORE, TEST_OPEN = "earns_its_cost", "costs_more", "test_undecided"
#: The verdicts, from what is known best.
VERDICTS = (EARNS, COSTS_MORE, ABOVE, BELOW, DISAGREE, TOO_FEW)
_RETURN, _VALUE = pl.col("value"), pl.col("numerator")


def credit_verdicts(
    returned: pl.DataFrame, tested: pl.DataFrame | None = None, *, by: str = "channel"
) -> pl.DataFrame:
    """What can be said of each channel's or campaign's credit and its cost? Credit, not lift.

    `returned` is the frame of `roas` by several models: *by, model, value, low, high, numerator
    (credited value), denominator (spend), n_conversions. One row is one segment with spend. A
    model says "above" where the whole 95 % interval of its return lies above 1, "below" where it
    lies below; else it leaves the question open. Verdicts:

    - above_every_model, above_no_model: every model says above; every model says below.
    - models_disagree: some models' return is above 1 and others' is not. The data cannot decide.
    - too_few_wins: all are on one side, but an interval holds 1, or there is none.
    - earns_its_cost, costs_more: only by an experiment (`tested`, see `experiments_beside`),
      whose interval lies above or below the lift that pays for the spend.

    break_even_share = spend / converted value: the share of all that was won which the segment
    must add to pay for itself; the experiment that would decide measures its lift against it.
    least and most: the smallest and largest of the models' returns and credited values;
    low_return and high_return: the lowest and highest end of their intervals. Models share their
    blind spots: that they agree is no proof.

    >>> returned = pl.DataFrame({"channel": ["email", "email"], "model": ["first", "last"],
    ...     "value": [3.0, 2.0], "low": [1.5, 1.1], "high": [4.0, 3.0], "numerator": [300.0, 200.0],
    ...     "denominator": [100.0, 100.0], "n_conversions": [9, 8]})
    >>> credit_verdicts(returned).select("verdict", "least_value", "most_model").row(0)
    ('above_every_model', 200.0, 'first')
    """
    won = returned.group_by("model").agg(exact_sum(_VALUE).alias("won")).get_column("won").max()
    paid = returned.filter(pl.col("denominator") > 0).sort(by, "numerator", "model")
    found = paid.group_by(by).agg(*_range(), *_said()).with_columns(
        pl.when(pl.lit(won) > 0).then(pl.col("spend") / won).alias("break_even_share")
    )  # fmt: skip
    judged = _with_test(found, tested, by).with_columns(_verdict().alias("verdict"))
    order = ("verdict", "spend", "least_value", "most_value", "low_return", "high_return",
             "n_above", "n_below", "n_models", "n_conversions", "break_even_share",
             "least_model", "most_model", "least_return", "most_return",
             "experiment_id", "test_verdict")  # fmt: skip
    return judged.sort("spend", by, descending=[True, False]).select(by, *order)


def _range() -> list[pl.Expr]:
    """Give the smallest and the largest of what the models say; rows come in order of credit."""
    return [
        pl.col("denominator").max().alias("spend"),
        _VALUE.first().alias("least_value"),
        pl.col("model").first().alias("least_model"),
        _VALUE.last().alias("most_value"),
        pl.col("model").last().alias("most_model"),
        _RETURN.min().alias("least_return"),
        _RETURN.max().alias("most_return"),
        pl.col("low").min().alias("low_return"),
        pl.col("high").max().alias("high_return"),
        pl.col("n_conversions").max(),
    ]


def _said() -> list[pl.Expr]:
    """Count the models on each side: by the whole interval, and by the value alone."""
    return [
        pl.len().cast(pl.Int64).alias("n_models"),
        (pl.col("low") > 1).sum().cast(pl.Int64).alias("n_above"),
        (pl.col("high") < 1).sum().cast(pl.Int64).alias("n_below"),
        (_RETURN > 1).sum().cast(pl.Int64).alias("n_points_above"),
    ]


def _with_test(found: pl.DataFrame, tested: pl.DataFrame | None, by: str) -> pl.DataFrame:
    """Put the latest experiment beside each segment, where there is one."""
    nothing = pl.lit(None, pl.String)
    if tested is None or tested.is_empty():
        return found.with_columns(experiment_id=nothing, test_verdict=nothing)
    latest = (
        tested.sort("ends_on", "experiment_id")
        .unique(by, keep="last", maintain_order=True)
        .select(by, "experiment_id", "test_verdict")
    )
    return found.join(latest, on=by, how="left", validate="1:1")


def _verdict() -> pl.Expr:
    """Say what can be said, and no more."""
    test, points, n = pl.col("test_verdict"), pl.col("n_points_above"), pl.col("n_models")
    return (
        pl.when(test.is_in([EARNS, COSTS_MORE]))
        .then(test)
        .when(pl.col("n_above") == n)
        .then(pl.lit(ABOVE))
        .when(pl.col("n_below") == n)
        .then(pl.lit(BELOW))
        .when((points > 0) & (points < n))
        .then(pl.lit(DISAGREE))
        .otherwise(pl.lit(TOO_FEW))
    )

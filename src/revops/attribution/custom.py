"""Custom milestones: the weights that the workspace agreed on, in agreement/attribution.toml.

weight = first, lead_creation, opportunity_creation and close for the touch at each of these
milestones; the other touches share `rest`. The five must sum to 1. A milestone without a weight is
none, so its touch is one of the others.

Source: the workspace's own agreement.

>>> from revops.attribution import credit
>>> aurora = pl.DataFrame(
...     {"conversion_id": "Aurora's", "value": 900.0, "is_first": [True, False, False],
...      "is_lead_creation": [False, True, False],
...      "is_opportunity_creation": [False, False, True], "is_close": [False, False, True]}
... )
>>> shared = credit(aurora, "custom", first=0.5, opportunity_creation=0.4, rest=0.1)
>>> shared["credited_value"].to_list()
[450.0, 90.0, 360.0]
"""

from math import isclose

import polars as pl

from revops.attribution.milestones import milestone_weight
from revops.errors import BadWeights


def weight(
    journeys: pl.DataFrame,
    *,
    first: float = 0.0,
    lead_creation: float = 0.0,
    opportunity_creation: float = 0.0,
    close: float = 0.0,
    rest: float = 0.0,
) -> pl.Expr:
    """Weigh four milestones and the rest as was agreed."""
    weights = {
        "is_first": first,
        "is_lead_creation": lead_creation,
        "is_opportunity_creation": opportunity_creation,
        "is_close": close,
    }
    _require_whole([*weights.values(), rest])
    counted = {flag: each for flag, each in weights.items() if each > 0}
    return milestone_weight(counted, rest=rest) if counted else pl.lit(1.0)


def _require_whole(weights: list[float]) -> None:
    """Raise where the weights do not sum to 1, with what to write."""
    if not any(weights):
        raise BadWeights(
            "no weights are agreed for the model 'custom'. Write agreement/attribution.toml with "
            "a part [custom] and first, lead_creation, opportunity_creation, close and rest, "
            "which sum to 1."
        )
    if min(weights) < 0 or not isclose(sum(weights), 1.0, abs_tol=1e-9):
        raise BadWeights(
            f"the weights of the model 'custom' are {', '.join(f'{each:g}' for each in weights)} "
            f"and sum to {sum(weights):g}; none may be below 0, and they must sum to 1. Correct "
            "[custom] in agreement/attribution.toml."
        )

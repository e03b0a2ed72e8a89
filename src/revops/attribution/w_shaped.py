"""W by milestones, 30/30/30/10: first touch, lead creation, opportunity creation, the rest.

weight = 0.3 for each of the three milestones; the other touches share 0.1.

Source: B2B marketing convention.

>>> from revops.attribution import credit
>>> aurora = pl.DataFrame(
...     {"conversion_id": "Aurora's", "value": 900.0, "is_first": [True, False, False, False],
...      "is_lead_creation": [False, True, False, False],
...      "is_opportunity_creation": [False, False, True, False]}
... )
>>> credit(aurora, "w_shaped")["credited_value"].round(2).to_list()
[270.0, 270.0, 270.0, 90.0]
"""

import polars as pl

from revops.attribution.milestones import milestone_weight


def weight(
    journeys: pl.DataFrame,
    *,
    first: float = 0.3,
    lead_creation: float = 0.3,
    opportunity_creation: float = 0.3,
    rest: float = 0.1,
) -> pl.Expr:
    """Weigh three milestones and the rest."""
    weights = {
        "is_first": first,
        "is_lead_creation": lead_creation,
        "is_opportunity_creation": opportunity_creation,
    }
    return milestone_weight(weights, rest=rest)

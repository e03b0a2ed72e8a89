"""Full path by milestones (Z), 22.5 four times and 10: as W, and the touch at the close.

weight = 0.225 for each of first touch, lead creation, opportunity creation and close; the
other touches share 0.1.

Source: B2B marketing convention.

>>> from revops.attribution import credit
>>> aurora = pl.DataFrame(
...     {"conversion_id": "Aurora's", "value": 1000.0, "is_first": [True, False, False],
...      "is_lead_creation": [True, False, False],
...      "is_opportunity_creation": [False, False, True], "is_close": [False, False, True]}
... )
>>> credit(aurora, "full_path")["credited_value"].to_list()
[450.0, 100.0, 450.0]
"""

import polars as pl

from revops.attribution.milestones import milestone_weight


def weight(
    journeys: pl.DataFrame,
    *,
    first: float = 0.225,
    lead_creation: float = 0.225,
    opportunity_creation: float = 0.225,
    close: float = 0.225,
    rest: float = 0.1,
) -> pl.Expr:
    """Weigh four milestones and the rest."""
    weights = {
        "is_first": first,
        "is_lead_creation": lead_creation,
        "is_opportunity_creation": opportunity_creation,
        "is_close": close,
    }
    return milestone_weight(weights, rest=rest)

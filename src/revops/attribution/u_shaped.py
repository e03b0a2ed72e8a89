"""U by milestones, 50/50: half to the first touch, half to the touch that made the lead.

weight = 0.5 for the first touch plus 0.5 for the lead-creation touch; others 0. Where no lead
creation is known, the first touch has everything.

Source: B2B marketing convention; other vendors call 40/20/40 by the same letter.

>>> from revops.attribution import credit
>>> aurora = pl.DataFrame(
...     {"conversion_id": "Aurora's", "value": 900.0, "is_first": [True, False, False],
...      "is_lead_creation": [False, True, False]}
... )
>>> credit(aurora, "u_shaped")["credited_value"].to_list()
[450.0, 450.0, 0.0]
"""

import polars as pl

from revops.attribution.milestones import milestone_weight


def weight(journeys: pl.DataFrame, *, first: float = 0.5, lead_creation: float = 0.5) -> pl.Expr:
    """Weigh the first and the lead-creation touch."""
    return milestone_weight({"is_first": first, "is_lead_creation": lead_creation})

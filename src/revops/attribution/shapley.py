"""Shapley by who took part: the same to every distinct channel of the journey.

weight = 1 / (touches of the same channel in the journey). Where a set of channels is worth the
value of all journeys whose channels lie inside it, the Shapley value of a channel is exactly its
equal share of each journey that it took part in; so it is computed as that, in one pass, and no
set of channels is ever listed.

Source: Shapley 1953; the sum over sets falls apart by journeys because the value does.

>>> from revops.attribution import credit
>>> aurora = pl.DataFrame(
...     {"conversion_id": "Aurora's", "value": 900.0, "channel": ["email", "email", "webinar"]}
... )
>>> credit(aurora, "shapley")["credited_value"].to_list()
[225.0, 225.0, 450.0]
"""

import polars as pl


def weight(journeys: pl.DataFrame) -> pl.Expr:
    """Weigh each distinct channel 1, shared among its touches."""
    return 1.0 / pl.len().over("conversion_id", "channel")

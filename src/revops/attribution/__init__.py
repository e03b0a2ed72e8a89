"""Attribution: how each conversion's value is shared among its touches. Credit is not lift.

A model is a file with `weight(journeys, **params)`: how much each touch counts beside the
others of its journey. `credit()` turns weights into shares of the value.

>>> sorted(MODELS)[:4]
['first', 'full_path', 'last', 'last_non_direct']
"""

from revops.attribution.credit import credit
from revops.attribution.learnable import FEWEST, multi_touch, require_learnable
from revops.attribution.models import MODELS
from revops.attribution.parameters import parameters

__all__ = ["FEWEST", "MODELS", "credit", "multi_touch", "parameters", "require_learnable"]

"""Attribution: how each conversion's value is shared among its touches. Credit is not lift.

A model is a file with `weight(journeys, **params)`: how much each touch counts beside the
others of its journey. `credit()` turns weights into shares of the value.

>>> list(MODELS)[:4]
['first', 'last', 'last_non_direct', 'linear']
"""

from revops.attribution.credit import credit
from revops.attribution.draws import DRAWN, Draws, draws
from revops.attribution.foretold import foretold
from revops.attribution.from_paths import from_paths
from revops.attribution.learnable import FEWEST, multi_touch, require_learnable
from revops.attribution.levels import LEVELS, at_level, credit_at
from revops.attribution.models import AGREED, LEARNERS, MODELS
from revops.attribution.parameters import parameters
from revops.attribution.removal_effects import removal_effects
from revops.attribution.shapley_values import shapley_values

__all__ = [
    "AGREED",
    "DRAWN",
    "FEWEST",
    "LEARNERS",
    "LEVELS",
    "MODELS",
    "Draws",
    "at_level",
    "credit",
    "credit_at",
    "draws",
    "foretold",
    "from_paths",
    "multi_touch",
    "parameters",
    "removal_effects",
    "require_learnable",
    "shapley_values",
]

"""The models by name. To add one, copy a neighbour's file and name it here."""

from collections.abc import Callable

import polars as pl

from revops.attribution import (
    additive_hazard,
    custom,
    first,
    full_path,
    last,
    last_non_direct,
    linear,
    markov,
    position_based,
    shapley,
    shapley_rates,
    time_decay,
    u_shaped,
    w_shaped,
)

MODELS: dict[str, Callable[..., pl.Expr]] = {
    "first": first.weight,
    "last": last.weight,
    "last_non_direct": last_non_direct.weight,
    "linear": linear.weight,
    "position_based": position_based.weight,
    "time_decay": time_decay.weight,
    "u_shaped": u_shaped.weight,
    "w_shaped": w_shaped.weight,
    "full_path": full_path.weight,
    "custom": custom.weight,
    "shapley": shapley.weight,
    "shapley_rates": shapley_rates.weight,
    "markov": markov.weight,
    "additive_hazard": additive_hazard.weight,
}

#: The models that learn from all journeys; their parameter `fewest` says from how many at least.
LEARNERS = ("markov", "shapley_rates", "additive_hazard")
#: The models that have no weights of their own: a workspace's agreement gives them.
AGREED = ("custom",)

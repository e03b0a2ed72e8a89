"""The parameters of journeys and credit: which there are, and which stand beside a number."""

from collections.abc import Mapping
from typing import Any

from revops import attribution

#: What shapes a journey, with what it is where nobody asks.
SHAPE: Mapping[str, Any] = {
    "lookback_days": 180,
    "target": "won",
    "people": "buying_group",
    "value": 1.0,
    "collapse_repeats": False,
    "first_only": False,
    "drop_direct": False,
    "level": "channel",
}
#: What of it stands beside every number of credit, asked for or not.
JOURNEY: Mapping[str, Any] = {"lookback_days": 180, "model": "linear", "target": "won"}
#: The inputs that these parameters shape, and those that know of a model too.
WALKS = ("journeys", "ended_journeys")
CREDITED = ("credits", "draws")


def shown_credit(shown: Mapping[str, Any]) -> dict[str, Any]:
    """Give what stands beside a number of credit: the journey, the model and its parameters.

    What is asked for as it would be anyway is one number with what is not asked for. Where a model
    learnt what its interval takes as certain, `interval` says so.

    >>> shown_credit({"model": "linear", "drop_direct": True, "first_only": False})
    {'lookback_days': 180, 'model': 'linear', 'target': 'won', 'drop_direct': True}
    """
    told = {**JOURNEY, **asked(shown)}
    model = told["model"]
    if model in attribution.LEARNERS and model not in attribution.DRAWN:
        told["interval"] = "what was learnt is taken as certain"
    return {**attribution.parameters(model), **told}


def asked_of(name: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what an input does not know of: a journey has no model.

    >>> asked_of("journeys", {"target": "lead", "model": "markov"})
    {'target': 'lead'}
    """
    return parted(params)[0] if name in WALKS else dict(params)


def parted(params: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Part what shapes a journey from what a model takes.

    >>> parted({"target": "lead", "half_life_days": 7})
    ({'target': 'lead'}, {'half_life_days': 7})
    """
    shape = {name: value for name, value in params.items() if name in SHAPE}
    return shape, {name: value for name, value in params.items() if name not in SHAPE}


def asked(params: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what would be so anyway, so that one journey is built once.

    >>> asked({"target": "won", "model": "markov"})
    {'model': 'markov'}
    """
    return {name: value for name, value in params.items() if SHAPE.get(name, ...) != value}

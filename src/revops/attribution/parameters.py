"""The parameters of a model: its conventions, to be printed beside its numbers."""

import inspect
import math
from collections.abc import Mapping

from revops.attribution.models import MODELS
from revops.errors import BadParameter, UnknownName, nearest

Value = float | str


def parameters(model: str, **params: Value) -> dict[str, Value]:
    """Give every parameter of a model, the given ones checked, the others by default.

    >>> parameters("position_based", last=0.3)
    {'first': 0.4, 'middle': 0.2, 'last': 0.3}
    >>> parameters("linear", half_life_days=7)
    Traceback (most recent call last):
        ...
    revops.errors.BadParameter: the model 'linear' has no parameter 'half_life_days'. It has: none.
    """
    if model not in MODELS:
        raise UnknownName("attribution model", model, MODELS)
    signature = inspect.signature(MODELS[model]).parameters.values()
    known = {each.name: each for each in signature if each.kind is each.KEYWORD_ONLY}
    for name, value in params.items():
        _check(model, name, value, known)
    return {name: params.get(name, each.default) for name, each in known.items()}


def _check(model: str, name: str, value: Value, known: Mapping[str, inspect.Parameter]) -> None:
    """Refuse a parameter that the model lacks or whose type is another one."""
    if name not in known:
        raise BadParameter(
            f"the model '{model}' has no parameter '{name}'.{nearest(name, known)} "
            f"It has: {', '.join(known) or 'none'}."
        )
    if known[name].annotation is str:
        good, wanted = isinstance(value, str), "a text"
    else:
        good, wanted = _is_number(value), "a number"
    if not good:
        raise BadParameter(
            f"the parameter '{name}' of '{model}' is {value!r}; it must be {wanted}."
        )


def _is_number(value: object) -> bool:
    """Say whether a value is a finite number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)

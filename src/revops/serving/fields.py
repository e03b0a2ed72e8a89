"""The fields of a form, made from a notebook's parameters, and what was typed into them.

What is typed is judged by the very checks of the command line; each problem stands beside its
field, all at once.
"""

from ast import literal_eval
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from revops.errors import BadParameter
from revops.report.chosen import OWN
from revops.report.parameter_values import NotChosen
from revops.report.parameter_words import choice_of, name_of
from revops.report.parameters import Parameter
from revops.report.reviewed_week import refuse_contradiction
from revops.text import N_, Text, languages
from revops.text.readers.notebook import meaning

#: What a field of a type looks like.
INPUTS = {"int": "number", "float": "number", "bool": "checkbox", "date": "date", "week": "week"}
_ONE_OF = N_("it takes one of: {choices}")
_TOO_LATE = N_("the week begins after the last day that counts: leave out one of the two")


@dataclass(frozen=True)
class Field:
    """One parameter as a field: its words, its input, its value, and what is wrong with it.

    `value` and `usual` are texts, as a browser sends them.
    """

    parameter: Parameter
    name: str
    help: str
    input: str
    usual: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    error: str = ""


def fields(
    takes: Mapping[str, Parameter], usual: Mapping[str, Any], text: Text, models: Sequence[str]
) -> list[Field]:
    """Make the fields of a notebook's parameters; the workspace is none of them.

    `usual` are the values that a run gives without being told others.
    """
    return [
        _field(each, usual.get(name, _default(each)), text, models)
        for name, each in takes.items()
        if name != "workspace"
    ]


def _default(parameter: Parameter) -> Any:
    try:
        return literal_eval(parameter.default)
    except (ValueError, SyntaxError):
        return ""


def _field(parameter: Parameter, usual: Any, text: Text, models: Sequence[str]) -> Field:
    """Make one field, filled in with the usual value."""
    told = written(usual)
    known = {"language": languages(), "model": models}.get(parameter.name, ())
    values = parameter.choices or tuple(known)
    if values and told not in values:
        values = (told, *values)
    choices = tuple((each, choice_of(each, text) if each else "") for each in values)
    is_plain = parameter.name in OWN or not parameter.help
    help_ = "" if is_plain else text(meaning(parameter.help))
    kind = "select" if choices else INPUTS.get(parameter.type, "text")
    return Field(
        parameter, name_of(parameter.name, text), _sentence(help_), kind, told, told, choices
    )


def written(value: Any) -> str:
    """Write a value as a browser sends it.

    >>> written(True), written(90), written(["email", "web"]), written("last")
    ('true', '90', 'email, web', 'last')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def filled(asked: Sequence[Field], typed: Mapping[str, str], text: Text) -> list[Field]:
    """Put what was typed into the fields, and beside each what is wrong with it."""
    found = [
        _judged(replace(each, value=typed.get(each.parameter.name, each.value).strip()), text)
        for each in asked
    ]
    values = {each.parameter.name: each.value for each in found if not each.error}
    try:
        refuse_contradiction(values.get("week", ""), values.get("as_of", ""))
    except BadParameter:
        return [
            replace(each, error=_sentence(text(_TOO_LATE)))
            if each.parameter.name == "week"
            else each
            for each in found
        ]
    return found


def _judged(field: Field, text: Text) -> Field:
    """Check one field as the command line does; a list of choices takes only those."""
    try:
        field.parameter.fitting(field.value)
        if field.choices and field.value not in dict(field.choices):
            raise NotChosen([value for value, _ in field.choices if value])
    except NotChosen as error:
        told = text(_ONE_OF, choices=", ".join(error.choices))
        return replace(field, error=_sentence(told))
    except ValueError as error:
        return replace(field, error=_sentence(text(str(error))))
    return field


def _sentence(words: str) -> str:
    """Begin with a capital, end with a stop."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}." if words else ""


def given(found: Sequence[Field], own: Sequence[str]) -> dict[str, str]:
    """Give what is not the usual value, as texts, without what belongs to the run itself."""
    return {
        each.parameter.name: each.value
        for each in found
        if each.value != each.usual and each.parameter.name not in own
    }

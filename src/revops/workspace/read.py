"""Read TOML into a checked model; every problem is told at once, with file and key."""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from revops.errors import SettingsError, nearest

Model = TypeVar("Model", bound=BaseModel)

_VARIABLE = re.compile(r"\$\{(\w+)\}")
#: Keys whose text keeps its variables: a path is written into pages as the settings name it,
#: and an address may hold a secret, which is looked up when it is used and kept nowhere. A query
#: is taken as it is written: no variable becomes a part of it.
_UNEXPANDED = ("path", "folder", "uri", "uri_file", "query")


def parsed(path: Path, shown: str) -> dict[str, Any]:
    """Give what a TOML file says, as it is written."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise SettingsError(
            f"{shown} cannot be read",
            [f"there is no file {path}"],
            "Name a folder that holds a revops.toml, or make one with: revops new DIR",
        ) from None
    except OSError as error:
        raise SettingsError(f"{shown} cannot be read", [error.strerror or str(error)]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{shown} is no valid TOML", [str(error)]) from None


def expanded(value: Any, where: str, problems: list[str]) -> Any:
    """Put environment variables in place of `${NAME}`; say which are not set."""
    if isinstance(value, dict):
        return {
            key: inner if key in _UNEXPANDED else expanded(inner, f"{where}.{key}", problems)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [expanded(inner, f"{where}[{n}]", problems) for n, inner in enumerate(value, 1)]
    if not isinstance(value, str):
        return value
    missing = [name for name in _VARIABLE.findall(value) if name not in os.environ]
    problems.extend(
        f"{where.lstrip('.')}: the environment variable {name} is not set" for name in missing
    )
    return _VARIABLE.sub(lambda match: os.environ.get(match[1], ""), value)


def _keys_at(model: type[BaseModel], place: tuple[int | str, ...]) -> list[str]:
    """Give the keys that are known at a place inside a model."""
    for step in place:
        if isinstance(step, str) and step in model.model_fields:
            inner = model.model_fields[step].annotation
            choices = [inner, *get_args(inner)]
            model = next(
                (c for c in choices if isinstance(c, type) and issubclass(c, BaseModel)), model
            )
    return sorted(model.model_fields)


def _given(content: Any, place: tuple[int | str, ...]) -> str:
    """Give a value as the file has it: what a variable stands for may be a secret."""
    for step in place:
        try:
            content = content[step]
        except (KeyError, IndexError, TypeError):
            return ""
    return "" if isinstance(content, dict | list) else f" (given: {content!r})"


def _tell(model: type[BaseModel], error: Any, content: Mapping[str, Any]) -> str:
    """Say one of pydantic's findings as key, fact, and the nearest known key."""
    place = error["loc"]
    key = "".join(f"[{s + 1}]" if isinstance(s, int) else f".{s}" for s in place).lstrip(".")
    if error["type"] == "extra_forbidden":
        known = _keys_at(model, place[:-1])
        return (
            f"{key}: unknown key.{nearest(str(place[-1]), known)} Known here: {', '.join(known)}."
        )
    if error["type"] == "missing":
        return f"{key}: is required and missing"
    given = _given(content, place)
    return f"{key}: {error['msg'].removeprefix('Value error, ')}{given}"


def read_toml(
    path: Path, model: type[Model], *, shown: str, context: Mapping[str, Any] | None = None
) -> Model:
    """Read one TOML file into its model; `shown` is the file's name in messages.

    `context` is what the model's checks need to know from outside the file.
    """
    problems: list[str] = []
    content = parsed(path, shown)
    try:
        checked = model.model_validate(expanded(content, "", problems), context=context)
    except ValidationError as error:
        problems.extend(_tell(model, found, content) for found in error.errors())
    if problems:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        raise SettingsError(f"{shown} has {count}", problems)
    return checked

"""Read suite files; every problem of every file is told at once, before any engine starts."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import BaseModel, ValidationError

from revops.checks.flags import flag_names
from revops.checks.kinds import KINDS
from revops.checks.suite import Check, CheckMeta, Suite, SuiteMeta
from revops.errors import SettingsError, nearest
from revops.tables import TABLES

_BLOCKS: Mapping[str, type[BaseModel]] = {"expectations": Check, "meta": SuiteMeta}


def _known_keys(place: tuple[int | str, ...]) -> list[str]:
    """List the keys known at a place of the file."""
    block = _BLOCKS.get(str(place[0]), Suite) if len(place) > 1 else Suite
    if block is Check and "meta" in place:
        block = CheckMeta
    return sorted(block.model_fields)


def _tell(found: Any) -> str:
    """Say one of pydantic's findings as key and fact."""
    place = found["loc"]
    key = "".join(f"[{s + 1}]" if isinstance(s, int) else f".{s}" for s in place).lstrip(".")
    if found["type"] == "extra_forbidden":
        return f"{key}: unknown key.{nearest(str(place[-1]), _known_keys(place))}"
    if found["type"] == "missing":
        return f"{key}: is required and missing"
    given = "" if isinstance(found["input"], dict | list) else f" (given: {found['input']!r})"
    return f"{key}: {found['msg'].removeprefix('Value error, ')}{given}"


def _content_problems(suite: Suite, stem: str) -> list[str]:
    """Find what the shape alone cannot tell: unknown table, kind or column, and repeated ids."""
    if suite.name != stem:
        return [f"name: is '{suite.name}', must be that of the file: '{stem}'"]
    if stem not in TABLES:
        return [f"name: there is no table '{stem}'.{nearest(stem, TABLES)}"]
    columns = (*TABLES[stem].schema().names(), *flag_names(stem))
    problems = []
    for n, check in enumerate(suite.expectations, 1):
        if check.type not in KINDS:
            problems.append(
                f"expectations[{n}].type: unknown '{check.type}'.{nearest(check.type, KINDS)}"
            )
        problems.extend(
            f"expectations[{n}].kwargs: {stem} has no column '{name}'.{nearest(name, columns)}"
            for name in check.reads
            if name not in columns
        )
        problems.extend(
            f"expectations[{n}].kwargs: {name} holds lists; make a flag of it"
            for name in check.reads
            if TABLES[stem].schema().get(name) == pl.List
        )
    counted = Counter(check.meta.id for check in suite.expectations)
    repeated = [name for name, times in counted.items() if times > 1]
    return [*problems, *(f"meta.id: '{name}' is given twice" for name in repeated)]


def _read(path: Path) -> tuple[Suite | None, list[str]]:
    """Read one file into a suite, or into its problems."""
    try:
        suite = Suite.model_validate(json.loads(path.read_text(encoding="utf-8-sig")))
    except (OSError, ValueError) as error:
        findings = error.errors() if isinstance(error, ValidationError) else None
        return None, [_tell(f) for f in findings] if findings else [str(error)]
    return suite, _content_problems(suite, path.stem)


def load_suites(paths: Mapping[str, Path]) -> dict[str, Suite]:
    """Read every suite, in the order of the tables.

    >>> load_suites({})
    {}
    """
    suites: dict[str, Suite] = {}
    problems: list[str] = []
    for path in paths.values():
        suite, found = _read(path)
        problems.extend(f"{path.name}: {problem}" for problem in found)
        if suite is not None:
            suites[suite.name] = suite
    if problems:
        raise SettingsError("the expectations cannot be used", problems)
    return {name: suites[name] for name in TABLES if name in suites}

"""Has the meaning of a number changed? A fingerprint of the code and settings behind it.

The hash covers the metric's module and every module of ours below it that takes part in the
number, without docstrings, comments and layout; then the parameters; then the agreement files.
It is the same on every Python that revops runs on. How exports are read, merged and agreed on
is no part of it: the name of the snapshot, which stands on each page, covers that.
"""

import ast
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PARTS = (
    "revops.metrics.",
    "revops.attribution.",
    "revops.known",
    "revops.journeys",
    "revops.funnel",
    "revops.alignment.qualified",
    "revops.workspace.criteria",
    "revops.workspace.lead_fields",
)
WITHOUT_NUMBERS = (
    "revops.metrics.definition",
    "revops.metrics.metric",
    "revops.metrics.rows",
    "revops.metrics.shared",
)
HASH_LENGTH = 16


def definition_hash(
    modules: Sequence[str], params: Mapping[str, Any], texts: Mapping[str, str]
) -> str:
    """Fingerprint one metric as it was asked for.

    >>> def say(**params): return definition_hash(["revops.metrics.wilson"], params, {})
    >>> say(a=1, b=2) == say(b=2, a=1)
    True
    >>> say(a=1) == say(a=2)
    False
    """
    settings = [json.dumps(dict(each), sort_keys=True, default=str) for each in (params, texts)]
    whole = "\n".join([_code(frozenset(modules)), *settings])
    return sha256(whole.encode()).hexdigest()[:HASH_LENGTH]


@cache
def _code(modules: frozenset[str]) -> str:
    """Give the shape of the code of modules and of all that they import, by name of module."""
    return "\n".join(f"{name}: {_shape(_tree(name))}" for name in sorted(modules_behind(modules)))


def modules_behind(modules: Iterable[str]) -> set[str]:
    """List the modules that take part in the numbers of some modules, themselves included.

    >>> sorted(modules_behind(["revops.metrics.wilson"]))
    ['revops.metrics.wilson']
    """
    waiting = [name for name in modules if _takes_part(name)]
    found = set(waiting)
    while waiting:
        new = {name for name in _imported(_tree(waiting.pop())) if name not in found}
        found |= new
        waiting += new
    return found


def _imported(tree: ast.Module) -> Iterator[str]:
    """Name the modules of ours that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        yield from (name for name in names if _takes_part(name))


@cache
def _takes_part(name: str) -> bool:
    """Say whether a dotted name is a module of ours that makes numbers."""
    if not name.startswith(PARTS) or name in WITHOUT_NUMBERS:
        return False
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # the last part is a function, not a module
        return False


def _tree(module: str) -> ast.Module:
    """Parse a module's source."""
    spec = find_spec(module)
    source = Path(spec.origin).read_text("utf-8") if spec and spec.origin else ""
    return ast.parse(source)


def _shape(node: Any) -> Any:
    """Write a piece of code without docstrings, positions and fields that are empty."""
    if isinstance(node, list):
        return f"[{','.join(_shape(each) for each in node)}]"
    if not isinstance(node, ast.AST):
        return repr(node)
    fields = dict(ast.iter_fields(node))
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        fields["body"] = [each for each in node.body if not _is_text(each)]
    written = [
        f"{name}={_shape(value)}" for name, value in fields.items() if value not in (None, [])
    ]
    return f"{type(node).__name__}({','.join(written)})"


def _is_text(node: ast.stmt) -> bool:
    """Say whether a statement is only a text: a docstring."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )

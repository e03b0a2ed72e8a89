"""What a kernel forgets between two notebooks: this runs inside the kernel.

The libraries stay loaded. The names of the notebook before, and what it changed in the
environment, the folder, the warnings, Altair and Polars, go.
"""

import decimal
import gc
import os
import random
import sys
import warnings
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from revops.report import used
from revops.report.lean import load_jsonschema

_REGISTRIES = ("theme", "renderers", "data_transformers")


@dataclass(frozen=True)
class State:
    """What the kernel was like before its first notebook."""

    environment: dict[str, str]
    folder: str
    path: list[str]
    filters: list[Any]
    decimals: decimal.Context
    altair: dict[str, tuple[str, dict[str, Any]]]


_kept: list[State] = []


def warm_up(modules: Iterable[str]) -> None:
    """Load the libraries, then remember the state; a notebook tells of one that is missing."""
    load_jsonschema()
    for module in modules:
        with suppress(ImportError):
            import_module(module)
    _kept[:] = [
        State(
            environment=dict(os.environ),
            folder=os.getcwd(),  # noqa: PTH109  (kept as text, to go back to)
            path=list(sys.path),
            filters=list(warnings.filters),
            decimals=decimal.getcontext().copy(),
            altair=_altair_state(),
        )
    ]


def forget() -> None:
    """Go back to the state after the warm-up, with no names left."""
    if not _kept:
        raise RuntimeError("this kernel was never warmed up")
    kept = _kept[0]
    _reset_libraries(kept)
    os.environ.clear()
    os.environ.update(kept.environment)
    os.chdir(kept.folder)
    sys.path[:] = kept.path
    warnings.filters[:] = kept.filters  # type: ignore[index]
    decimal.setcontext(kept.decimals.copy())
    random.seed(0)
    used.clear()
    _reset_names()
    gc.collect()


def _altair_state() -> dict[str, tuple[str, dict[str, Any]]]:
    """Note which theme, renderer and data transformer Altair uses."""
    altair = sys.modules.get("altair")
    if altair is None:
        return {}
    parts = {name: getattr(altair, name) for name in _REGISTRIES}
    return {name: (part.active, dict(part.options)) for name, part in parts.items()}


def _reset_libraries(kept: State) -> None:
    """Bring the options of Altair, Polars and NumPy back."""
    altair = sys.modules.get("altair")
    for name, (active, options) in kept.altair.items():
        getattr(altair, name).enable(active, **options)
    if "polars" in sys.modules:
        sys.modules["polars"].Config.restore_defaults()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(0)


def _reset_names() -> None:
    """Empty the namespace, the history and the cell counter."""
    from IPython.core.getipython import get_ipython

    shell: Any = get_ipython()  # type: ignore[no-untyped-call,unused-ignore]
    if shell is not None:
        shell.reset(new_session=True)

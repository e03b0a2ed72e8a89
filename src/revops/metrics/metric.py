"""The record of a metric: which function, in which unit, from which columns and agreements."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from revops.errors import RevopsError
from revops.metrics.definition import definition_hash
from revops.text import Text, load

#: The modules that make an input which is not a table: their code is part of the number.
MAKERS: Mapping[str, tuple[str, ...]] = {
    "visits": ("revops.funnel",),
    "journeys": ("revops.journeys",),
    "ended_journeys": ("revops.journeys",),
    "credits": ("revops.journeys", "revops.attribution.levels"),
    "draws": ("revops.journeys", "revops.attribution.draws"),
    "qualified": ("revops.alignment.qualified",),
}
#: The agreed files that shape an input: which deals are won, and which channel a touch has.
#: One that ends with a slash is a folder.
SHAPED_BY: Mapping[str, tuple[str, ...]] = {
    "opportunities": ("stages.csv",),
    "visits": ("stages.csv",),
    "journeys": ("channels.csv", "stages.csv"),
    "ended_journeys": ("channels.csv", "stages.csv"),
    "credits": ("channels.csv", "stages.csv"),
    "draws": ("channels.csv", "stages.csv"),
    "touchpoints": ("channels.csv",),
    "spend": ("channels.csv",),
    "qualified": ("channels.csv", "qualified_lead/"),
}
Unit = Literal["count", "share", "hours", "days", "money", "ratio"]


class NotComputable(RevopsError):
    """The data cannot give this number; the message says why, in any language.

    >>> raise NotComputable("no export gives the table '{table}'", table="spend")
    Traceback (most recent call last):
        ...
    revops.metrics.metric.NotComputable: no export gives the table 'spend'
    """

    def __init__(self, message: str, **values: object) -> None:
        self.message, self.values = message, values
        super().__init__(self.told(load("en")))

    def told(self, text: Text) -> str:
        """Say why, in the reader's language; a value that is a message of ours is translated.

        It ends without a full stop, so that a sentence can be made of it: a check's words have one.
        """
        values = {name: text(v) if isinstance(v, str) else v for name, v in self.values.items()}
        return text(self.message, **values).removesuffix(".")


@dataclass(frozen=True)
class Metric:
    """One metric: its function and what the function needs.

    `needs` names, for each input, the columns that must be there and hold something.
    `agreement` names the files of the agreement that the number depends on.
    `param_columns` names columns of the result that are parameters: a pair of stages, a model.
    `bounds` are the smallest and the largest value that there can be, where the unit is a share:
    one that may grow, or fall below nothing, says so.

    >>> from revops.metrics import METRICS
    >>> METRICS["win_rate"].unit
    'share'
    >>> METRICS["win_rate"].needs
    {'opportunities': ('status',)}
    """

    function: Callable[..., pl.DataFrame]
    unit: Unit
    needs: Mapping[str, tuple[str, ...]]
    agreement: tuple[str, ...] = ()
    param_columns: tuple[str, ...] = ()
    bounds: tuple[float, float] = (0.0, 1.0)

    @property
    def id(self) -> str:
        """Give the metric's name, the same in code, pages and files."""
        return self.function.__name__

    @property
    def definition(self) -> str:
        """Give the definition: the function's docstring."""
        return inspect.getdoc(self.function) or ""

    @property
    def question(self) -> str:
        """Give the first line of the definition."""
        return self.definition.partition("\n")[0]

    @property
    def agreement_files(self) -> tuple[str, ...]:
        """Name the agreed files behind the number: its own, and those that shape its inputs.

        >>> from revops.metrics import METRICS
        >>> METRICS["win_rate"].agreement_files
        ('stages.csv',)
        """
        inputs = inspect.signature(self.function).parameters
        shaping = (file for name in inputs for file in SHAPED_BY.get(name, ()))
        return tuple(sorted({*self.agreement, *shaping}))

    def definition_hash(
        self, params: Mapping[str, Any], agreement_texts: Mapping[str, str] | None = None
    ) -> str:
        """Give the fingerprint of code, parameters and the agreement files behind the number."""
        inputs = inspect.signature(self.function).parameters
        texts = _texts(self.agreement_files, agreement_texts or {})
        makers = [maker for name in inputs for maker in MAKERS.get(name, ())]
        if "credits" in inputs and "model" in params:
            makers.append(f"revops.attribution.{params['model']}")
        return definition_hash([self.function.__module__, *makers], params, texts)


def _texts(files: Sequence[str], texts: Mapping[str, str]) -> dict[str, str]:
    """Give the texts of files, and of all that lie in the folders among them.

    >>> _texts(["a.csv", "b/"], {"b/1.toml": "x", "c.csv": "y"})
    {'a.csv': '', 'b/1.toml': 'x'}
    """
    within = tuple(name for name in files if name.endswith("/"))
    found = {name: texts.get(name, "") for name in files if name not in within}
    return found | {name: text for name, text in texts.items() if name.startswith(within)}

"""What a frame measures, and how a reader sees it: name, unit, axis, tooltips, question."""

from dataclasses import dataclass
from typing import Any

import altair as alt
import polars as pl

from revops.charts.parts import axes
from revops.charts.parts.questions import question
from revops.text import N_, Text


@dataclass(frozen=True)
class Measure:
    """One metric as a chart shows it.

    >>> from revops import text
    >>> Measure("won_value", "money", text.load("en"), "USD").titled
    'Value won (USD)'
    """

    metric: str
    unit: str
    text: Text
    currency: str = ""

    @property
    def name(self) -> str:
        """The metric's human name."""
        return self.text.label(self.metric)

    @property
    def titled(self) -> str:
        """The name with its unit, as an axis has it."""
        return axes.with_unit(self.name, self.unit, self.text, self.currency)

    @property
    def question(self) -> str:
        """What the metric answers."""
        return question(self.metric, self.text)

    @property
    def figures(self) -> dict[str, str]:
        """The columns of figures that a metric's chart carries, each with its unit."""
        return dict.fromkeys(("value", "low", "high"), self.unit) | {"denominator": "count"}

    def axis(self, **options: Any) -> alt.Axis:
        """The axis of its values."""
        return axes.value_axis(self.unit, self.text, **{"title": self.titled, **options})

    def tips(self, **words: str) -> list[alt.Tooltip]:
        """The tooltip of a mark: its words (column=title), the value, interval and count."""
        counted = {"denominator": self.text(N_("Counted (n)"))}
        return axes.tips(words, {"value": self.titled, **axes.interval(self.text), **counted})


def measure(
    frame: pl.DataFrame, text: Text, *, metric: str = "", unit: str = "", currency: str = ""
) -> Measure:
    """Say what a frame measures: as given, else by its columns `metric_id` and `unit`.

    >>> from revops import text
    >>> measure(pl.DataFrame({"value": [3.0], "unit": ["share"]}), text.load("en")).unit
    'share'
    """
    metric = metric or _first(frame, "metric_id") or "value"
    return Measure(metric, unit or _first(frame, "unit") or "count", text, currency)


def _first(frame: pl.DataFrame, column: str) -> str:
    known = column in frame.columns and not frame.is_empty()
    return str(frame[column][0]) if known else ""

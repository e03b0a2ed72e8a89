"""Lists from which a reader picks what a chart shows; a picture shows what is picked at first."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import altair as alt


class Picker(NamedTuple):
    """One list: the column that it picks from, its title, code -> name, and what is picked first.

    >>> picker = Picker("model", "Model", {"first": "First touch"}, "")
    >>> picker.keeps, picker.start
    ('datum.model === picked_model', 'first')
    """

    name: str
    title: str
    names: Mapping[str, str]
    first: str

    @property
    def keeps(self) -> str:
        """Vega's expression for the rows that are picked; no data is in it."""
        return f"datum.{self.name} === picked_{self.name}"

    @property
    def start(self) -> str | None:
        """What is picked at first: what was asked for, else the first of the list."""
        return self.first if self.first in self.names else next(iter(self.names), None)


def picked(chart: alt.LayerChart, pickers: Sequence[Picker]) -> alt.LayerChart:
    """Give a chart its lists; what is picked changes how much room the names need."""
    made = [
        alt.param(
            name=f"picked_{picker.name}",
            value=picker.start,
            bind=alt.binding_select(
                options=list(picker.names), labels=list(picker.names.values()), name=picker.title
            ),
        )
        for picker in pickers
    ]
    room = alt.AutoSizeParams(type="fit-x", contains="padding", resize=True)
    return chart.add_params(*made).properties(autosize=room)

"""What would the company's numbers be if some rows of a table were left out, or put back?"""

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from revops import known, store
from revops.checks import Checked
from revops.metrics import METRICS
from revops.metrics.metric import Metric, NotComputable
from revops.report.inputs import Inputs
from revops.report.journey_params import CREDITED
from revops.report.numbers import Numbers, tables_behind

#: Metrics without one value for the whole company: what moves is between channels or stages.
SPREAD = ("credited_value", "funnel_steps", "stage_conversion")
#: The horizon at which a metric that has several is compared.
HORIZON_DAYS = 180
#: Tables with more rows than this are not computed again.
MOST_ROWS = 1_000_000
_PLACE = "__place"
#: Of all touches together, credit is the value won: touches cannot move it.
_WHOLE_CREDIT = ("opportunities",)


def _reads(metric: Metric) -> list[str]:
    """Name the tables on which a metric's value for the whole company depends."""
    named = inspect.signature(metric.function).parameters.values()
    inputs = [each.name for each in named if each.kind is not inspect.Parameter.KEYWORD_ONLY]
    credit = [*_WHOLE_CREDIT] if "credits" in inputs else []
    return [*tables_behind(name for name in inputs if name not in CREDITED), *credit]


def _whole(metric: Metric) -> dict[str, Any]:
    """Give the parameters that ask a metric for one value of the whole company."""
    asked = {"by": (), "cohort": None, "horizon_days": (HORIZON_DAYS,)}
    takes = inspect.signature(metric.function).parameters
    if isinstance(getattr(takes.get("horizon_days"), "default", None), int):
        del asked["horizon_days"]  # one horizon, and it has its own
    return {name: value for name, value in asked.items() if name in takes}


def guarded(guards: Sequence[str], table: str) -> list[str]:
    """Name the metrics that a check guards; `*` is every metric that needs the table.

    >>> guarded(["n_won"], "spend"), "roas" in guarded(["*"], "spend")
    (['n_won'], True)
    """
    needs = {name: tables_behind(metric.needs) for name, metric in METRICS.items()}
    every = [name for name, behind in needs.items() if table in behind]
    found = [name for guard in guards for name in (every if guard == "*" else [guard])]
    return list(dict.fromkeys(found))


class WithoutRows:
    """The company's numbers with another choice of rows of one table; none that is blocked."""

    def __init__(self, numbers: Numbers, snapshot: store.Snapshot, checked: Checked) -> None:
        """Take the numbers of a page and the load behind them."""
        self._numbers, self._inputs = numbers, numbers.inputs
        self._loaded, self._checked = store.scans(snapshot), checked
        self._seen: dict[str, pl.DataFrame] = {}

    def _rows(self, table: str) -> pl.DataFrame:
        """Give all rows of a table as known on the day, those set aside too, with their places."""
        if table not in self._seen:
            every = {
                **store.unread(self._checked.tables),
                table: self._loaded[table].with_row_index(_PLACE),
            }
            day, zone = self._inputs.as_of, self._inputs.zone
            self._seen[table] = known.tables(store.Tables(every), as_of=day, zone=zone)[table]
        return self._seen[table]

    def _asked(self, table: str, metrics: Sequence[str]) -> list[Metric]:
        """Keep the metrics that have one value, depend on the table and are not held back."""
        found = [METRICS[name] for name in metrics if name in METRICS and name not in SPREAD]
        return [m for m in found if table in _reads(m) and not self._numbers.is_blocked(m)]

    def __call__(
        self, table: str, left_out: pl.Series, metrics: Sequence[str]
    ) -> Mapping[str, float | None]:
        """Compute metrics when the rows at some places of a table are left out."""
        asked = self._asked(table, metrics)
        if not asked or store.height_of(self._loaded[table]) > MOST_ROWS:
            return {}
        rows = self._rows(table)
        kept = rows.filter(~pl.col(_PLACE).is_in(left_out.implode())).drop(_PLACE)
        other = self._inputs.with_table(table, kept)
        return {metric.id: _value(other, metric) for metric in asked}


def _value(inputs: Inputs, metric: Metric) -> float | None:
    """Compute a metric for the whole company; null where it cannot be."""
    try:
        frame = inputs.compute(metric, _whole(metric))
    except NotComputable:
        return None
    return frame.item(0, "value") if frame.height == 1 else None

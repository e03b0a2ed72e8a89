"""What a metric asks for by name: a table, an agreed file, or something made from them.

A metric's positional parameters name its inputs. `Inputs` finds or makes each, once, and says in
plain words when the workspace cannot give it.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from revops import attribution, funnel, journeys, known, store
from revops.errors import UnknownName
from revops.metrics.metric import Metric, NotComputable
from revops.tables import TABLES
from revops.text import N_
from revops.workspace import Agreement

#: Which parameters shape a journey; they are asked of the input `journeys` and `credits`.
_JOURNEY = ("lookback_days", "target", "people")
_AGREED = ("channels", "sla", "stages")
_TOUCHES = ("touchpoints", "activities")
_PEOPLE = ("opportunity_people", "leads")
_MADE = ("credits", "journeys", "visits")


class Inputs:
    """The inputs of one workspace on one day."""

    def __init__(
        self,
        tables: Mapping[str, pl.DataFrame],
        agreement: Agreement,
        *,
        as_of: date,
        zone: str = "UTC",
    ) -> None:
        """Take checked tables as they were read, and see them as known on the day."""
        self.tables = known.tables(tables, as_of=as_of, zone=zone)
        self.agreement = agreement
        self.as_of = as_of
        self.zone = zone
        self._made: dict[str, Any] = {}

    def with_table(self, name: str, frame: pl.DataFrame) -> "Inputs":
        """Give the same day with another version of one table, as it is known on the day."""
        other = Inputs({}, self.agreement, as_of=self.as_of, zone=self.zone)
        other.tables = store.Tables({**store.unread(self.tables), name: frame.lazy()})
        if name == "spend":  # no journey depends on it
            other._made = self._made
        return other

    def table(self, name: str) -> pl.DataFrame:
        """Give a table; one without an export is not computable."""
        if name not in self.tables:
            raise NotComputable(N_("no export gives the table '{table}'"), table=name)
        return self.tables[name]

    @cached_property
    def visits(self) -> pl.DataFrame:
        """Every visit to a stage, and the milestones of leads and deals."""
        found = {name: self._optional(name) for name in ("stage_history", "leads", "opportunities")}
        return funnel.stage_visits(**found, stages=self.agreement.stages)

    def _optional(self, name: str) -> pl.DataFrame:
        empty = known.localised({name: TABLES[name].empty()}, zone=self.zone)
        return self.tables.get(name, empty[name])

    def journeys(self, **shape: Any) -> pl.DataFrame:
        """The touches before each conversion."""
        by = {"by": shape.pop("people")} if "people" in shape else {}
        if not {*_TOUCHES} & self.tables.keys():
            raise NotComputable(N_("no export gives touchpoints or activities"))
        given: dict[str, Any] = {name: self.tables.get(name) for name in _PEOPLE}
        # there may be many touches, of which few are before a conversion
        given |= {name: store.unread(self.tables).get(name) for name in _TOUCHES}
        return self._once(
            "journeys",
            {**shape, **by},
            lambda: journeys.build(
                self.table("opportunities"), **given, as_of=self.as_of, **shape, **by
            ),
        )

    def credits(self, *, model: str = "linear", **params: Any) -> pl.DataFrame:
        """The credit of each touch, by one model."""
        shape = {name: params.pop(name) for name in _JOURNEY if name in params}
        touched = self.journeys(**shape)
        return self._once(
            "credits",
            {"model": model, **params, **shape},
            lambda: attribution.credit(touched, model, **params),
        )

    def _once(self, name: str, params: Mapping[str, Any], make: Callable[[], Any]) -> pl.DataFrame:
        key = f"{name} {sorted(params.items())}"
        if key not in self._made:
            self._made[key] = make()
        made: pl.DataFrame = self._made[key]
        return made

    def find(self, name: str, params: Mapping[str, Any]) -> Any:
        """Give one input by its name."""
        if name in TABLES:
            return self.table(name)
        if name in _AGREED:
            return getattr(self.agreement, name)
        if name == "visits":
            return self.visits
        if name in ("journeys", "credits"):
            return getattr(self, name)(**params)
        raise UnknownName("input", name, (*TABLES, *_AGREED, *_MADE))

    def call(
        self, function: Callable[..., pl.DataFrame], params: Mapping[str, Any]
    ) -> pl.DataFrame:
        """Call a function with its inputs; parameters that it does not take shape its inputs."""
        signature = inspect.signature(function).parameters
        own = {name: value for name, value in params.items() if name in signature}
        shaping = {name: value for name, value in params.items() if name not in signature}
        if shaping and not {"journeys", "credits"} & signature.keys():
            known = [n for n, p in signature.items() if p.kind is inspect.Parameter.KEYWORD_ONLY]
            raise UnknownName(f"parameter of {function.__name__}", next(iter(shaping)), known)
        if "as_of" in signature:
            own["as_of"] = self.as_of
        given = {}
        for name, parameter in signature.items():
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
                continue
            try:
                given[name] = self.find(name, shaping)
            except NotComputable:
                if parameter.default is inspect.Parameter.empty:
                    raise
        return function(**given, **own)

    def compute(self, metric: Metric, params: Mapping[str, Any]) -> pl.DataFrame:
        """Compute a metric, after a look at whether its columns hold anything."""
        for name, columns in metric.needs.items():
            if name in TABLES:
                _require(name, self.table(name), columns)
        return self.call(metric.function, params)


def _require(table: str, frame: pl.DataFrame, columns: Sequence[str]) -> None:
    """Raise where a table, or a column that a metric needs, holds nothing."""
    if frame.is_empty():
        raise NotComputable(N_("the table '{table}' has no rows"), table=table)
    for column in columns:
        if frame.get_column(column).null_count() == frame.height:
            raise NotComputable(
                N_("the column '{column}' of the table '{table}' is empty"),
                column=column,
                table=table,
            )

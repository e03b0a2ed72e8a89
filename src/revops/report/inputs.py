"""What a metric asks for by name: a table, an agreed file, or something made from them.

A metric's positional parameters name its inputs. `Inputs` finds or makes each, once, and says in
plain words when the workspace cannot give it.
"""

import inspect
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, get_args

import polars as pl

from revops import funnel, known, store
from revops.errors import UnknownName
from revops.metrics.metric import Metric, NotComputable
from revops.metrics.origins import ORIGINS
from revops.metrics.shared import Kept, sharing
from revops.report import used
from revops.report.journey_params import CREDITED, WALKS, asked_of
from revops.report.journeys_made import JourneysMade, Made
from revops.report.metric_weeks import metric_weeks
from revops.report.observation import observed, observed_from
from revops.report.replayed import REPLAYED, replayed
from revops.report.required import require
from revops.tables import TABLES
from revops.text import N_
from revops.workspace import Agreement

_AGREED = ("channels", "qualified_lead", "sla", "stages", "topics", "topic_figures")
#: The inputs that a metric's journey and model parameters shape (see journey_params).
_SHAPED = (*CREDITED, *WALKS)
_MADE = (*_SHAPED, "metric_weeks", "visits", *REPLAYED)


class Inputs(JourneysMade):
    """The inputs of one workspace on one day."""

    tables: used.Noted

    def __init__(
        self,
        tables: Mapping[str, pl.DataFrame],
        agreement: Agreement,
        *,
        as_of: date,
        zone: str = "UTC",
    ) -> None:
        """Take checked tables as they were read, and see them as known on the day."""
        self.tables = used.Noted(known.tables(tables, as_of=as_of, zone=zone).scans())
        self.as_read = tables
        self.agreement = agreement
        self.as_of = as_of
        self.zone = zone
        self._made: dict[str, Any] = {}
        self._unread: dict[str, pl.LazyFrame] = {}
        self._held: set[tuple[str, tuple[str, ...]]] = set()
        self._shared: Kept = {}

    def with_table(self, name: str, frame: pl.DataFrame) -> "Inputs":
        """Give the same day with another version of one table, as it is known on the day."""
        other = Inputs({}, self.agreement, as_of=self.as_of, zone=self.zone)
        other.tables = self.tables.with_table(name, frame.lazy())
        if name == "spend":  # no journey depends on it
            other._made = self._made
        return other

    def table(self, name: str) -> pl.DataFrame:
        """Give a table; one without an export is not computable."""
        if name not in self.tables:
            raise NotComputable(N_("no export gives the table '{table}'"), table=name)
        return self.tables[name]

    def unread(self, name: str) -> pl.LazyFrame:
        """Give a table unread, always the same frame, for what needs little of a big one."""
        if name not in self._unread:
            if name not in self.tables:
                raise NotComputable(N_("no export gives the table '{table}'"), table=name)
            self._unread[name] = store.unread(self.tables)[name]
        return self._unread[name]

    @cached_property
    def visits(self) -> pl.DataFrame:
        """Every visit to a stage, and the milestones of leads and deals."""
        history = self.unread if "stage_history" in self.tables else self._optional
        found = {name: self._optional(name) for name in ("leads", "opportunities")}
        return funnel.stage_visits(history("stage_history"), **found, stages=self.agreement.stages)

    @cached_property
    def observed_from(self) -> date | None:
        """The first day on which a closing could be seen; none where it was always so."""
        return observed_from(self.tables)

    def _optional(self, name: str) -> pl.DataFrame:
        empty = known.localised({name: TABLES[name].empty()}, zone=self.zone)
        return self.tables.get(name, empty[name])

    def on(self, day: date) -> "Inputs":
        """Give the same data as they were known on another day."""
        return Inputs(self.as_read, self.agreement, as_of=day, zone=self.zone)

    def _metric_weeks(self) -> pl.DataFrame:
        """Compute the metrics that decisions are about, on the days that judge them."""
        return metric_weeks(self.table("decisions"), self.on, as_of=self.as_of)

    def _once(self, name: str, params: Mapping[str, Any], make: Callable[[], Made]) -> Made:
        key = f"{name} {sorted(params.items())}"
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made

    def find(self, name: str, params: Mapping[str, Any]) -> Any:
        """Give one input by its name."""
        if name in TABLES:
            return self.table(name)
        if name in _AGREED:
            return getattr(self.agreement, name)
        if name == "visits":
            return self.visits
        if name == "metric_weeks":
            return self._once(name, {}, self._metric_weeks)
        if name in REPLAYED:
            made = (name, self.tables, self.agreement, self.as_of)
            return self._once(name, {}, lambda: replayed(*made))
        if name in _SHAPED:
            return getattr(self, name)(**asked_of(name, params))
        raise UnknownName("input", name, (*TABLES, *_AGREED, *_MADE))

    def call(
        self, function: Callable[..., pl.DataFrame], params: Mapping[str, Any]
    ) -> pl.DataFrame:
        """Call a function with its inputs; parameters that it does not take shape its inputs."""
        signature = inspect.signature(function).parameters
        params = observed(function, params, self)
        own = {name: value for name, value in params.items() if name in signature}
        shaping = {name: value for name, value in params.items() if name not in signature}
        if shaping and not {*_SHAPED} & signature.keys():
            known = [n for n, p in signature.items() if p.kind is inspect.Parameter.KEYWORD_ONLY]
            raise UnknownName(f"parameter of {function.__name__}", next(iter(shaping)), known)
        if "as_of" in signature:
            own["as_of"] = self.as_of
        given = {}
        for name, parameter in signature.items():
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY or _idle(name, signature, own):
                continue
            try:
                given[name] = self._given(parameter, shaping)
            except NotComputable:
                if parameter.default is inspect.Parameter.empty:
                    raise
        with sharing(self._shared):  # of what these inputs give, nothing is changed
            return function(**given, **own)

    def _given(self, parameter: inspect.Parameter, params: Mapping[str, Any]) -> Any:
        """Give one input; a table unread to a function that takes it so."""
        name = parameter.name
        if name in TABLES and pl.LazyFrame in get_args(parameter.annotation):
            return self.unread(name)
        return self.find(name, params)

    def compute(self, metric: Metric, params: Mapping[str, Any]) -> pl.DataFrame:
        """Compute a metric, after a look at whether its columns hold anything."""
        taken = inspect.signature(metric.function).parameters
        for name, columns in metric.needs.items():
            is_there = name in TABLES and name in self.tables
            if name in TABLES and not (is_there and (name, columns) in self._held):
                frame = self._given(taken[name], {}) if name in taken else self.table(name)
                require(name, frame, columns)
                self._held.add((name, columns))
        return self.call(metric.function, params)


def _idle(name: str, signature: Mapping[str, inspect.Parameter], own: Mapping[str, Any]) -> bool:
    """Say whether journeys, which some cut by where a customer came from, are not asked for."""
    is_optional = signature[name].default is None and "by" in signature
    return name == "journeys" and is_optional and not {*own.get("by", ())} & {*ORIGINS}

"""Every number of a page is computed here, once, with its parameters and its definition hash."""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from revops.checks import Checked
from revops.metrics import rows
from revops.metrics.metric import Metric, NotComputable
from revops.report.fewest import attributes, in_fives, rare_together
from revops.report.inputs import Inputs
from revops.report.journey_params import JOURNEY, shown_credit
from revops.report.observation import observed
from revops.text import N_

_CONVERSIONS = ("opportunities", "touchpoints", "activities", "opportunity_people", "leads")
_LEADS = ("leads", "touchpoints", "activities")
#: Which tables an input is made from that is no table itself.
MADE_FROM: Mapping[str, tuple[str, ...]] = {
    "metric_weeks": ("decisions",),
    "visits": ("stage_history", "leads", "opportunities"),
    **dict.fromkeys(("journeys", "ended_journeys", "credits", "draws"), _CONVERSIONS),
    **dict.fromkeys(("qualified", "replays", "replays_everywhere"), _LEADS),
}

#: Parameters that are told even where they are the default.
_NAMED = ("object", "from_stage", "to_stage")
#: Parameters that a row tells in columns of its own.
_IN_COLUMNS = ("cohort", "horizon_days")


def segments_of(metric: Metric, by: Sequence[str] | None) -> tuple[str, ...]:
    """Give the columns a metric is cut by: those asked for, else the function's own."""
    if by is not None:
        return tuple(by)
    default = inspect.signature(metric.function).parameters.get("by")
    return tuple(default.default) if default is not None else ()


def tables_behind(inputs: Iterable[str]) -> list[str]:
    """Name the tables that inputs are made from.

    >>> tables_behind(["spend", "visits"])
    ['spend', 'stage_history', 'leads', 'opportunities']
    """
    return [table for name in inputs for table in MADE_FROM.get(name, (name,))]


def inputs_of(function: Callable[..., Any]) -> list[str]:
    """Name the inputs of a metric or a list: its positional parameters."""
    parameters = inspect.signature(function).parameters.values()
    return [each.name for each in parameters if each.kind is not inspect.Parameter.KEYWORD_ONLY]


def _behind(metric: Metric, *, cut: bool = False) -> list[str]:
    """Name the inputs of which none may be blocked; amounts need the exchange rates too."""
    inputs = [*(inputs_of(metric.function) if cut else metric.needs)]
    return inputs + (["rates"] if metric.unit == "money" else [])


def shown_params(metric: Metric, given: Mapping[str, Any], currency: str) -> dict[str, Any]:
    """Give the parameters that stand beside a number: what was asked, and what shaped its input.

    >>> from revops.metrics import METRICS
    >>> shown_params(METRICS["won_value"], {}, "USD")
    {'currency': 'USD'}
    """
    defaults = inspect.signature(metric.function).parameters
    named = {name: defaults[name].default for name in _NAMED if name in defaults}
    asked = {name: value for name, value in given.items() if value not in ("", None)}
    shown = {name: value for name, value in asked.items() if name not in _IN_COLUMNS}
    shown = {**named, **shown}
    if "credits" in metric.needs:
        shown = shown_credit(shown)
    if metric.unit == "money":
        shown["currency"] = currency
    return shown


def own_params(metric: Metric, given: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is asked for as it would be anyway, so that one number has one name.

    >>> from revops.metrics import METRICS
    >>> own_params(METRICS["median_won_cycle_days_matured"], {"maturity_days": 180})
    {}
    """
    defaults = inspect.signature(metric.function).parameters

    def is_default(name: str, value: Any) -> bool:
        usual: Any = defaults[name].default if name in defaults else inspect.Parameter.empty
        is_list = isinstance(value, list | tuple) and isinstance(usual, list | tuple)
        return tuple(value) == tuple(usual) if is_list else bool(value == usual)

    return {name: value for name, value in given.items() if not is_default(name, value)}


def _checks_that_block(results: pl.DataFrame) -> dict[str, str]:
    """Give for each blocked metric or table what the check says, so that it can be translated."""
    key = pl.when(pl.col("guards") == "*").then(pl.lit("table:") + pl.col("table"))
    blocking = results.filter("blocks").explode("guards")
    return dict(blocking.select(key.otherwise("guards"), "description").rows()[::-1])


class Numbers:
    """The metrics of one workspace on one day; what a critical check blocks is not computed."""

    def __init__(self, inputs: Inputs, checked: Checked, currency: str) -> None:
        self.inputs = inputs
        self.blocked = {**checked.blocked, **_checks_that_block(checked.results)}
        self.currency = currency
        self._frames: dict[str, pl.DataFrame] = {}

    def _refuse_blocked(self, name: str, inputs: Iterable[str]) -> None:
        """Raise where a critical check stops a number or a table behind it."""
        names = (name, *(f"table:{table}" for table in tables_behind(inputs)))
        reasons = [self.blocked[each] for each in names if each in self.blocked]
        if reasons:
            raise NotComputable(N_("a critical check failed: {check}"), check=reasons[0])

    def is_blocked(self, metric: Metric) -> bool:
        """Say whether a critical check stops a metric."""
        try:
            self._refuse_blocked(metric.id, _behind(metric))
        except NotComputable:
            return True
        return False

    def frame(
        self, metric: Metric, *, by: Sequence[str] | None = None, **given: Any
    ) -> pl.DataFrame:
        """Compute a metric's frame, or give the one computed before."""
        self._refuse_blocked(metric.id, _behind(metric, cut=bool(by)))
        key = f"{metric.id} {by} {sorted(given.items())}"
        if key not in self._frames:
            cut = {} if by is None else {"by": tuple(by)}
            self._frames[key] = self._computed(metric, {**given, **cut})
        return self._frames[key]

    def _computed(self, metric: Metric, given: Mapping[str, Any]) -> pl.DataFrame:
        """Compute a metric; cut by an attribute of persons, in groups of five at least."""
        leads = self.inputs.tables.get("leads")
        if not (names := attributes(given.get("by"), leads)) or leads is None:
            return self.inputs.compute(metric, given)
        return in_fives(
            leads, names, lambda few: self.inputs.with_table("leads", few).compute(metric, given)
        )

    def listed(self, function: Callable[..., pl.DataFrame], **params: Any) -> pl.DataFrame:
        """List the records behind a number, unless a critical check stops what it reads."""
        self._refuse_blocked(function.__name__, inputs_of(function))
        inputs, leads = self.inputs, self.inputs.tables.get("leads") if params.get("by") else None
        if leads is not None and (names := attributes(params["by"], leads)):
            inputs = inputs.with_table("leads", rare_together(leads, names))
        return self._without_blocked(inputs.call(function, params))

    def _without_blocked(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Leave out what a critical check stops: a column or a row that a metric's id names."""
        stopped = [name for name in frame.columns if name in self.blocked]
        kept = frame.with_columns(pl.lit(None, frame.schema[name]).alias(name) for name in stopped)
        if "measure" not in frame.columns:
            return kept
        return kept.filter(~pl.col("measure").is_in(list(self.blocked)))

    def _told(self, metric: Metric, given: Mapping[str, Any]) -> dict[str, Any]:
        """Give the parameters that a row tells, with the day from which on closings were seen."""
        return observed(metric.function, own_params(metric, given), self.inputs)

    def shown(self, metric: Metric, given: Mapping[str, Any]) -> dict[str, Any]:
        """Give the parameters that stand beside a number, the agreed weights of credit with them.

        Fingerprints hold them, so that other agreed weights are another number.
        """
        agreed = self.inputs.agreed_weights(given.get("model", JOURNEY["model"]))
        credited = agreed if "credits" in metric.needs else {}
        return shown_params(metric, {**credited, **given}, self.currency)

    def published(
        self, metric: Metric, *, by: Sequence[str] | None = None, **given: Any
    ) -> pl.DataFrame:
        """Compute a metric in the published shape."""
        return rows(
            metric,
            self.frame(metric, by=by, **given),
            by=segments_of(metric, by),
            params=self.shown(metric, self._told(metric, given)),
            agreement_texts=self.inputs.agreement.texts,
        )

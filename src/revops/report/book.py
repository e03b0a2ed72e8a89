"""The numbers that every run publishes, whether or not a page shows them.

What the workspace's data cannot give is left out of metrics.json and named, with the reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from revops.errors import ReportFailed
from revops.metrics import METRICS
from revops.metrics.metric import NotComputable
from revops.metrics.rows import PUBLISHED
from revops.report.numbers import Numbers

#: Which columns together name one number.
KEY = ("metric_id", "params", "dimension", "segment", "cohort", "horizon_days")


@dataclass(frozen=True)
class Entry:
    """One metric, cut in one way."""

    metric_id: str
    by: tuple[str, ...] | None = None
    params: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def name(self) -> str:
        """Name the cut: the metric, its segments and what was asked of it."""
        asked = [f"{key}={value}" for key, value in self.params.items() if value is not None]
        by = [f"by {', '.join(self.by)}"] if self.by else []
        return " ".join([self.metric_id, *by, *asked])


_COUNTED = ("n_leads", "n_opportunities", "n_won", "n_lost", "n_open", "won_value", "win_rate")
_DAYS = (
    "median_lead_to_won_days",
    "median_lead_to_won_days_matured",
    "median_won_cycle_days",
    "median_won_cycle_days_matured",
)
_PLAIN = (
    "n_converted_leads",
    "converted_lead_won_share",
    "opportunity_won_share",
    "n_leads_past_deadline",
    "n_stuck_deals",
)
_DEALS = {"object": "opportunity", "from_stage": "created", "to_stage": "won"}
_SPENT = ("spend", "roas", "cac")
_MODELS = ("first", "last", "last_non_direct", "linear", "position_based", "time_decay")

BOOK: tuple[Entry, ...] = (
    *(Entry(name) for name in (*_COUNTED, *_DAYS, *_PLAIN)),
    *(Entry(name, ("original_source",)) for name in (*_COUNTED, "median_lead_to_won_days")),
    Entry("lead_to_won_share"),
    Entry("lead_to_won_share", ("original_source",)),
    Entry("lead_to_won_share", None, {"cohort": "quarter"}),
    Entry("stage_conversion", None, {"cohort": None}),
    Entry("stage_conversion"),
    Entry("stage_conversion", None, {"cohort": None, **_DEALS}),
    Entry("stage_conversion", None, _DEALS),
    *(Entry("credited_value", None, {"model": model}) for model in _MODELS),
    *(Entry(name, ("channel",)) for name in _SPENT),
    *(Entry(name, ()) for name in _SPENT),
)


def publish(
    numbers: Numbers, entries: Sequence[Entry] = BOOK
) -> tuple[pl.DataFrame, dict[str, NotComputable]]:
    """Compute every entry; give the rows, and why each missing metric is missing."""
    found: list[pl.DataFrame] = [pl.DataFrame(schema=PUBLISHED)]
    missing: dict[Entry, NotComputable] = {}
    for entry in entries:
        try:
            metric = METRICS[entry.metric_id]
            found.append(numbers.published(metric, by=entry.by, **entry.params))
        except NotComputable as reason:
            missing[entry] = reason
    given = {name for frame in found for name in frame.get_column("metric_id").unique()}
    return pl.concat(found), _by_metric(missing, given)


def _by_metric(missing: Mapping[Entry, NotComputable], given: set[str]) -> dict[str, NotComputable]:
    """Name what is missing: the metric where no cut of it was given, else the cut."""
    named: dict[str, NotComputable] = {}
    for entry, why in missing.items():
        named.setdefault(entry.name if entry.metric_id in given else entry.metric_id, why)
    return named


def one_truth(published: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Gather the numbers of the book and of all pages; one with two values fails the run.

    So does a metric that two pages define differently.

    >>> one_truth([]).height
    0
    """
    every = pl.concat([pl.DataFrame(schema=PUBLISHED), *published]).unique(maintain_order=True)
    _refuse_two_definitions(every)
    key = list(KEY)
    twice = every.filter(pl.struct(key).is_duplicated()).sort(key)
    if not twice.is_empty():
        told = twice.select(pl.concat_str(*key, "value", separator=" ", ignore_nulls=True))
        raise ReportFailed(
            "two pages give different values of one number: "
            + "; ".join(told.to_series().head(6).to_list())
            + ". Ask for both with the same parameters."
        )
    return every.sort(key)


def _refuse_two_definitions(every: pl.DataFrame) -> None:
    """Raise where a metric has two units, or with the same parameters two definition hashes."""
    asked = every.select("metric_id", "params", "unit", "definition_hash").unique()
    twice = asked.filter(
        pl.struct("metric_id", "params").is_duplicated()
        | (pl.col("unit").n_unique().over("metric_id") > 1)
    ).sort(pl.all())
    if not twice.is_empty():
        told = twice.select(pl.concat_str(pl.all(), separator=" ")).to_series()
        raise ReportFailed(
            "two pages define one metric differently: "
            + "; ".join(told.head(6).to_list())
            + ". Was the code or an agreed file changed during the run? Run it again."
        )

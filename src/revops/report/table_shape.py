"""Which columns of a frame a reader needs, under which names, and what to note below them."""

import json
from collections.abc import Mapping

import polars as pl

from revops.report.table_format import written
from revops.text import N_, Text
from revops.text.numbers import UNKNOWN

INTERVAL = "interval"
IMMATURE = "is_immature"
PARAMS = "params"
HORIZON = "horizon_days"
#: As many rows as a download holds: a page must stay small enough to be opened and sent.
KEPT = 10_000
#: Columns that say what a frame is; a table's title says it already.
SPOKEN = ("metric_id", "unit", PARAMS, "dimension", "definition_hash", IMMATURE)
#: Columns of a metric that are left out where they hold nothing.
MAY_BE_EMPTY = ("low", "high", "numerator", "denominator", "crm_value", "last_rate_value")


def shaped(
    frame: pl.DataFrame, text: Text, kinds: Mapping[str, str], currency: str
) -> pl.DataFrame:
    """Write the columns that a reader needs; both ends of an interval become one column."""
    kept = frame.drop([name for name in frame.columns if _is_needless(name, frame)])
    cells = [written(column, kinds[column.name], text, currency) for column in kept]
    return _with_interval(kept.with_columns(cells))


def _is_needless(name: str, frame: pl.DataFrame) -> bool:
    """Say whether a column tells nothing that is not said elsewhere."""
    if name == HORIZON:
        return one_horizon(frame) is not None
    if name in MAY_BE_EMPTY and frame[name].is_null().all():
        return True
    if name == "numerator" and "value" in frame.columns:
        return any(frame[name].equals(frame[other]) for other in ("value", "denominator"))
    return name in SPOKEN


def _with_interval(frame: pl.DataFrame) -> pl.DataFrame:
    """Put the written ends of the interval into one column, after the value."""
    if not {"value", "low", "high"} <= set(frame.columns):
        return frame
    ends = pl.concat_str("low", pl.lit(f" {UNKNOWN} "), "high")
    known = (pl.col("low") != UNKNOWN) | (pl.col("high") != UNKNOWN)
    interval = pl.when(known).then(ends).otherwise(pl.lit(UNKNOWN)).alias(INTERVAL)
    order = [name for name in frame.columns if name not in ("low", "high")]
    order.insert(order.index("value") + 1, INTERVAL)
    return frame.with_columns(interval).select(order)


#: What stands above and below the line of a metric, where it is no plain count.
PARTS: Mapping[str, Mapping[str, str]] = {
    "cac": {"numerator": "spend", "denominator": "conversions"},
    "cac_payback_days": {"numerator": "cac", "denominator": "credited_conversions"},
    "credited_value": {"denominator": "conversions"},
    "customer_value": {"numerator": "booked_value", "denominator": "n_customers"},
    "expansion_value": {"denominator": "n_customers"},
    "gross_revenue_retention": {"numerator": "kept_value", "denominator": "start_value"},
    "leads_a_week": {"numerator": "n_leads", "denominator": "n_weeks"},
    "ltv_to_cac": {"numerator": "customer_value", "denominator": "cac"},
    "net_revenue_retention": {"numerator": "kept_value", "denominator": "start_value"},
    "expected_wins": {"denominator": "n_open"},
    "expected_won_value": {"numerator": "open_value", "denominator": "n_open"},
    "pipeline_velocity": {"numerator": "n_open", "denominator": "n_closed"},
    "promise_lost": {"denominator": "n_losses"},
    "promise_touched": {"denominator": "n_conversations"},
    "roas": {"numerator": "credited_value", "denominator": "spend"},
    "value_per_lead": {"numerator": "won_value", "denominator": "n_leads"},
    "topic_raised": {"denominator": "n_conversations"},
    "won_share_difference": {"denominator": "n_leads"},
    "won_value": {"denominator": "n_won"},
    "median_lead_to_won_days": {"denominator": "n_won"},
    "median_lead_to_won_days_matured": {"denominator": "n_won"},
    "median_stage_days": {"numerator": "n_left_stage", "denominator": "n_entered"},
    "median_won_cycle_days": {"denominator": "n_won"},
    "median_won_cycle_days_matured": {"denominator": "n_won"},
}


def parts_of(metric: str, text: Text) -> dict[str, str]:
    """Name a metric's value, numerator and denominator for a reader.

    >>> from revops.text import load
    >>> parts_of("roas", load("en"))["denominator"]
    'Spend'
    """
    codes = {"value": metric, **PARTS.get(metric, {})} if metric else {}
    return {column: text.label(code) for column, code in codes.items()}


def names(columns: list[str], text: Text, given: Mapping[str, str]) -> dict[str, str]:
    """Name the columns for a reader: as given, else as the catalogue calls them."""
    own = {INTERVAL: text(N_("95 % interval"))}
    return {name: given.get(name) or own.get(name) or text.label(name) for name in columns}


def one_horizon(frame: pl.DataFrame) -> int | None:
    """Give the horizon that all rows share: a note says it, so no column has to."""
    shared = HORIZON in frame.columns and frame[HORIZON].n_unique() == 1
    return frame[HORIZON][0] if shared else None


def young(frame: pl.DataFrame) -> list[int]:
    """Number the rows that are too young to be compared."""
    if IMMATURE not in frame.columns:
        return []
    return frame[IMMATURE].fill_null(False).arg_true().to_list()


#: Parameters whose name is that of a column which means something else.
_TOLD_AS = {"target": "conversions"}
#: Parameters that the values, or a note on the horizon, tell already.
_SAID_ELSEWHERE = ("currency", "within_days")


def params_note(frame: pl.DataFrame, text: Text) -> str:
    """Say with which parameters a metric was computed, where all rows share them.

    >>> from revops.text import load
    >>> frame = pl.DataFrame({"params": ['{"currency": "USD", "lookback_days": 180}']})
    >>> params_note(frame, load("en"))
    'Lookback (days): 180.'
    """
    if PARAMS not in frame.columns or frame[PARAMS].n_unique() != 1:
        return ""
    asked = json.loads(frame[PARAMS][0])
    told = [
        f"{text.label(_TOLD_AS.get(name, name))}: {_told(value, text)}"
        for name, value in asked.items()
        if name not in _SAID_ELSEWHERE
    ]
    return "; ".join(told) + "." if told else ""


def _told(value: object, text: Text) -> str:
    """Write one parameter's value."""
    if isinstance(value, str):
        return text.label(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return text.number(value, 0 if value == int(value) else 2)


def notes(whole: pl.DataFrame, shown: pl.DataFrame, text: Text, why: str) -> str:
    """Say what is greyed, what is missing, and what is left out."""
    params = params_note(whole, text)
    said = [params] if params else []
    horizon = one_horizon(whole)
    if horizon is not None:
        said.append(text("Within {n} days.", n=horizon))
    if young(whole):
        said.append(text("Grey rows are too young to be compared."))
    if "value" in shown.columns and UNKNOWN in shown["value"].to_list():
        reason = why or text("there is nothing to divide by, or it is too early to say")
        said.append(text("– marks a number that cannot be computed: {reason}.", reason=reason))
    counts = {"n": shown.height, "total": whole.height, "kept": KEPT}
    if whole.height > KEPT:
        message = N_("The first {n} of {total} rows; the downloads hold the first {kept}.")
        said.append(text(message, **counts))
    elif shown.height < whole.height:
        said.append(text("The first {n} of {total} rows; the downloads hold all.", **counts))
    return " ".join(said)

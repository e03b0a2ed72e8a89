"""What was known of each lead, on every day on which it changed?

Counts are sums of steps: a touch adds one on the day it was known, and takes it away on the day
it leaves the window, so that no day between two steps need be looked at.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import polars as pl

from revops.alignment.qualified.clocks import Known, changes
from revops.alignment.qualified.events import COUNTED_AS, events
from revops.alignment.qualified.facts import Facts
from revops.workspace.criteria import ages
from revops.workspace.lead_fields import AGES, LEAD_FIELDS
from revops.workspace.qualified_lead import QualifiedLead

_KEY = ("n", "day")


def states(
    version: QualifiedLead,
    facts: Facts,
    known: Mapping[str, Known],
    *,
    since: date,
    until: date,
    as_of: date,
) -> pl.DataFrame:
    """Give a row a lead and day on which an answer may change, and a column a field.

    Columns: n, lead_id, day, and the fields that the version reads. Fields known as of `today`
    hold today's value on every day.
    """
    leads = facts.known_leads(as_of).lazy()
    counted = [name for name in known if LEAD_FIELDS[name].clock == "event" and name not in AGES]
    tracked = [name for name, clock in known.items() if clock == "history"]
    values = {name: _values(facts, name, leads) for name in tracked}
    steps = [_steps(facts, name, leads) for name in counted]
    days = pl.concat([*_days(version, leads, since), *(_no_step(v) for v in values.values())])
    rows = _summed(pl.concat([days, *steps]), counted, until).collect()
    rows = rows.filter(pl.col("day") >= since).join(
        _columns(facts, leads, known), on="n", how="left", maintain_order="left"
    )
    for name, frame in values.items():
        rows = rows.join_asof(
            frame.collect(), on="day", by="n", strategy="backward", check_sortedness=False
        ).with_columns(pl.col(name).cast(LEAD_FIELDS[name].dtype, strict=False))
    age = (pl.col("day") - pl.col("created_on")).dt.total_days()
    return rows.with_columns(age.alias(name) for name in known if name in AGES)


def _steps(facts: Facts, name: str, leads: pl.LazyFrame) -> pl.LazyFrame:
    """Give what each day adds to a count, and what it takes away."""
    field = LEAD_FIELDS[name]
    counts = field.counts or COUNTED_AS.get(name, name.removesuffix("_total"))
    found = events(facts, counts, leads)
    if field.window is None:
        return _step(found, name, "known_on", pl.col("many"))
    ends = pl.col("on") + pl.duration(days=field.window)
    seen = found.with_columns(ends.alias("ends_on")).filter(pl.col("known_on") < pl.col("ends_on"))
    gone = _step(seen, name, "ends_on", -pl.col("many").cast(pl.Int64))
    return pl.concat([_step(seen, name, "known_on", pl.col("many")), gone])


def _step(rows: pl.LazyFrame, name: str, day: str, step: pl.Expr) -> pl.LazyFrame:
    return rows.select(
        "n",
        pl.col(day).alias("day"),
        pl.lit(name).alias("field"),
        step.cast(pl.Int64).alias("step"),
    )


def _no_step(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Give days on which something other than a count may change."""
    return rows.select(
        "n", "day", pl.lit("").alias("field"), pl.lit(0, dtype=pl.Int64).alias("step")
    )


def _days(version: QualifiedLead, leads: pl.LazyFrame, since: date) -> Iterable[pl.LazyFrame]:
    """Give the days on which a replay of each lead begins, and those of its age that matter."""
    created = pl.col("created_on")
    begins = pl.max_horizontal(created, pl.lit(since)).alias("day")
    yield _no_step(leads.select("n", begins))
    asked = {number for each in version.conditions for number in ages(each.sql)}
    for number in sorted({day for each in asked for day in (each, each + 1)}):
        yield _no_step(leads.select("n", (created + pl.duration(days=number)).alias("day")))


def _summed(steps: pl.LazyFrame, counted: Iterable[str], until: date) -> pl.LazyFrame:
    """Add the steps up along each lead's days."""
    added = [pl.col("step").filter(pl.col("field") == name).sum().alias(name) for name in counted]
    daily = steps.filter(pl.col("day") <= until).group_by(*_KEY).agg(added).sort(_KEY)
    return daily.with_columns(_typed(pl.col(name).cum_sum().over("n"), name) for name in counted)


def _typed(total: pl.Expr, name: str) -> pl.Expr:
    """Give a sum as its field's type: a count, or whether it happened at all."""
    is_count = LEAD_FIELDS[name].dtype == pl.Int64()
    return (total if is_count else total > 0).alias(name)


def _columns(facts: Facts, leads: pl.LazyFrame, known: Mapping[str, Known]) -> pl.DataFrame:
    """Give each lead's id, creation day, and the record fields that have no history."""
    plain = [name for name, clock in known.items() if clock in ("today", "at_creation")]
    own = [name for name in plain if LEAD_FIELDS[name].table == "leads"]
    firms = [name for name in plain if LEAD_FIELDS[name].table == "accounts"]
    found = leads.select("n", "lead_id", "created_on", *_account_id(leads, firms), *own)
    if firms:
        accounts = facts.rows("accounts").unique("account_id", keep="first", maintain_order=True)
        found = found.join(accounts.select("account_id", *firms), on="account_id", how="left")
    return found.collect()


def _account_id(leads: pl.LazyFrame, firms: Iterable[str]) -> list[str]:
    return ["account_id"] if list(firms) and "account_id" in leads.collect_schema() else []


def _values(facts: Facts, name: str, leads: pl.LazyFrame) -> pl.LazyFrame:
    """Give the value of a tracked field from each day on: n, day, and the field as text.

    Rebuilt backwards: before its first change a record had that change's old value; one that never
    changed had today's value always.
    """
    field, told = LEAD_FIELDS[name], changes(facts, name).lazy()
    key = "lead_id" if field.table == "leads" else "account_id"
    today = facts.rows(field.table).select(
        pl.col(key), pl.col(field.column).cast(pl.String).alias("today")
    )
    first = told.unique("object_id", keep="first", maintain_order=True)
    begins = today.unique(key, keep="first", maintain_order=True).join(
        first, left_on=key, right_on="object_id", how="left", coalesce=False
    )
    was = pl.when(pl.col("object_id").is_null()).then("today").otherwise("old_value").alias(name)
    before = leads.select("n", key, pl.col("created_on").alias("day")).join(
        begins.select(key, was), on=key, how="left"
    )
    last = told.unique(["object_id", "on"], keep="last", maintain_order=True)
    later = leads.select("n", key, "created_on").join(last, left_on=key, right_on="object_id")
    day = pl.max_horizontal("on", "created_on").alias("day")
    after = later.select("n", day, pl.col("new_value").alias(name), "on")
    return (
        pl.concat([before.select("n", "day", name, pl.lit(None, pl.Date).alias("on")), after])
        .sort("n", "day", "on", nulls_last=False, maintain_order=True)
        .unique(["n", "day"], keep="last", maintain_order=True)
        .select("n", "day", name)
    )

"""A few leads with dated events, for the definition to be replayed on."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import polars as pl
import pytest

from revops.alignment.qualified import Facts
from revops.workspace import QualifiedLead
from revops.workspace.qualified_lead import Criterion

START = date(2026, 1, 1)
Rows = list[tuple]


def at(day: int, hour: int = 12) -> datetime:
    """An instant some days after the start."""
    return datetime(START.year, START.month, START.day, hour) + timedelta(days=day)


def on(day: int) -> date:
    return START + timedelta(days=day)


def version(*sql: str, name: str = "v", **more: object) -> QualifiedLead:
    criteria = [Criterion(id=f"c{n}", sql=each) for n, each in enumerate(sql)]
    return QualifiedLead(version=name, criteria=criteria, **more)


def leads(rows: Rows) -> pl.DataFrame:
    """lead_id, day of creation, account_id, country."""
    return pl.DataFrame(
        [(lead, at(day), account, country, None, None) for lead, day, account, country in rows],
        schema={
            "lead_id": pl.String, "created_at": pl.Datetime("us"), "account_id": pl.String,
            "country": pl.String, "bounced_at": pl.Datetime("us"), "merged_into": pl.String,
        },
        orient="row",
    )  # fmt: skip


def touches(rows: Rows) -> pl.DataFrame:
    """lead_id, day, kind, visitor."""
    return pl.DataFrame(
        [(lead, at(day), kind, who, "webinar", "/precios") for lead, day, kind, who in rows],
        schema={
            "lead_id": pl.String, "occurred_at": pl.Datetime("us"), "kind": pl.String,
            "anonymous_id": pl.String, "channel": pl.String, "url": pl.String,
        },
        orient="row",
    )  # fmt: skip


def accounts(rows: Rows) -> pl.DataFrame:
    schema = {"account_id": pl.String, "employees": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def history(rows: Rows) -> pl.DataFrame:
    """object, object_id, field, day, old value, new value."""
    return pl.DataFrame(
        [(what, which, field, at(day), old, new) for what, which, field, day, old, new in rows],
        schema={
            "object": pl.String, "object_id": pl.String, "field": pl.String,
            "changed_at": pl.Datetime("us"), "old_value": pl.String, "new_value": pl.String,
        },
        orient="row",
    )  # fmt: skip


@pytest.fixture
def met() -> Callable[..., dict[str, int]]:
    """The day on which each lead first met a version, counted from the start."""
    from revops.alignment.qualified.replay import replay

    def run(facts: Facts, *sql: str, rule: str = "dated", last: int = 400, **more: object):
        told = replay(
            version(*sql, **more), facts, since=START, until=on(last), as_of=on(last)
        ).filter(rule=rule)
        return {lead: (day - START).days for lead, day in told.select("lead_id", "met_on").rows()}

    return run

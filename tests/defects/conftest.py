"""A small company whose deals can be counted by hand, and a way to say what failed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from revops.checks import FAILING, QUARANTINED, RESULTS, Checked
from revops.tables import TABLES

AS_OF = date(2026, 6, 30)
SPRING = datetime(2026, 3, 1, tzinfo=UTC)
LATER = datetime(2026, 7, 9, tzinfo=UTC)

Failed = tuple[str, str, str, Sequence[int] | None]


def rows(table: str, *given: Mapping[str, Any]) -> pl.LazyFrame:
    """Rows of a shared table; what is not given is null."""
    schema = TABLES[table].schema()
    return pl.DataFrame([{n: row.get(n) for n in schema} for row in given], schema=schema).lazy()


def deal(name: str | None, amount: int | None, status: str | None = "open", **given: Any) -> dict:
    return {"opportunity_id": name, "amount_base": amount, "status": status, **given}


@pytest.fixture
def company() -> dict[str, pl.LazyFrame]:
    """Ana and Bruno work for Aurora, Carla for Bosque; Diego belongs to nobody."""
    return {
        "opportunities": rows(
            "opportunities",
            deal("d1", 900, "won", account_id="A", lead_id="ana", primary_campaign_id="k1"),
            deal("d2", 500, "open", account_id="B", lead_id="carla"),
            deal("d3", 40, "open", account_id="A", lead_id="bruno"),
            deal("d4", 7, "lost", account_id="B", lead_id="carla"),
            deal("d5", None, "open", lead_id="diego"),
        ),
        "opportunity_people": rows(
            "opportunity_people", {"opportunity_id": "d2", "lead_id": "bruno"}
        ),
        "leads": rows("leads", *({"lead_id": name} for name in ("ana", "bruno", "carla", "elena"))),
        "accounts": rows("accounts", {"account_id": "A"}, {"account_id": "B"}),
        "spend": rows(
            "spend",
            {"campaign_id": "k1", "spent_on": date(2026, 6, 1), "cost_base": 30},
            {"campaign_id": "k1", "spent_on": date(2026, 7, 1), "cost_base": 1000},
            {"campaign_id": "k2", "spent_on": date(2026, 6, 1), "cost_base": -12},
            {"campaign_id": "k1", "spent_on": None, "cost_base": 8},
        ),
        "campaigns": rows("campaigns", {"campaign_id": "k1"}, {"campaign_id": "k2"}),
    }


@pytest.fixture
def failing() -> Callable[..., pl.DataFrame]:
    """The places that fail, as the checks give them: (check, table, places) each."""

    def build(*found: tuple[str, str, Sequence[int]]) -> pl.DataFrame:
        return pl.DataFrame([*map(list, found)], schema=FAILING, orient="row")

    return build


@pytest.fixture
def checked(failing: Callable[..., pl.DataFrame]) -> Callable[..., Checked]:
    """What the checks found: (check, table, severity, places or None for a whole table) each."""

    def build(*found: Failed, guards: Sequence[str] = ("n_leads",), aside: Any = ()) -> Checked:
        told = [
            {"check_id": check, "table": table, "severity": severity, "owner": "sales",
             "guards": list(guards), "description": f"{check} holds.", "status": "failed",
             "n_failed": None if places is None else len(places), "n_rows": 9, "blocks": False}
            for check, table, severity, places in found
        ]  # fmt: skip
        sound = {"check_id": "fine", "table": "leads", "severity": "warning", "status": "passed"}
        every = [{name: row.get(name) for name in RESULTS} for row in [*told, sound]]
        named = [(check, table, places) for check, table, _, places in found if places is not None]
        out = [{"table": table, "place": place, "check_id": check} for check, table, place in aside]
        quarantined = pl.DataFrame(
            [{name: row.get(name) for name in QUARANTINED} for row in out], schema=QUARANTINED
        )
        results = pl.DataFrame(every, schema=RESULTS)
        return Checked({}, results, quarantined, {}, failing(*named))

    return build

"""Aurora's journey: the ad that Ana clicked, Bruno's webinar, Ana's e-mail, and the deal won.

The same people are in every example and in the tests.
"""

from datetime import UTC, date, datetime

import polars as pl

from revops import journeys
from revops.tables import TABLES


def aurora() -> pl.DataFrame:
    """Give Aurora's journey."""
    at = {
        day: datetime(2026, month, number, 12, tzinfo=UTC)
        for day, month, number in (
            ("ad", 1, 10), ("Ana", 1, 11), ("webinar", 2, 1), ("email", 2, 9), ("deal", 2, 10),
            ("won", 3, 1),
        )
    }  # fmt: skip
    deal = {
        "opportunity_id": "aurora", "account_id": "aurora", "lead_id": "ana", "status": "won",
        "created_at": at["deal"], "closed_at": at["won"], "amount_base": 900,
    }  # fmt: skip
    people = [
        {"lead_id": who, "account_id": "aurora", "created_at": at[when]}
        for who, when in (("ana", "Ana"), ("bruno", "webinar"))
    ]
    touches = [
        {"touchpoint_id": what, "lead_id": who, "occurred_at": at[what], "channel": what}
        for what, who in (("ad", "ana"), ("webinar", "bruno"), ("email", "ana"))
    ]
    frames = {"opportunities": [deal], "leads": people, "touchpoints": touches}
    given = {name: pl.DataFrame(rows, TABLES[name].schema()) for name, rows in frames.items()}
    return journeys.build(**given, as_of=date(2026, 6, 30))

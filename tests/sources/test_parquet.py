import io
from datetime import UTC, datetime
from decimal import Decimal

import polars as pl
import pytest

from revops.errors import SourceError


def test_typed_columns_come_through(load):
    file = io.BytesIO()
    pl.DataFrame(
        {
            "customer_id": [7],
            "amount": [Decimal("12.50")],
            "occurred_at": [datetime(2026, 1, 2, 3, 4, tzinfo=UTC)],
            "event": ["renewed"],
        }
    ).write_parquet(file)
    loaded = load(
        "custom",
        file.getvalue(),
        path="events.parquet",
        table="customers",
        columns={
            "account_id": "customer_id",
            "amount": "amount",
            "occurred_at": "occurred_at",
            "event": "event",
        },
        zone="America/Santiago",
    )
    row = loaded.tables["customers"].row(0, named=True)
    assert (row["account_id"], row["amount"]) == ("7", Decimal("12.5"))
    assert row["occurred_at"] == datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def test_what_is_no_parquet_is_refused(load):
    with pytest.raises(SourceError, match="not a Parquet file"):
        load("template.users", "user_id\nu1\n", path="users.parquet")

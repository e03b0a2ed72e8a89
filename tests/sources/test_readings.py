"""How each column of a file was read is kept beside its rows."""

from datetime import UTC, date, datetime

import polars as pl

DEALS = (
    "Record ID,Create Date,Close Date,Amount,Close Reason\n"
    '1,25/03/2024 10:00,2024-05-01,"12,50",x\n'
    '2,05/03/2024 11:30,2024-05-02,"1.234,00",y\n'
    "3,soon,2024-13-01,,z\n"
)


def of(loaded, column):
    return loaded.readings.row(by_predicate=pl.col("column") == column, named=True)


def test_dates_and_numbers_are_decided_by_their_columns(load):
    loaded = load("hubspot.deals", DEALS)
    deals = loaded.tables["opportunities"]
    assert deals["created_at"].to_list()[:2] == [
        datetime(2024, 3, 25, 10, tzinfo=UTC),
        datetime(2024, 3, 5, 11, 30, tzinfo=UTC),
    ]
    assert deals["amount"].cast(pl.Float64).to_list() == [12.5, 1234.0, None]
    assert of(loaded, "created_at") == {
        "table": "opportunities",
        "column": "created_at",
        "header": "Create Date",
        "from_file": "export.csv",
        "kind": "date",
        "read_as": "day/month/year",
        "evidence": "1 cell has a day above 12",
        "n_cells": 3,
        "n_by_cell": 0,
        "n_refused": 1,
    }
    closed, amount = of(loaded, "close_date"), of(loaded, "amount")
    assert (closed["read_as"], closed["n_cells"], closed["n_refused"]) == ("ISO", 3, 1)
    assert (amount["kind"], amount["read_as"]) == ("number", "a decimal comma")
    assert (amount["n_cells"], amount["n_refused"]) == (2, 0)


def test_a_declared_mark_or_format_is_kept_and_said(load):
    text = "Record ID,Create Date,Amount\n1,01/09/2024,1.5\n"
    loaded = load("hubspot.deals", text, date_format="%m/%d/%Y", decimal=".")
    assert loaded.tables["opportunities"]["created_at"].dt.date().item() == date(2024, 1, 9)
    assert of(loaded, "created_at")["read_as"] == "%m/%d/%Y"


def test_a_key_of_unknown_order_is_told_as_such(load):
    text = "currency,day,rate\nCLF,01/02/2026,39000\nCLF,soon,39000\n"
    loaded = load("template.rates", text)
    assert loaded.tables["rates"].is_empty()
    assert loaded.rejected.select("column", "reason", "raw").rows() == [
        (
            "day",
            "the row's key is a date whose order of day and month is not known",
            "01/02/2026",
        ),
        ("day", "the row's key does not cast", "soon"),
    ]
    assert of(loaded, "day")["n_refused"] == 2


def test_constants_are_no_reading(load):
    text = "Record ID,Deal Name\n1,x\n"
    loaded = load("hubspot.deals", text, constants={"amount": 1.5, "close_date": "2024-01-02"})
    deals = loaded.tables["opportunities"]
    assert deals["amount"].cast(pl.Float64).item() == 1.5
    assert deals["close_date"].item() == date(2024, 1, 2)
    assert loaded.readings.filter(pl.col("column").is_in(["amount", "close_date"])).is_empty()


def test_stage_columns_name_their_headers(load):
    text = (
        "Record ID,Became a Lead Date,Became a Marketing Qualified Lead Date\n"
        "1,25/03/2024,05/04/2024\n"
    )
    loaded = load("hubspot.contacts", text)
    one = of(loaded, "entered_at")
    assert one["table"] == "stage_history"
    assert one["header"].startswith("Became a Lead Date / Became a Marketing")
    assert (one["read_as"], one["n_cells"]) == ("day/month/year", 2)

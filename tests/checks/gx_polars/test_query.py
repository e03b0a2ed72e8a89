"""Queries: what they may do, and the same rows as SQLite gives."""

import sqlite3
from typing import Any

import polars as pl
import pytest

from revops.checks.gx_polars import QueryError, Tables, query

LEADS = pl.DataFrame(
    {
        "lead_id": ["L1", "L2", "L3", "L4"],
        "account_id": ["A1", "A9", None, "A2"],
        "name": ["Anna", "Zoë", None, "O'Brien"],
        "score": [10, 25, None, 40],
    }
)
ACCOUNTS = pl.DataFrame({"account_id": ["A1", "A2"], "owner": ["Kim", None]})
TABLES = {"batch": LEADS.lazy(), "accounts": ACCOUNTS.lazy()}
READING = (
    "SELECT * FROM batch WHERE score > 20",
    "SELECT lead_id FROM batch WHERE account_id IS NULL",
    "SELECT b.lead_id FROM batch b LEFT JOIN accounts a ON a.account_id = b.account_id"
    " WHERE b.account_id IS NOT NULL AND a.account_id IS NULL",
    "SELECT lead_id FROM batch WHERE account_id NOT IN (SELECT account_id FROM accounts)",
    "SELECT account_id, COUNT(*) AS n FROM batch GROUP BY account_id HAVING COUNT(*) > 1",
    "SELECT COUNT(*) AS n, SUM(score) AS total FROM batch",
    "WITH known AS (SELECT account_id FROM accounts WHERE owner IS NOT NULL)"
    " SELECT lead_id FROM batch JOIN known ON known.account_id = batch.account_id",
    "SELECT lead_id, name FROM batch WHERE name LIKE 'A%' OR name = 'O''Brien'",
    "-- who is known\nSELECT DISTINCT owner FROM accounts",
)


@pytest.fixture
def sqlite() -> Any:
    connection = sqlite3.connect(":memory:")
    for name, frame in (("batch", LEADS), ("accounts", ACCOUNTS)):
        connection.execute(f"CREATE TABLE {name} ({', '.join(frame.columns)})")
        holes = ", ".join("?" * frame.width)
        connection.executemany(f"INSERT INTO {name} VALUES ({holes})", frame.rows())
    yield connection
    connection.close()


@pytest.mark.parametrize("sql", READING)
def test_a_query_selects_what_sqlite_selects(sql: str, sqlite: Any) -> None:
    found = query(sql, TABLES).collect().rows()
    assert sorted(found, key=str) == sorted(sqlite.execute(sql).fetchall(), key=str)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM batch",
        "/* SELECT */ DROP TABLE batch",
        "CREATE TABLE copy AS SELECT * FROM batch",
        "TRUNCATE TABLE batch",
        "SHOW TABLES",
        "-- SELECT\nUPDATE batch SET score = 0",
        "INSERT INTO batch VALUES (1)",
        "",
    ],
)
def test_a_query_that_does_not_read_is_refused(sql: str) -> None:
    with pytest.raises(QueryError, match="can only read"):
        query(sql, TABLES)


@pytest.mark.parametrize(
    "call",
    ["read_csv('{}')", "READ_CSV ('{}')", "\"read_csv\"('{}')", "read_csv/**/('{}')"],
)
def test_a_query_opens_no_file(call: str, tmp_path: Any) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("word\nhidden\n")
    with pytest.raises(QueryError, match=r"(?i)read_csv opens a file"):
        query(f"SELECT E'\\'' AS quote, * FROM {call.format(secret)}", TABLES)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT gone FROM batch", 'unable to find column "gone".*Tables: batch, accounts'),
        ("SELECT * FROM nowhere", "relation 'nowhere' was not found"),
        ("SELECT * FROM", "sql parser error"),
        ("SELECT 1; SELECT 2", "one .and only one. statement"),
        ("WITH x AS (SELECT 1) DELETE FROM batch", "unsupported"),
        ("SELECT * INTO copy FROM batch", "not supported"),
    ],
)
def test_a_query_that_cannot_be_run_says_why_and_which(sql: str, said: str) -> None:
    with pytest.raises(QueryError, match=f"{said}.*Query: "):
        query(sql, TABLES)


def test_nothing_outside_the_tables_is_seen() -> None:
    elsewhere = pl.DataFrame({"word": ["hidden"]})
    assert elsewhere.height == 1
    with pytest.raises(QueryError, match="'elsewhere' was not found"):
        query("SELECT * FROM elsewhere", TABLES)


def test_tables_hold_frames_under_other_names_than_the_batch() -> None:
    with pytest.raises(TypeError, match="accounts must be a Polars frame, not dict"):
        Tables(LEADS, related={"accounts": {}})  # type: ignore[dict-item]
    with pytest.raises(ValueError, match="no related table can be called 'batch'"):
        Tables(LEADS, related={"batch": ACCOUNTS})

"""Each kind of value, as each database writes it: exact, and as an export would have it."""

import polars as pl
import pytest
from tests.sources.queries.conftest import Asking, Database

from revops.load import load
from revops.sources.queries.kept import place

POSTGRES = {
    "'0.10'::numeric": "0.10",
    "1e20::numeric + 0.123456789": "100000000000000000000.123456789",
    "0.1::float8": "0.1",
    "9007199254740993::int8": "9007199254740993",
    "'12.3'::money": "$12.30",
    "true": "true",
    "date '2026-02-01'": "2026-02-01",
    "timestamp '2026-02-01 10:11:12.5'": "2026-02-01 10:11:12.5",
    "timestamptz '2026-02-01 10:11:12-03'": "2026-02-01 13:11:12+00",
    "array['a', 'b']": "a;b",
    "'{}'::text[]": "",
    "null": None,
    "'7c9e6679-7425-40de-944b-e07fc1f90ae7'::uuid": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    "'{\"a\": 1}'::jsonb": '{"a": 1}',
    "'sad'::mood": "sad",
    "'x'::char(5)": "x",
    "'=1+1'": "=1+1",
}
MYSQL = {
    "cast(0.10 as decimal(10, 2))": "0.10",
    "cast('99999999999999999999.123456789' as decimal(30, 9))": "99999999999999999999.123456789",
    "true": "1",
    "date '2026-02-01'": "2026-02-01",
    "timestamp '2026-02-01 10:11:12'": "2026-02-01 10:11:12",
    "null": None,
    "'ñandú 😀'": "ñandú 😀",
}
SQLITE = {
    "0.1": "0.1",
    "9007199254740993": "9007199254740993",
    "12345678901.25": "12345678901.25",
    "'ñandú 😀'": "ñandú 😀",
    "null": None,
}


def _cells(database: Database, asking: Asking, wanted: dict[str, str | None]) -> dict[str, object]:
    columns = ", ".join(f"{sql} as c{n}" for n, sql in enumerate(wanted))
    workspace = asking(database, f"select 'L1' as lead_id, {columns}")
    load(workspace)
    kept = pl.read_parquet(place(workspace.settings.exports[0], workspace.root))
    assert set(kept.dtypes) == {pl.String}
    return dict(zip(wanted, kept.row(0)[1:], strict=True))


def test_postgresql(postgres: Database, asking: Asking) -> None:
    postgres.do("create type mood as enum ('sad', 'ok')")
    assert _cells(postgres, asking, POSTGRES) == POSTGRES


def test_mysql(mysql: Database, asking: Asking) -> None:
    found = _cells(mysql, asking, MYSQL)
    stamp = "timestamp '2026-02-01 10:11:12'"
    assert str(found.pop(stamp)).removesuffix(".000000") == MYSQL[stamp]
    assert found == {sql: cell for sql, cell in MYSQL.items() if sql != stamp}


def test_a_timestamp_of_mysql_is_an_instant(mysql: Database, asking: Asking) -> None:
    mysql.do("create table moments (lead_id text, created_at timestamp, at datetime, x bit)")
    now = "'2026-02-01 10:11:12'"
    mysql.do(f"insert into moments values ('L1', {now}, {now}, b'1')")
    query = "select lead_id, created_at, at as converted_at, x as is_converted from moments"
    workspace = asking(mysql, query, 'zone = "America/Santiago"')
    found = load(workspace).tables["leads"]
    assert found["created_at"].dt.hour().to_list() == [10]
    assert found["converted_at"].dt.hour().to_list() == [13]
    assert found["is_converted"].to_list() == [True]


def test_sqlite(sqlite: Database, asking: Asking) -> None:
    assert _cells(sqlite, asking, SQLITE) == SQLITE


def test_one_column_of_sqlite_may_hold_all_kinds(sqlite: Database, asking: Asking) -> None:
    rows = ", ".join(f"({n}, {n})" for n in range(60_000))
    sqlite.do(f"create table mixed (a, b); insert into mixed values {rows}, ('x', 0.5)")
    workspace = asking(sqlite, "select a as lead_id, b as email from mixed")
    load(workspace)
    kept = pl.read_parquet(place(workspace.settings.exports[0], workspace.root))
    assert kept.height == 60_001
    assert kept.row(-1) == ("x", "0.5")


@pytest.mark.parametrize("kind", ["mysql", "sqlite"])
def test_bytes_are_refused_by_name(
    kind: str, request: pytest.FixtureRequest, asking: Asking
) -> None:
    database: Database = request.getfixturevalue(kind)
    database.do("create table b (lead_id text, picture blob); insert into b values ('L1', x'ff')")
    with pytest.raises(Exception, match="the column 'picture' holds bytes"):
        load(asking(database, "select lead_id, picture from b"))

"""The same promises on each kind of database: exact text, only reading, one statement, in time."""

from pathlib import Path

import polars as pl
import pytest
from tests.sources.queries import servers
from tests.sources.queries.conftest import Asking, Database

from revops.errors import DatabaseAway, SourceError
from revops.load import load
from revops.sources.queries.kept import place
from revops.workspace import Workspace

ALL = "select lead_id, email, full_name, created_at from leads order by lead_id"
#: What takes longer than a second, as each kind of database says it.
SLOW = {
    "postgres": "select lead_id, pg_sleep(20)::text as full_name from leads",
    "mysql": "select lead_id, sleep(20) as full_name from leads",
    "sqlite": "with recursive n(i) as (select 1 union all select i + 1 from n) "
    "select max(i) as lead_id from n",
}
#: What writes; the last one hides it in a function of the server's.
WRITING = {
    "postgres": (
        "insert into leads values ('L9') returning lead_id",
        "delete from leads",
        "with gone as (delete from leads returning *) select * from gone",
        "select set_config('transaction_read_only', 'off', false) as lead_id",
        "select writes() as lead_id",
    ),
    "mysql": (
        "insert into leads values ('L9', null, null, null)",
        "delete from leads",
        "select writes() as lead_id",
    ),
    "sqlite": (
        "insert into leads values ('L9', null, null, null) returning lead_id",
        "delete from leads",
        "pragma writable_schema = 1",
        "attach 'other.db' as other",
        "select load_extension('other') as lead_id",
    ),
}
FUNCTIONS = {
    "postgres": "create function writes() returns text language sql as "
    "$$ insert into leads values ('L9') returning lead_id $$",
    "mysql": "delimiter //\n"
    "create function writes() returns text modifies sql data "
    "begin insert into leads (lead_id) values ('L9'); return 'L9'; end //\n",
    "sqlite": "select 1",
}


def _kept(workspace: Workspace) -> Path:
    return place(workspace.settings.exports[0], workspace.root)


def test_a_query_gives_the_rows_of_the_same_file(database: Database, asking: Asking) -> None:
    found = load(asking(database, ALL)).tables["leads"]
    assert found.select("lead_id", "email", "full_name").rows() == [
        ("L1", "ana@aurora.example", "Ana Araya"),
        ("L2", "bruno@aurora.example", "Bruno Bravo"),
        ("L3", None, None),
    ]
    assert found["created_at"].dt.strftime("%Y-%m-%d %H:%M").to_list() == [
        "2026-01-10 09:00",
        "2026-02-01 09:00",
        "2026-03-01 09:00",
    ]


def test_its_rows_are_in_the_table_of_files_and_in_the_ledger(
    database: Database, asking: Asking
) -> None:
    snapshot = load(asking(database, ALL))
    (name,) = snapshot.files["path"]
    assert name.startswith("query for template.leads")
    assert snapshot.files["n_rows"].to_list() == [3]
    assert snapshot.ledger.select("from_file", "step", "n_rows").rows() == [(name, "read", 3)]


def test_a_query_that_writes_is_refused_and_changes_nothing(
    database: Database, asking: Asking
) -> None:
    database.do(FUNCTIONS[database.kind])
    before = database.do("select * from leads order by lead_id")
    for query in WRITING[database.kind]:
        with pytest.raises(SourceError, match="the database refuses it"):
            load(asking(database, query))
    assert database.do("select * from leads order by lead_id") == before


def test_the_function_that_writes_does_write_for_others(database: Database) -> None:
    if database.kind == "sqlite":
        pytest.skip("SQLite's functions are its programmes': none of its own writes")
    database.do(FUNCTIONS[database.kind])
    assert database.do("select writes()").splitlines()[-1] == "L9"
    assert database.do("select count(*) from leads") == "4"


def test_two_statements_are_refused(database: Database, asking: Asking) -> None:
    with pytest.raises(SourceError, match="refuses it"):
        load(asking(database, f"{ALL}; delete from leads"))
    assert database.do("select count(*) from leads") == "3"


def test_the_semicolon_and_remarks_of_a_script_do_no_harm(
    database: Database, asking: Asking
) -> None:
    query = f"-- our people\n{ALL}  -- in order\n;\n"
    assert load(asking(database, query)).tables["leads"].height == 3


def test_a_query_that_takes_too_long_is_stopped(database: Database, asking: Asking) -> None:
    with pytest.raises(SourceError, match="longer than 1 seconds and was stopped"):
        load(asking(database, SLOW[database.kind], "time_limit = 1"))


def test_a_row_limit_takes_the_first_rows_and_is_named(database: Database, asking: Asking) -> None:
    snapshot = load(asking(database, ALL, "row_limit = 2"))
    assert snapshot.tables["leads"]["lead_id"].to_list() == ["L1", "L2"]
    assert snapshot.files["path"][0].endswith("(first 2 rows)")


def test_twins_among_the_columns_are_refused(database: Database, asking: Asking) -> None:
    with pytest.raises(SourceError, match="lead_id"):
        load(asking(database, "select lead_id, email as lead_id from leads"))


def test_a_column_may_have_any_name(database: Database, asking: Asking) -> None:
    quote = "`" if database.kind == "mysql" else '"'
    query = f"select lead_id, email as {quote}it's an odd; name{quote} from leads"
    workspace = asking(database, query, 'columns = { email = "it\'s an odd; name" }')
    assert load(workspace).tables["leads"]["email"][0] == "ana@aurora.example"


def test_the_same_rows_in_another_order_make_no_new_load(
    database: Database, asking: Asking
) -> None:
    workspace = asking(database, "select lead_id, email from leads")
    first = load(workspace)
    database.do(
        "create table other as select * from leads; delete from leads;"
        "insert into leads select * from other order by lead_id desc"
    )
    assert load(workspace).name == first.name


def test_a_changed_row_makes_a_new_load(database: Database, asking: Asking) -> None:
    workspace = asking(database, ALL)
    first = load(workspace)
    database.do("update leads set email = 'ana@other.example' where lead_id = 'L1'")
    second = load(workspace)
    assert second.name != first.name
    assert second.tables["leads"]["email"][0] == "ana@other.example"


def test_no_rows_is_an_answer(database: Database, asking: Asking) -> None:
    found = load(asking(database, f"select * from ({ALL}) as q where lead_id = 'none'"))
    assert found.tables["leads"].height == 0


def test_a_cell_that_does_not_cast_is_set_aside(database: Database, asking: Asking) -> None:
    found = load(asking(database, "select lead_id, full_name as created_at from leads"))
    assert found.rejected.select("record_id", "column", "raw").rows() == [
        ("L1", "created_at", "Ana Araya"),
        ("L2", "created_at", "Bruno Bravo"),
    ]


def test_a_failed_query_leaves_the_last_result(database: Database, asking: Asking) -> None:
    workspace = asking(database, ALL)
    load(workspace)
    kept = _kept(workspace).read_bytes()
    database.do("drop table leads")
    with pytest.raises(SourceError, match="refuses it"):
        load(workspace)
    assert _kept(workspace).read_bytes() == kept
    assert [path.name for path in _kept(workspace).parent.iterdir()] == ["result.parquet"]


def test_a_database_that_is_away_loses_nothing_and_says_so(
    database: Database, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = asking(database, ALL)
    first = load(workspace)
    gone = database.uri.replace("127.0.0.1:", "127.0.0.1:1").replace("crm of faro", "gone")
    monkeypatch.setenv("CRM_DB", gone if database.kind == "sqlite" else _elsewhere(database.uri))
    with pytest.raises(DatabaseAway, match="Its last result is kept as it was"):
        load(workspace)
    monkeypatch.setenv("CRM_DB", database.uri)
    assert load(workspace).name == first.name


def _elsewhere(uri: str) -> str:
    """Give the address of a port where nothing listens."""
    return f"{uri.rpartition(':')[0]}:9/crm"


def test_what_was_kept_holds_text_alone(database: Database, asking: Asking) -> None:
    workspace = asking(database, "select count(*) as lead_id from leads")
    load(workspace)
    kept = pl.read_parquet(_kept(workspace))
    assert kept.schema == {"lead_id": pl.String}
    assert kept.rows() == [("3",)]


@pytest.mark.parametrize("kind", ["postgres", "mysql"])
def test_no_secret_is_in_a_message(
    kind: str, request: pytest.FixtureRequest, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    database: Database = request.getfixturevalue(kind)
    workspace = asking(database, "select 1 as lead_id")
    for uri in (
        database.uri.replace(servers.PASSWORD, "wr0ng-hush"),
        database.uri.replace("reader", "stranger-of-ours"),
        database.uri.replace("127.0.0.1", "db.faro-hidden.invalid"),
        f"{database.uri}-that-is-none",
    ):
        monkeypatch.setenv("CRM_DB", uri)
        with pytest.raises(SourceError) as refused:
            load(workspace)
        told = str(refused.value)
        for secret in (servers.PASSWORD, "wr0ng-hush", "stranger", "hidden", "127.0.0.1", uri):
            assert secret not in told
        assert "reader" not in told

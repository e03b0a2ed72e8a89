"""Workspaces whose exports are queries, on databases that the tests start."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.sources.queries import servers

from revops.workspace import Workspace, open_workspace

LEADS = """
create table leads (lead_id varchar(20), email varchar(80), full_name varchar(80), created_at {at});
insert into leads values
  ('L1', 'ana@aurora.example', 'Ana Araya', '2026-01-10 09:00:00'),
  ('L2', 'bruno@aurora.example', 'Bruno Bravo', '2026-02-01 09:00:00'),
  ('L3', null, '', '2026-03-01 09:00:00');
"""


@dataclass(frozen=True)
class Database:
    """A database to ask: its address, how its owner changes it, and how it names an instant."""

    kind: str
    uri: str
    do: Callable[[str], str]
    instant: str


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[servers.Server]:
    if why := servers.no_postgres():
        pytest.skip(why)
    with servers.postgres() as server:
        yield server


@pytest.fixture(scope="session")
def mysql_server() -> Iterator[servers.Server]:
    if why := servers.no_mysql():
        pytest.skip(why)
    with servers.mysql() as server:
        yield server


@pytest.fixture
def postgres(postgres_server: servers.Server) -> Database:
    do = postgres_server.do
    do("drop schema public cascade; create schema public; grant all on schema public to reader")
    do("alter default privileges for role owner grant all on tables to reader")
    do("alter default privileges for role owner grant all on sequences to reader")
    return Database("postgres", postgres_server.uri(), do, "timestamptz")


@pytest.fixture
def mysql(mysql_server: servers.Server) -> Database:
    mysql_server.do("drop database crm; create database crm character set utf8mb4")
    told = mysql_server.do

    def do(sql: str) -> str:
        return told(f"set time_zone = '+00:00';\n{sql}")

    return Database("mysql", mysql_server.uri(), do, "timestamp null")


@pytest.fixture
def sqlite(tmp_path: Path) -> Database:
    path = tmp_path / "crm of faro.db"
    path.touch()

    def do(sql: str) -> str:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(sql)
            last = sql.strip().rstrip(";").rpartition(";")[2]
            found = connection.execute(last).fetchall() if last.strip().startswith("select") else []
            connection.commit()
        return "\n".join("|".join(map(str, row)) for row in found)

    return Database("sqlite", f"sqlite:{path}", do, "text")


@pytest.fixture(params=["postgres", "mysql", "sqlite"])
def database(request: pytest.FixtureRequest) -> Database:
    """Give each kind of database in turn, with the table `leads`."""
    found: Database = request.getfixturevalue(request.param)
    found.do(LEADS.format(at=found.instant))
    return found


Asking = Callable[..., Workspace]


@pytest.fixture
def asking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asking:
    """Make a workspace with one export: a query on a database."""

    def made(database: Database, query: str, more: str = "") -> Workspace:
        monkeypatch.setenv("CRM_DB", database.uri)
        root = tmp_path / "workspace"
        root.mkdir(exist_ok=True)
        told = (
            f"source = \"template.leads\"\nuri = \"${{CRM_DB}}\"\nquery = '''{query}'''\n{more}\n"
        )
        head = 'company = "Faro"\ncurrency = "USD"\n\n[[exports]]\n'
        (root / "revops.toml").write_text(head + told, encoding="utf-8")
        return open_workspace(root)

    return made

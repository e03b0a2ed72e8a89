"""What a block of a query may say, and that its address is a secret everywhere."""

from pathlib import Path

import pytest
from tests.sources.queries.conftest import Asking, Database

from revops.errors import SettingsError, SourceError
from revops.load import load
from revops.sources.queries.kept import FOLDER, place
from revops.workspace import open_workspace

HEAD = 'company = "Faro"\ncurrency = "USD"\n[[exports]]\nsource = "template.leads"\n'


def _opened(folder: Path, block: str) -> None:
    (folder / "revops.toml").write_text(HEAD + block, encoding="utf-8")
    open_workspace(folder)


@pytest.mark.parametrize(
    ("block", "told"),
    [
        ("", "names none of them; exactly one of path, query and query_file"),
        ('path = "a.csv"\nquery = "select 1"\nuri = "$DB"', "names path and query; exactly one"),
        ('query = "select 1"\nquery_file = "a.sql"\nuri = "$DB"', "names query and query_file"),
        ('query = "select 1"', "a query needs uri"),
        ('path = "a.csv"\nuri = "$DB"', "uri: only for a query"),
        ('path = "a.csv"\nrow_limit = 5', "row_limit: only for a query"),
        ('query = "select 1"\nuri = "$DB"\nsuccessive = "states"', "successive: only for files"),
        ('query = "select 1"\nuri = "$DB"\nrow_limit = 0', "row_limit"),
        ('query = "select 1"\nuri = "postgres://ana:hush@db.example/crm"', "holds a password"),
    ],
)
def test_what_a_block_may_not_say(tmp_path: Path, block: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told) as refused:
        _opened(tmp_path, block)
    assert "hush" not in str(refused.value)
    assert "db.example" not in str(refused.value)


def test_an_address_is_looked_up_only_when_it_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_SUCH_DB", raising=False)
    _opened(tmp_path, 'query = "select 1"\nuri = "${NO_SUCH_DB}"')
    with pytest.raises(SourceError, match="NO_SUCH_DB, which `uri` names, is not set"):
        load(open_workspace(tmp_path))


def test_an_address_of_no_known_database_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DB", "oracle://ana:hush@db.example/crm")
    _opened(tmp_path, 'query = "select 1"\nuri = "$DB"')
    with pytest.raises(SourceError, match="no database that can be asked") as refused:
        load(open_workspace(tmp_path))
    assert "hush" not in str(refused.value)


def test_a_query_may_stand_in_a_file_of_the_workspace(sqlite: Database, tmp_path: Path) -> None:
    sqlite.do("create table leads (lead_id); insert into leads values ('L1')")
    (tmp_path / "sql").mkdir()
    (tmp_path / "sql/leads.sql").write_text("select lead_id from leads;\n", encoding="utf-8")
    _opened(tmp_path, f'query_file = "sql/leads.sql"\nuri = "{sqlite.uri}"')
    snapshot = load(open_workspace(tmp_path))
    assert snapshot.files["path"].to_list() == ["sql/leads.sql"]
    assert snapshot.tables["leads"]["lead_id"].to_list() == ["L1"]


def test_a_query_file_outside_of_the_workspace_is_refused(sqlite: Database, tmp_path: Path) -> None:
    (tmp_path / "outside.sql").write_text("select 1 as lead_id", encoding="utf-8")
    root = tmp_path / "inner"
    root.mkdir()
    (root / "link.sql").symlink_to(tmp_path / "outside.sql")
    for name in ("../outside.sql", (tmp_path / "outside.sql").as_posix(), "link.sql"):
        _opened(root, f'query_file = "{name}"\nuri = "{sqlite.uri}"')
        with pytest.raises(SourceError, match="leads out of the workspace"):
            load(open_workspace(root))


def test_variables_are_never_put_into_a_query(
    sqlite: Database, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHO", "x' union select 'L9")
    found = load(asking(sqlite, "select '${WHO}' as lead_id"))
    assert found.tables["leads"]["lead_id"].to_list() == ["${WHO}"]


def test_the_address_is_in_no_file_and_no_picture_of_the_settings(
    postgres: Database, asking: Asking
) -> None:
    workspace = asking(postgres, "select 'L1' as lead_id")
    load(workspace)
    for secret in ("s3cr3t", postgres.uri, "127.0.0.1"):
        assert secret not in repr(workspace.settings)
        assert secret not in workspace.settings.model_dump_json()
        for path in workspace.root.rglob("*"):
            assert not path.is_file() or secret.encode() not in path.read_bytes(), path


def test_another_database_has_a_result_of_its_own(
    sqlite: Database, asking: Asking, tmp_path: Path
) -> None:
    sqlite.do("create table leads (lead_id); insert into leads values ('L1')")
    workspace = asking(sqlite, "select lead_id from leads")
    text = (workspace.root / "revops.toml").read_text("utf-8")
    first = load(workspace)
    (workspace.root / "revops.toml").write_text(text.replace("${CRM_DB}", sqlite.uri), "utf-8")
    moved = open_workspace(workspace.root)
    assert place(moved.settings.exports[0], moved.root) != place(
        workspace.settings.exports[0], workspace.root
    )
    assert load(moved).tables["leads"]["lead_id"].equals(first.tables["leads"]["lead_id"])
    assert len(list((workspace.root / FOLDER).iterdir())) == 2

"""A load takes the decisions in, and keeps what was matched and what is left to decide."""

from pathlib import Path

from revops import store
from revops.load import load
from revops.workspace import open_workspace

SETTINGS = """\
company = "Faro"
currency = "USD"
zone = "UTC"
[[exports]]
source = "template.accounts"
path = "accounts.csv"
"""
ACCOUNTS = "account_id,name,domain\nA1,Bosque Ltda.,bosque.example\nA2,BOSQUE SpA,\n"


def test_a_decision_on_a_suggestion_makes_a_new_snapshot(tmp_path: Path) -> None:
    (tmp_path / "revops.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    first = load(open_workspace(tmp_path))
    assert first.suggestions.select("left_id", "right_id").rows() == [("A1", "A2")]
    assert first.matches.is_empty()
    said = "table,id,same_as,is_same,decided_by\naccounts,A2,A1,true,Ana\n"
    (tmp_path / "agreement").mkdir()
    (tmp_path / "agreement" / "same.csv").write_text(said, encoding="utf-8")
    second = load(open_workspace(tmp_path))
    assert second.name != first.name
    assert second.tables["accounts"]["account_id"].to_list() == ["A1"]
    kept = store.read(tmp_path / ".revops", second.name)
    assert kept.matches.rows() == [("accounts", "matched", "agreed", 1)]
    assert kept.suggestions.is_empty()

"""A page of a past day shows what the CRM said then; an earlier load can be read again."""

from datetime import date

from revops import known, store
from revops.load import load
from revops.report.evidence import Evidence
from revops.report.prepare import prepare

HEAD = "opportunity_id,name,stage,amount,created_at,status\n"
FILES = {
    "deals 2026-07-01.csv": HEAD
    + "O1,Aurora,Demo,900,2026-06-20T12:00:00Z,open\nO2,Bosque,Demo,5,2026-06-20T12:00:00Z,open\n",
    "deals 2026-07-08.csv": HEAD + "O1,Aurora,Offer,950,2026-06-20T12:00:00Z,open\n",
}
BLOCK = 'source = "template.opportunities"\npath = "deals*.csv"\nsuccessive = "states"\n'


def shown(workspace, day: date) -> list[tuple[str, str]]:
    snapshot, checked = prepare(workspace, as_of=day)
    tables = known.tables(checked.tables, as_of=day, zone=workspace.settings.zone)
    assert Evidence(snapshot, checked, day, workspace.settings.zone).oldest_age() is not None
    return tables["opportunities"].select("opportunity_id", "stage").rows()


def test_a_page_of_a_past_day_shows_what_the_crm_said_then(dated) -> None:
    workspace = dated(FILES, BLOCK)
    assert shown(workspace, date(2026, 7, 8)) == [("O1", "Offer")]
    assert shown(workspace, date(2026, 7, 7)) == [("O1", "Demo"), ("O2", "Demo")]


def test_a_stale_export_holds_back_what_is_made_of_it(dated) -> None:
    workspace = dated(FILES, BLOCK + "freshness_days = 8\n")
    _, checked = prepare(workspace, as_of=date(2026, 7, 16))
    assert "table:opportunities" not in checked.blocked
    _, checked = prepare(workspace, as_of=date(2026, 7, 17))
    assert "opportunities.source_fresh" in checked.blocked["table:opportunities"]


def test_every_load_can_be_read_again(dated) -> None:
    first = load(dated({name: FILES[name] for name in list(FILES)[:1]}, BLOCK))
    workspace = dated(FILES, BLOCK)
    second = load(workspace)
    assert store.listed(workspace.state) == [first.name, second.name]
    again = store.read(workspace.state, first.name)
    assert again.tables["opportunities"]["stage"].to_list() == ["Demo", "Demo"]
    assert again.ledger.equals(first.ledger)
    assert again.files["state_at"].equals(first.files["state_at"])

"""Who is forgotten is in no byte that a workspace keeps, and nothing else is another."""

import json
import shutil
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from polars.testing import assert_frame_equal
from tests.forgetting.conftest import Who, found_in

from revops import store
from revops.cli import main
from revops.errors import RevopsError
from revops.forgetting import erase, kept, pages, snapshots, unfinished, would_erase
from revops.load import load
from revops.tables import TABLES
from revops.workspace import Workspace

NOW = datetime(2026, 7, 1, 9, tzinfo=UTC)


def _tree(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file() and not path.name.endswith((".lock", "-shm", "-wal"))
    }


def _tables(workspace: Workspace, name: str = "") -> dict[str, pl.DataFrame]:
    return dict(store.read(workspace.state, name).tables)


def test_the_oracle_finds_the_person_everywhere_before(place: Workspace, who: Who) -> None:
    found = found_in(place, who)
    for name in ("cells.html", "csv.html", "xlsx.html", "run.json", "metrics.parquet"):
        assert f"reports/2026-W27/{name}" in found
    assert ".revops/log.txt" in found
    assert sum(name.endswith("leads.parquet") for name in found) == 2
    assert sum(name.endswith("touchpoints.parquet") for name in found) == 2
    assert any("history.sqlite" in name for name in found)
    assert "reports/2026-W27/other.html" not in found


def test_afterwards_no_byte_of_the_workspace_names_the_person(place: Workspace, who: Who) -> None:
    erase(place, who.id, at=NOW)
    assert found_in(place, who) == set()


def test_an_address_names_the_person_as_well(place: Workspace, who: Who) -> None:
    erase(place, who.email.upper(), at=NOW)
    assert found_in(place, who) == set()


def test_every_table_of_every_load_loses_the_persons_rows_and_no_other(
    place: Workspace, who: Who
) -> None:
    before = {name: _tables(place, name) for name in store.listed(place.state)}
    assert len(before) == 2
    erase(place, who.id, at=NOW)
    for name, tables in before.items():
        after = _tables(place, name)
        assert after.keys() == tables.keys()
        for table, frame in tables.items():
            assert_frame_equal(after[table], _less(table, frame, who))


def _less(table: str, frame: pl.DataFrame, who: Who) -> pl.DataFrame:
    """Say by hand what a table should be without the person."""
    is_theirs = pl.lit(False)
    if "lead_id" in frame.columns:
        is_theirs = (pl.col("lead_id") == who.id).fill_null(False)
    if table in {"stage_history", "field_history"}:
        is_theirs = (pl.col("object") == "lead") & (pl.col("object_id") == who.id)
    if table == "opportunities":
        return frame.with_columns(lead_id=pl.when(~is_theirs).then("lead_id"))
    return frame.filter(~is_theirs)


def test_what_remains_is_what_a_load_makes_without_the_person(place: Workspace, who: Who) -> None:
    erase(place, who.id, at=NOW)
    name = store.current(place.state)
    rewritten = _tables(place)
    ledger = store.read(place.state).ledger
    shutil.move(place.state / "snapshots" / name, place.root / "aside")
    rewritten = {t: pl.read_parquet(place.root / f"aside/{t}.parquet") for t in rewritten}
    again = load(place)
    assert again.name == name
    assert found_in(place, who) == set()
    for table, frame in again.tables.items():
        assert_frame_equal(frame, rewritten[table])
    # touches that a load makes itself were never made, so there only the rest is forgotten
    is_counted = (pl.col("step") == "forgotten") & (pl.col("table") != "touchpoints")
    assert_frame_equal(again.ledger.filter(is_counted), ledger.filter(is_counted))


def test_the_ledger_counts_who_was_forgotten_and_adds_up(place: Workspace, who: Who) -> None:
    lost = {name: frame.height for name, frame in _tables(place).items()}
    erase(place, who.id, at=NOW)
    snapshot = store.read(place.state)
    for table, frame in snapshot.tables.items():
        steps = dict(
            snapshot.ledger.filter(table=table).group_by("step").agg(pl.col("n_rows").sum()).rows()
        )
        assert steps.get("forgotten", 0) == lost[table] - frame.height
        assert steps.pop("read") - sum(steps.values()) == frame.height


def test_a_later_load_leaves_the_person_out_again(place: Workspace, who: Who) -> None:
    erase(place, who.id, at=NOW)
    export = place.root / "data/sample/hubspot_contacts.csv"
    text = export.read_text("utf-8")
    row = next(line for line in text.splitlines() if line.startswith(f"{who.id},"))
    export.write_text(f"{text}{row.replace(who.id, '99999901', 1)}\n", encoding="utf-8")
    snapshot = load(place)
    assert "99999901" not in snapshot.tables["leads"]["lead_id"]
    assert found_in(place, who) == set()
    forgotten = snapshot.ledger.filter(table="leads", step="forgotten")
    assert forgotten["n_rows"].to_list() == [2]


def test_a_later_text_does_not_bring_the_person_back(place: Workspace, who: Who) -> None:
    """Nor when the CRM forgot them, too, and the deal no longer says whose it was."""
    deal = _tables(place)["opportunities"].filter(lead_id=who.id)["opportunity_id"][0]
    erase(place, who.id, at=NOW)
    data = place.root / "data/sample"
    for name in ("hubspot_contacts", "hubspot_deals"):
        export = data / f"{name}.csv"
        lines = export.read_text("utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(f"{who.id},")]
        export.write_text("\n".join(kept).replace(who.id, "") + "\n", encoding="utf-8")
    note = f"{who.name.upper()} asks for {who.phone.replace(' ', '-')}, says {who.name}"
    with (data / "sales_activities.csv").open("a", encoding="utf-8") as file:
        file.write(f'A99999,call,inbound,,{deal},,2026-06-02T13:05:00Z,,false,,"{note}"\n')
    notes = load(place).tables["activities"].filter(activity_id="A99999")["note"].to_list()
    assert found_in(place, who) == set()
    assert [note.replace("+", "") for note in notes] == [
        "[forgotten] asks for [forgotten], says [forgotten]"
    ]
    assert deal in _tables(place)["opportunities"]["opportunity_id"]


def test_all_ids_of_a_merged_person_are_forgotten(place: Workspace) -> None:
    told = erase(place, "34159", at=NOW)
    assert told.ids == 2
    leads = _tables(place)["leads"]["lead_id"]
    assert "64746" not in leads
    assert "34159" not in store.read(place.state).merges["from_id"]


def test_a_page_taken_away_says_how_to_make_it_anew(place: Workspace, who: Who) -> None:
    before = _tree(place.reports)
    erase(place, who.id, at=NOW)
    page = (place.reports / "2026-W27/cells.html").read_text("utf-8")
    assert "revops report cells --as-of 2026-06-30 --load abc --language en" in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    same = {name for name, mark in _tree(place.reports).items() if before[name] == mark}
    assert same == {"2026-W27/index.html", "2026-W27/other.html"}
    assert pl.read_parquet(place.reports / "2026-W27/metrics.parquet").height == 2


def test_a_dry_run_changes_nothing_and_tells_the_same(place: Workspace, who: Who) -> None:
    before = _tree(place.root)
    supposed = would_erase(place, who.id)
    assert _tree(place.root) == before
    told = erase(place, who.id, at=NOW)
    assert supposed.rows == told.rows
    assert supposed.exports == told.exports
    assert set(supposed.removed) == set(told.removed)
    assert set(supposed.rewritten) == set(told.rewritten)


def test_it_says_which_exports_still_hold_the_person(place: Workspace, who: Who) -> None:
    told = erase(place, who.id, at=NOW)
    assert told.exports is not None
    for file, n in told.exports.items():
        rows = (place.root / file).read_text("utf-8").splitlines()
        assert n >= sum(who.id in row.split(",") for row in rows) > 0
    assert told.exports["data/sample/hubspot_contacts.csv"] == 1


def test_exports_that_cannot_be_read_are_said_and_hinder_nothing(
    place: Workspace, who: Who
) -> None:
    (place.root / "data/sample/hubspot_contacts.csv").unlink()
    told = erase(place, who.id, at=NOW)
    assert told.exports is None
    assert any("was not looked at" in line for line in told.lines(dry_run=False))
    assert found_in(place, who) == set()


def test_the_receipt_and_the_fingerprints_hold_nothing_of_the_person(
    place: Workspace, who: Who
) -> None:
    told = erase(place, who.id, at=NOW)
    assert told.receipt is not None
    receipt = json.loads(told.receipt.read_text("utf-8"))
    assert receipt["at"] == "2026-07-01T09:00:00+00:00"
    assert receipt["rows"]["leads"] == 2
    unsalted = sha256(who.id.encode()).hexdigest()
    for path in (place.state / "forgotten").iterdir():
        text = path.name + path.read_text("utf-8")
        assert unsalted[:20] not in text
        assert not any(word in text for word in (who.id, who.email, who.name, who.phone))
        assert path.stat().st_mode & 0o077 == 0


CUTS: dict[str, tuple[object, str, int]] = {
    "the second load": (snapshots, "without", 2),
    "between two files of a load": (snapshots, "replaced", 3),
    "another file": (kept, "rewritten", 1),
    "the second page": (pages, "without", 2),
}


@pytest.mark.parametrize("cut", CUTS)
def test_an_erasure_cut_short_is_finished_by_the_next(
    cut: str, place: Workspace, who: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, name, at = CUTS[cut]
    whole, calls = getattr(module, name), [0]

    def killed(*given: object) -> object:
        calls[0] += 1
        if calls[0] == at:
            raise KeyboardInterrupt
        return whole(*given)

    with monkeypatch.context() as patch:
        patch.setattr(module, name, killed)
        with pytest.raises(KeyboardInterrupt):
            erase(place, who.email, at=NOW)
    assert unfinished(place)
    erase(place, who.email, at=NOW)
    assert not unfinished(place)
    assert found_in(place, who) == set()


def test_who_is_not_there_is_refused_and_nothing_changes(place: Workspace) -> None:
    before = _tree(place.root)
    with pytest.raises(RevopsError, match="names this person"):
        erase(place, "no such id", at=NOW)
    assert _tree(place.root) == before


def test_what_people_typed_is_named_and_erased_only_on_request(place: Workspace, who: Who) -> None:
    typed = place.root / "agreement/feedback.csv"
    typed.write_text(
        "feedback_id,kind,lead_id,text,given_at\n"
        f"FB1,rejection,{who.id},too small,2026-06-01T10:00Z\n"
        f"FB2,rejection,20191,ask {who.name} first,2026-06-01T10:00Z\n",
        encoding="utf-8",
    )
    told = erase(place, who.id, at=NOW)
    assert told.people_files == ["agreement/feedback.csv"]
    assert who.id in typed.read_text("utf-8")
    erase(place, who.email, at=NOW, agreement=True)
    assert typed.read_text("utf-8").splitlines()[1:] == [
        "FB2,rejection,20191,ask [forgotten] first,2026-06-01T10:00Z"
    ]


def test_the_command(place: Workspace, who: Who) -> None:
    run = CliRunner()
    asked = ["forget", "-w", str(place.root)]
    assert run.invoke(main, asked).exit_code == 2
    dry = run.invoke(main, [*asked, "--dry-run", who.id])
    assert dry.exit_code == 0
    assert "Would erase one person: 1 id, 1 e-mail address" in dry.output
    done = run.invoke(main, [*asked, who.id])
    assert done.exit_code == 0, done.output
    assert "receipt: .revops/forgotten/" in done.output
    assert "Still there: 1 row of data/sample/hubspot_contacts.csv" in done.output
    assert who.email not in done.output


def test_nobody_forgotten_costs_a_load_nothing(place: Workspace) -> None:
    assert "forgotten" not in store.read(place.state).ledger["step"]
    assert not (place.state / "forgotten").exists()


def test_every_table_with_people_is_thought_of() -> None:
    about_people = {
        name for name, table in TABLES.items() if {"lead_id", "object_id"} & set(table.columns)
    }
    assert about_people == {
        "leads",
        "opportunities",
        "opportunity_people",
        "stage_history",
        "field_history",
        "activities",
        "touchpoints",
        "feedback",
    }

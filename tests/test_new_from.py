"""`revops new DIR --from FOLDER`: proposed settings load, questions are asked, edits stay."""

import csv
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from revops.errors import RevopsError, SettingsError
from revops.load import load
from revops.propose import propose
from revops.workspace import open_workspace

Call = Callable[..., Any]
CONTACTS = """\
Record ID,First Name,Last Name,Email,Phone Number,Lifecycle Stage,Country/Region
101,Ana,Araya,ana@aurora.example,+56 2 2345,Lead,Chile
102,Bruno,Bravo,bruno@bosque.example,+56 2 2346,Marketing Qualified Lead,Chile
"""
DEALS = """\
Record ID,Deal Name,Deal Stage,Pipeline,Amount,Create Date,Close Date,\
Date entered "Demo (Sales)",Date entered "Offer (Sales)"
901,Aurora,Negocio ganado,Sales,900,2026-02-10 09:00,2026-03-01 09:00,2026-02-11,2026-02-20
902,Bosque,Offer,Sales,500,2026-02-12 09:00,2026-03-09 09:00,2026-02-13,2026-02-21
903,Cumbre,Perdido,Sales,400,2026-02-20 09:00,2026-04-02 09:00,2026-02-21,
904,Delta,Demo,Sales,70,2026-02-20 09:00,2026-04-02 09:00,2026-02-21,
"""
META = """\
Reporting starts,Reporting ends,Campaign name,Day,Amount spent (CLP),Impressions,Link clicks
2026-01-01,2026-01-31,Quiebres,2026-01-01,15500,3083,34
"""
TOUCHES = """\
touch_id,email,occurred_at,utm_source,utm_medium
t1,ana@aurora.example,2026-01-10T08:00:00Z,google,cpc
t2,ana@aurora.example,2026-01-11T08:00:00Z,kiosk,banner
"""
PIPEDRIVE = """\
Deal - ID,Deal - Title,Deal - Value,Deal - Currency,Deal - Stage,Deal - Status,Deal - Probability,\
Deal - Organization,Deal - Contact person,Deal - Deal created
1,Delta,70,CLP,Visit,Won,60,Delta,Farid,2025-02-20 09:00:00
2,Eco,60,CLP,Call,Lost,20,Eco,Elena,2025-02-21 09:00:00
"""
FILES = {"contacts": CONTACTS, "deals": DEALS, "meta": META, "touches": TOUCHES}


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    folder = tmp_path / "down loads"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    (folder / "~$deals.xlsx").write_bytes(b"lock")
    (folder / "terms.pdf").write_bytes(b"%PDF-1.7")
    return folder


def blocks(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "revops.toml").read_text("utf-8-sig")
    found: list[dict[str, Any]] = tomllib.loads(text)["exports"]
    return found


def content(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_command_tells_counts_questions_and_the_next_command(
    revops: Call, downloads: Path, tmp_path: Path
) -> None:
    done = revops("new", tmp_path / "ours", "--from", downloads)
    assert done.exit_code == 0
    assert "4 files matched, 0 guessed, 2 not placed" in done.stdout
    assert f"then: revops load --workspace {tmp_path / 'ours'}" in done.stdout
    assert "In which time zone do you work" in done.stdout
    assert "countries such as Chile and telephones with +56" in done.stdout
    assert "a hidden or temporary file" in done.stdout
    loaded = revops("load", "--workspace", tmp_path / "ours")
    assert loaded.exit_code == 0, loaded.stderr
    again = revops("new", tmp_path / "ours", "--from", downloads)
    assert "6 files known already: nothing was changed." in again.stdout


def test_each_file_has_a_block_and_each_block_its_evidence(downloads: Path, tmp_path: Path) -> None:
    place = tmp_path / "ours"
    propose(place, downloads)
    text = (place / "revops.toml").read_text("utf-8")
    found = {Path(one["path"]).stem: one["source"] for one in blocks(place)}
    assert found == {
        "contacts": "hubspot.contacts",
        "deals": "hubspot.deals",
        "meta": "meta_ads.campaigns",
        "touches": "utm.touchpoints",
    }
    assert "# GUESS: CLP stands in a header of meta.csv" in text
    assert tomllib.loads(text)["currency"] == "CLP"
    assert "headers are known" in text
    assert '# NOT PLACED: "../down loads/terms.pdf"' in text
    assert open_workspace(place).settings.zone == "UTC"


def test_stages_stand_in_the_order_of_the_wide_columns_and_say_who_won(
    downloads: Path, tmp_path: Path
) -> None:
    propose(tmp_path / "ours", downloads)
    stages = rows(tmp_path / "ours" / "agreement" / "stages.csv")
    deals = [(row["label"], row["status"]) for row in stages if row["object"] == "opportunity"]
    wanted = [("Demo", "open"), ("Offer", "open"), ("Negocio ganado", "won"), ("Perdido", "lost")]
    assert deals == wanted
    leads = [(row["label"], row["stage"]) for row in stages if row["object"] == "lead"]
    assert leads == [("Lead", "lead"), ("Marketing Qualified Lead", "mql")]
    told = (tmp_path / "ours" / "agreement" / "guessed.md").read_text("utf-8")
    assert "Negocio ganado: won. its words say so" in told
    assert "by the file's columns, one a stage" in told
    assert "kiosk / banner" in told
    assert "google / cpc" not in told
    deals_read = load(open_workspace(tmp_path / "ours")).tables["opportunities"]
    counted = dict(deals_read.group_by("status").len().iter_rows())
    assert counted == {"won": 1, "open": 2, "lost": 1}


@pytest.mark.parametrize(
    ("chances", "wanted"),
    [(("20", "80", "100", "0"), "Late"), (("0.2", "0.8", "1", "0"), "Late")],
)
def test_probability_orders_stages_and_tells_the_end(
    chances: tuple[str, ...], wanted: str, tmp_path: Path
) -> None:
    lines = ["Id,Name,StageName,Amount,Probability,CloseDate"]
    labels = (wanted, "Early", "Signed", "Gone")
    order = (chances[1], chances[0], chances[2], chances[3])
    lines += [
        f"{n},D{n},{s},1,{p},2026-01-01" for n, (s, p) in enumerate(zip(labels, order, strict=True))
    ]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "Opportunity.csv").write_text("\n".join(lines) + "\n")
    propose(tmp_path / "ours", tmp_path / "in")
    stages = rows(tmp_path / "ours" / "agreement" / "stages.csv")
    deals = [(row["label"], row["status"]) for row in stages if row["object"] == "opportunity"]
    assert deals == [("Early", "open"), ("Late", "open"), ("Signed", "won"), ("Gone", "lost")]


def test_a_second_run_changes_no_byte(downloads: Path, tmp_path: Path) -> None:
    place = tmp_path / "ours"
    assert propose(place, downloads).written
    before = content(place)
    again = propose(place, downloads)
    assert (again.written, again.questions, again.n_known) == ([], [], 6)
    assert content(place) == before


def test_new_files_are_added_below_and_edits_stay_byte_for_byte(
    downloads: Path, tmp_path: Path
) -> None:
    place = tmp_path / "ours"
    propose(place, downloads)
    path = place / "revops.toml"
    edited = path.read_text("utf-8").replace('company = "Your company"', 'company = "Peña"  # us')
    path.write_bytes(edited.rstrip("\n").replace("\n", "\r\n").encode())
    stages = place / "agreement" / "stages.csv"
    own = stages.read_text("utf-8").replace(",", ";").replace("demo", "demostración")
    stages.write_bytes(own.encode("cp1252"))
    before = {path: path.read_bytes(), stages: stages.read_bytes()}
    (downloads / "renewals.csv").write_text(
        "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Currency\n"
        "1,Aurora,demo,Renewals,9,CLP\n2,Bosque,Señal,Renewals,9,CLP\n"
    )
    added = propose(place, downloads)
    assert [told for _, told in added.matched] == [
        "hubspot.deals -> opportunities, opportunity_people, stage_history"
    ]
    assert {path, stages} <= set(added.written)
    for file, content_before in before.items():
        assert file.read_bytes().startswith(content_before)
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")
    assert [Path(one["path"]).name for one in blocks(place)][-1] == "renewals.csv"
    assert stages.read_bytes().decode("cp1252").splitlines()[-1].startswith("opportunity;;Señal;")
    assert open_workspace(place).agreement.stages.height == own.count("\n") + 0
    assert propose(place, downloads).written == []


def test_a_block_that_was_commented_out_is_not_proposed_again(
    downloads: Path, tmp_path: Path
) -> None:
    place = tmp_path / "ours"
    propose(place, downloads)
    path = place / "revops.toml"
    head, mark, tail = path.read_text("utf-8").partition("# MATCHED: meta_ads")
    for line in ("[[exports]]", "source =", "path ="):
        tail = tail.replace(line, f"# {line}", 1)
    path.write_text(head + mark + tail, "utf-8")
    assert len(blocks(place)) == 3
    assert propose(place, downloads).written == []


def test_settings_that_are_no_toml_are_refused_and_left_alone(
    downloads: Path, tmp_path: Path
) -> None:
    propose(tmp_path / "ours", downloads)
    path = tmp_path / "ours" / "revops.toml"
    path.write_text("company = [", "utf-8")
    (downloads / "more.csv").write_text(DEALS)
    before = content(tmp_path / "ours")
    with pytest.raises(SettingsError, match="no valid TOML"):
        propose(tmp_path / "ours", downloads)
    assert content(tmp_path / "ours") == before


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RevopsError, match="is no folder"):
        propose(tmp_path / "ours", tmp_path / "nowhere")
    (tmp_path / "downloads").mkdir()
    with pytest.raises(RevopsError, match=r"no folder\. Did you mean 'downloads'\? Name"):
        propose(tmp_path / "ours", tmp_path / "dowloads")
    assert not (tmp_path / "ours").exists()


def dated(folder: Path, name: str, ids: range) -> None:
    lines = ["Record ID,Email,Lifecycle Stage", *(f"{n},p{n}@a.example,Lead" for n in ids)]
    (folder / name).write_text("\n".join(lines) + "\n")


@pytest.mark.parametrize(("newer", "mode"), [(range(2, 20), "states"), (range(10, 20), "parts")])
def test_dated_files_of_one_kind_are_one_block(newer: range, mode: str, tmp_path: Path) -> None:
    folder = tmp_path / "ours" / "in"
    folder.mkdir(parents=True)
    dated(folder, "contacts-2026-07-01.csv", range(10))
    dated(folder, "contacts-2026-08-01.csv", newer)
    (folder / "deals-2026-08-01.csv").write_text(DEALS)
    propose(tmp_path / "ours", tmp_path / "ours" / "in")
    found = {one["source"]: one for one in blocks(tmp_path / "ours")}
    assert found["hubspot.contacts"]["path"] == "in/contacts-????-??-??.csv"
    assert found["hubspot.contacts"]["successive"] == mode
    assert "successive" not in found["hubspot.deals"]
    dated(folder, "contacts-2026-09-01.csv", range(30))
    assert propose(tmp_path / "ours", folder).written == []


def test_a_copy_of_a_file_counts_once(downloads: Path, tmp_path: Path) -> None:
    (downloads / "deals (1).csv").write_text(DEALS)
    made = propose(tmp_path / "ours", downloads)
    told = {Path(name).name: why for name, why in made.unplaced}
    assert told["deals.csv"] == "it holds the same bytes as deals (1).csv."
    assert len(blocks(tmp_path / "ours")) == 4


def test_files_beside_the_workspace_are_named_from_it_and_both_can_move(
    downloads: Path, tmp_path: Path
) -> None:
    propose(tmp_path / "ours", downloads)
    paths = [one["path"] for one in blocks(tmp_path / "ours")]
    assert {path.rpartition("/")[0] for path in paths} == {"../down loads"}
    before = load(open_workspace(tmp_path / "ours")).tables["leads"].height
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    downloads.rename(moved / downloads.name)
    (tmp_path / "ours").rename(moved / "ours")
    assert load(open_workspace(moved / "ours")).tables["leads"].height == before
    assert propose(moved / "ours", moved / downloads.name).written == []


def test_a_workspace_behind_a_link_names_files_that_are_there(
    downloads: Path, tmp_path: Path
) -> None:
    (tmp_path / "disk" / "deep").mkdir(parents=True)
    (tmp_path / "ours").symlink_to(tmp_path / "disk" / "deep", target_is_directory=True)
    propose(tmp_path / "ours", downloads)
    assert load(open_workspace(tmp_path / "ours")).tables["leads"].height == 2
    assert load(open_workspace(tmp_path / "disk" / "deep")).tables["leads"].height == 2


HOSTILE = [
    'a"quote.csv',
    "new\nline.csv",
    "back\\slash.csv",
    "$HOME.csv",
    "${UNSET}.csv",
    "[ab]*?.csv",
    "~user.csv",
    "#hash.csv",
    "'''.csv",
    '"""\\.csv',
    "esc\x1b[2J.csv",
    "bidi\u202e.csv",
    "emoji \U0001f600.csv",
]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("inside", [True, False])
def test_a_hostile_file_name_stays_a_name(name: str, inside: bool, tmp_path: Path) -> None:
    place = tmp_path / "ours"
    folder = place / "in$x" if inside else tmp_path / "in [1]"
    folder.mkdir(parents=True)
    (folder / name).write_text(DEALS, "utf-8")
    propose(place, folder)
    assert len(blocks(place)) == 1
    assert load(open_workspace(place)).tables["opportunities"].height == 4
    assert propose(place, folder).written == []


HEADERS = ['x"""', "x\ny = 1", "'x' \\", "[[exports]]", "# x", "x\x1b[2J", "=cmd()", "{x}", "${X}"]


@pytest.mark.parametrize("header", HEADERS)
def test_a_hostile_header_stays_a_header(header: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    frame = pl.DataFrame(
        {"deal id": ["A", "B"], "stage": ["Won", "Lost"], header: ["1", "2"], "value": ["3", "4"]}
    )
    frame.write_csv(tmp_path / "in" / "deals.csv")
    propose(tmp_path / "ours", tmp_path / "in")
    assert load(open_workspace(tmp_path / "ours")).tables["opportunities"].height == 2


@pytest.mark.parametrize(
    ("header", "is_read"),
    [
        ('"value"', True),
        ("va\nlue", False),
        ("value\n", True),
        ("\\value", True),
        ("${value}", False),
    ],
)
def test_a_hostile_header_that_is_read(header: str, is_read: bool, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    frame = pl.DataFrame({"deal id": ["A", "B"], "stage": ["Won", "Lost"], header: ["3", "4"]})
    frame.write_csv(tmp_path / "in" / "deals.csv")
    propose(tmp_path / "ours", tmp_path / "in")
    deals = load(open_workspace(tmp_path / "ours")).tables["opportunities"]
    assert deals["amount"].to_list() == ([3, 4] if is_read else [None, None])


@pytest.mark.parametrize("label", ['a "b", c', "a;b", "x\ny", "=1+1", "Señal", "  padded "])
def test_a_hostile_stage_is_one_row(label: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    frame = pl.DataFrame({"deal id": ["A", "B"], "deal stage": [label, "Won"], "value": ["3", "4"]})
    frame.write_csv(tmp_path / "in" / "deals.csv")
    propose(tmp_path / "ours", tmp_path / "in")
    place = open_workspace(tmp_path / "ours")
    agreed = place.agreement.stages.filter(object="opportunity")
    assert agreed["label"].to_list() == [label.strip(), "Won"]
    assert load(place).tables["opportunities"]["status"].to_list() == ["open", "won"]
    assert propose(tmp_path / "ours", tmp_path / "in").written == []


def test_deals_without_a_stage_are_asked_about(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "wins.csv").write_text(
        "deal id,won date,value\nA,2026-01-02,3\nB,2026-01-03,4\n"
    )
    (tmp_path / "in" / "closed.csv").write_text(
        "deal id,closed at,value\nC,2026-01-02,3\nD,2026-01-03,4\n"
    )
    made = propose(tmp_path / "ours", tmp_path / "in")
    found = {Path(one["path"]).stem: one.get("constants") for one in blocks(tmp_path / "ours")}
    assert found == {"wins": {"status": "won"}, "closed": None}
    assert sum("is every row a won deal?" in question for question in made.questions) == 2


def test_a_deal_of_two_vendors_may_count_twice(downloads: Path, tmp_path: Path) -> None:
    place = tmp_path / "ours"
    assert not [q for q in propose(place, downloads).questions if "counts twice" in q]
    (downloads / "old crm.csv").write_text(PIPEDRIVE, "utf-8")
    (asked,) = [q for q in propose(place, downloads).questions if "counts twice" in q]
    assert asked.startswith("Deals come from hubspot, pipedrive, and all are counted.")


def test_deals_with_names_in_place_of_ids_are_asked_about(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "old crm.csv").write_text(PIPEDRIVE, "utf-8")
    (asked,) = [q for q in propose(tmp_path / "ours", tmp_path / "in").questions if "names" in q]
    assert "('Deal - Organization', 'Deal - Contact person')" in asked
    named = PIPEDRIVE.replace("Deal - Organization,", "Organization - ID,")
    (tmp_path / "in" / "old crm.csv").write_text(named, "utf-8")
    assert not [q for q in propose(tmp_path / "two", tmp_path / "in").questions if "names" in q]


def test_each_vendors_stages_keep_their_own_order(downloads: Path, tmp_path: Path) -> None:
    (downloads / "old crm.csv").write_text(PIPEDRIVE, "utf-8")
    propose(tmp_path / "ours", downloads)
    stages = rows(tmp_path / "ours" / "agreement" / "stages.csv")
    labels = [row["label"] for row in stages if row["object"] == "opportunity"]
    assert labels == ["Demo", "Offer", "Call", "Visit", "Negocio ganado", "Perdido"]
    told = (tmp_path / "ours" / "agreement" / "guessed.md").read_text("utf-8")
    assert "hubspot: by the file's columns, one a stage; pipedrive: by the usual prob" in told


GOOGLE = """\
Informe de campaña
1 de enero de 2026 - 2 de enero de 2026
Campaña,ID de campaña,Día,Código de moneda,Costo,Clics
Marca,11,2026-01-01,CLP,{},3
Marca,11,2026-01-02,CLP,{},3
"""


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (("36.172", "4.020"), ","),
        (('"36,172"', "998"), "."),
        (("36.172", '"4.020,5"'), ""),
        (("36.17", "4.020"), ""),
        (("36172", "4020"), ""),
    ],
)
def test_money_that_could_be_thousands_is_asked_about(
    cells: tuple[str, str], mark: str, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "Informe.csv").write_text(GOOGLE.format(*cells), "utf-8")
    made = propose(tmp_path / "ours", tmp_path / "in")
    asked = [q for q in made.questions if "a number of thousands?" in q]
    assert len(asked) == bool(mark)
    path = tmp_path / "ours" / "revops.toml"
    text = path.read_text("utf-8")
    assert (f'# decimal = "{mark}"  # QUESTION' in text) == bool(mark)
    path.write_text(text.replace("# decimal =", "decimal ="), "utf-8")
    spend = load(open_workspace(tmp_path / "ours")).tables["spend"]
    assert float(spend["cost"][0]) == (36.17 if cells[0] == "36.17" else 36172)


def test_money_that_its_own_total_decides_is_not_asked_about(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    total = "Total: Cuenta, --, --,CLP,1.000.192,6\n"
    text = GOOGLE.format("36.172", "964.020") + total
    (tmp_path / "in" / "Informe.csv").write_text(text, "utf-8")
    made = propose(tmp_path / "ours", tmp_path / "in")
    assert not [q for q in made.questions if "a number of thousands?" in q]
    spend = load(open_workspace(tmp_path / "ours")).tables["spend"]
    assert spend["cost"].to_list() == [36172, 964020]


def test_a_span_of_days_in_a_name_is_no_day(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "Faro-1-jul-2025-12-jun-2026.csv").write_text(META, "utf-8")
    propose(tmp_path / "ours", tmp_path / "in")
    (block,) = blocks(tmp_path / "ours")
    assert Path(block["path"]).name == "Faro-1-jul-2025-12-jun-2026.csv"


def test_a_sheet_without_a_place_is_named_with_the_way_to_a_form(tmp_path: Path) -> None:
    import xlsxwriter

    (tmp_path / "in").mkdir()
    with xlsxwriter.Workbook(tmp_path / "in" / "crm.xlsx") as book:
        for name, text in {"Deals": DEALS, "Pendientes": "Cosa,Ojo\nx,y\n"}.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(csv.reader(text.splitlines())):
                sheet.write_row(number, 0, row)
    made = propose(tmp_path / "ours", tmp_path / "in")
    assert [name for name, _ in made.unplaced] == ["crm.xlsx [Pendientes]"]
    text = (tmp_path / "ours" / "revops.toml").read_text("utf-8")
    assert 'crm.xlsx", sheet "Pendientes"' in text
    assert "copied into a form" in text
    assert propose(tmp_path / "ours", tmp_path / "in").written == []


def test_a_sheet_of_renewals_is_guessed_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "renovaciones.csv").write_text(
        "Cliente;Fecha;Tipo;Importe\nAurora;15/07/2026;Renovación;12.000,50\n"
        "Bosque;20/07/2026;BAJA;-4.500,00\nCumbre;02/08/2026;Ampliación;900,00\n",
        "cp1252",
    )
    made = propose(tmp_path / "ours", tmp_path / "in")
    assert [told for _, told in made.guessed if "customers" in told]
    assert [asked for asked in made.questions if "join no deal" in asked]
    text = (tmp_path / "ours" / "revops.toml").read_text("utf-8")
    assert "columns.event = \"Tipo\"  # its cells speak of customers, such as 'Renovación'" in text
    rows = load(open_workspace(tmp_path / "ours")).tables["customers"]
    assert rows["event"].to_list() == ["renewed", "churned", "expanded"]
    assert [float(amount) for amount in rows["amount"]] == [12000.5, -4500, 900]


def test_a_workbook_names_its_sheets(tmp_path: Path) -> None:
    import xlsxwriter

    (tmp_path / "in").mkdir()
    with xlsxwriter.Workbook(tmp_path / "in" / "crm.xlsx") as book:
        for name, text in {'De"als': DEALS, "People": CONTACTS}.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(csv.reader(text.splitlines())):
                sheet.write_row(number, 0, row)
    propose(tmp_path / "ours", tmp_path / "in")
    found = {one["source"]: one["sheet"] for one in blocks(tmp_path / "ours")}
    assert found == {"hubspot.deals": 'De"als', "hubspot.contacts": "People"}
    assert load(open_workspace(tmp_path / "ours")).tables["opportunities"].height == 4


def test_the_walk_of_the_docs_can_be_walked(
    revops: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "downloads").mkdir()
    for name, text in FILES.items():
        (tmp_path / "downloads" / f"{name}.csv").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    page = (Path(__file__).parents[1] / "docs" / "your_exports.md").read_text("utf-8")
    lines = [line.strip() for line in page.splitlines()]
    typed = [line.split() for line in lines if line.startswith("revops ")]
    walked = "new explain template load check run list list run new"
    assert [words[1] for words in typed] == walked.split()
    for _, *words in (words for words in typed if words[1] not in {"check", "run"}):
        done = revops(*words)
        assert done.exit_code == 0, done.stderr
    assert "nothing was changed" in done.stdout

"""Any mapped export is recognised by its header, and no other file is taken for one."""

import csv
import io
import random
import tomllib
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from revops.sources import SOURCES, Export
from revops.sources.building.complaints import lacking
from revops.sources.mapping import parts
from revops.sources.recognise import Recognised, Recogniser, recognise, together
from revops.sources.recognise.head import HEAD_BYTES

RECOGNISER = Recogniser(SOURCES)
ROOT = Path(__file__).parents[2]
SAMPLE = tomllib.loads((ROOT / "revops.toml").read_text("utf-8"))["exports"]
SOURCE = pytest.mark.parametrize("source", sorted(SOURCES))


def spellings(exports: Sequence[Export], variant: int = 0) -> list[str]:
    """Spell every header in one way: the first, the second, the last."""
    cells = [cell for one in exports for cell in one.columns.values()]
    header = []
    for names in (names for cell in cells for names in parts(cell)):
        plain = [name for name in names if isinstance(name, str)]
        header += plain[variant:][:1] or plain[:1]
    beside = [name for one in exports for name in one.beside if isinstance(name, str)]
    return list(dict.fromkeys([*header, *beside]))


def write(path: Path, rows: Sequence[Sequence[str]], separator: str = ",") -> Path:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    path.write_text(out.getvalue(), "utf-8")
    return path


def look(path: Path) -> Recognised:
    (found,) = recognise(path, RECOGNISER)
    return found


@SOURCE
def test_its_first_spellings_are_recognised_as_the_source_or_as_one_of_its_tables(
    source: str, tmp_path: Path
) -> None:
    exports = SOURCES[source]
    header = spellings(exports)
    if any(lacking(one, header) for one in exports if not one.optional):
        pytest.skip("the key is in a pattern")
    found = look(write(tmp_path / "export.csv", [header, ["1"] * len(header)]))
    assert found.best is not None, found.problem
    assert found.best.tables[0] == exports[0].table
    if found.source != source:
        assert found.source.partition(".")[0] == exports[0].vendor or source in {
            *found.rivals,
            *(one.source for one in found.candidates[:3]),
        }


@SOURCE
def test_order_capitals_and_strange_columns_between_do_not_count(
    source: str, tmp_path: Path
) -> None:
    exports = SOURCES[source]
    header = spellings(exports)
    if any(lacking(one, header) for one in exports if not one.optional):
        pytest.skip("the key is in a pattern")
    plain = look(write(tmp_path / "export.csv", [header, ["1"] * len(header)]))
    mixed = [f" {name.upper()} " for name in header]
    random.Random(7).shuffle(mixed)
    other = look(write(tmp_path / "other.csv", [mixed, ["1"] * len(mixed)], ";"))
    assert other.source == plain.source
    assert other.head.separator == ";"


@pytest.mark.parametrize("variant", [1, 2, -1])
@SOURCE
def test_other_spellings_and_translations_feed_the_same_table(
    source: str, variant: int, tmp_path: Path
) -> None:
    exports = SOURCES[source]
    header = spellings(exports, variant)
    if any(lacking(one, header) for one in exports if not one.optional):
        pytest.skip("the key is in a pattern")
    found = look(write(tmp_path / "export.csv", [header, ["1"] * len(header)]))
    assert exports[0].table in {one.tables[0] for one in found.candidates[:3]}


@pytest.mark.parametrize("block", SAMPLE, ids=lambda block: Path(block["path"]).name)
def test_the_samples_exports_are_what_its_settings_say(block: dict[str, str]) -> None:
    found = look(ROOT / block["path"])
    assert (found.source, found.status) == (block["source"], "matched")


def test_lines_above_the_header_and_totals_below_speak_for_a_vendor(tmp_path: Path) -> None:
    rows = [
        ["Campaign report"],
        ["All time"],
        ["Campaign", "Day", "Cost", "Impr.", "Clicks", "Currency code"],
        ["Brand", "2026-01-01", "3.10", "10", "1", "USD"],
        ["Total: Account", "", "3.10", "10", "1", "USD"],
    ]
    found = look(write(tmp_path / "report.csv", rows))
    assert (found.source, found.header_row) == ("google_ads.campaigns", 3)
    assert found.best is not None
    assert any("lines above" in reason for reason in found.best.reasons)
    assert any("Total: Account" in reason for reason in found.best.reasons)


@pytest.mark.parametrize(
    ("mark", "encoding", "said"),
    [
        (";", "cp1252", "Windows-1252"),
        ("\t", "utf-16", "UTF-16 (little end first)"),
        (",", "utf-8-sig", "UTF-8 with a mark"),
        ("|", "utf-8", "UTF-8"),
    ],
)
def test_encodings_and_separators_are_named(
    mark: str, encoding: str, said: str, tmp_path: Path
) -> None:
    rows = [
        ["ID de registro", "Correo", "Etapa del ciclo de vida"],
        ["1", "peña@b.example", "Lead"],
    ]
    path = tmp_path / "people.csv"
    path.write_bytes("".join(f"{mark.join(row)}\n" for row in rows).encode(encoding))
    found = look(path)
    assert found.source == "hubspot.contacts"
    assert (found.head.encoding, found.head.separator) == (said, mark)


def test_each_sheet_of_a_workbook_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "crm.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in {
            "Deals": [["Record ID", "Deal Name", "Deal Stage", "Amount"], ["1", "A", "Demo", "9"]],
            "Notes": [["hello"], ["world"]],
            "Empty": [],
        }.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    deals, notes = recognise(path, RECOGNISER)
    assert (deals.source, deals.head.sheet, deals.head.n_sheets) == ("hubspot.deals", "Deals", 3)
    assert (notes.status, notes.head.sheet) == ("unplaced", "Notes")


def test_parquet_is_known_by_its_schema(tmp_path: Path) -> None:
    frame = pl.DataFrame({"Record ID": [1], "Deal Name": ["A"], "Deal Stage": ["Demo"]})
    frame.write_parquet(tmp_path / "deals.parquet")
    assert look(tmp_path / "deals.parquet").source == "hubspot.deals"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("~$deals.xlsx", b"lock", "hidden or temporary"),
        (".DS_Store", b"\x00\x00\x00\x01Bud1", "hidden or temporary"),
        ("terms.pdf", b"%PDF-1.7 ...", "a PDF"),
        ("all.zip", b"PK\x03\x04....", "unpack it first"),
        ("paths.csv.gz", b"\x1f\x8b\x08\x00", "unpack it first"),
        ("renamed.csv", b"%PDF-1.7 ...", "a PDF"),
        ("notes.docx", b"PK\x03\x04....", "unpack it first"),
        ("readme.md", b"# Hello", "are not read"),
        ("empty.csv", b"", "empty"),
        ("blank.csv", b" \n\n", "empty"),
        ("zero.csv", b"a\x00b,\x00\n1,2\n", "encoding is unknown"),
        ("fake.xlsx", b"not a workbook", "not an Excel workbook"),
        ("fake.parquet", b"not parquet", "not a Parquet file"),
        ("words.csv", b"one line of prose\nand another one\n", "headers say too little"),
    ],
)
def test_what_is_no_export_is_told_and_never_a_trace(
    name: str, content: bytes, why: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    found = look(tmp_path / name)
    assert found.status == "unplaced"
    assert why in found.problem


def test_a_header_that_fits_two_vendors_is_asked_unless_other_files_speak(tmp_path: Path) -> None:
    header = ["Record ID", "First Name", "Last Name", "Email"]
    unsure = look(write(tmp_path / "export.csv", [header, ["1"] * 4]))
    vendors = {name.partition(".")[0] for name in (unsure.source, *unsure.rivals)}
    assert {"hubspot", "zoho"} <= vendors
    assert unsure.status == "guessed"
    rows = [["Record ID", "Deal Name", "Deal Stage", "Pipeline"], ["1", "A", "Demo", "B"]]
    deals = look(write(tmp_path / "other.csv", rows))
    settled, _ = together([unsure, deals])
    assert (settled.source, settled.status) == ("hubspot.contacts", "matched")
    assert settled.best is not None
    assert "other files of the folder are of hubspot" in settled.best.reasons


def test_another_object_of_a_known_vendor_is_not_guessed(tmp_path: Path) -> None:
    header = ["Account.External_Id__c", "Owner.External_Id__c", "CreatedDate__c"]
    header += ["External_Id__c", "IsEscalated", "Origin", "Type", "Subject", "Status", "CSAT__c"]
    found = look(write(tmp_path / "records.csv", [header, ["1"] * len(header)]))
    assert found.status == "unplaced"
    assert "its headers are of salesforce" in found.problem


def test_a_known_export_without_its_key_is_named(tmp_path: Path) -> None:
    header = ["Deal Name", "Deal Stage", "Pipeline", "Deal owner", "Closed Lost Reason"]
    rows = [header, *[["A", "Demo", "Sales", "Ana", ""]] * 2]
    found = look(write(tmp_path / "records.csv", rows))
    assert found.status == "unplaced"
    assert "hubspot.deals" in found.problem
    assert "opportunities.opportunity_id" in found.problem


def test_our_own_columns_are_ours_only_as_a_whole(tmp_path: Path) -> None:
    ours = [["user_id", "name", "team", "is_active"], ["1", "Ana", "sales", "yes"]]
    assert look(write(tmp_path / "a.csv", ours)).source == "template.users"
    other = [["opportunity_id", "product", "deal_stage", "sum", "boss", "room"], ["1"] * 6]
    assert look(write(tmp_path / "b.csv", other)).source != "template.opportunities"


def test_only_the_head_and_the_tail_of_a_large_file_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deals.csv"
    line = "1,A deal of some length,Demo,Sales Pipeline,900\n"
    header = "Record ID,Deal Name,Deal Stage,Pipeline,Amount\n"
    path.write_text(header + line * (20 * HEAD_BYTES // len(line)) + "Total,,,,9\n", "utf-8")

    def refuse(*_: object) -> None:
        raise AssertionError("the whole file was read")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    found = look(path)
    assert (found.source, found.head.is_whole) == ("hubspot.deals", False)
    assert found.head.tail[-1][0] == "Total"
    assert all(len(record) == 5 for record in found.head.records)

"""No table without a door: a source, a suite, rows in the sample, and a form that people can fill.

The forms survive what happens to them: a Spanish Excel that saves them as a workbook, or as CSV
with semicolons, Windows-1252, decimal commas and days first.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import polars as pl
import pytest
from click.testing import Result

from revops import sources
from revops.errors import SourceError
from revops.load import load
from revops.load.agreed import agreed_exports
from revops.sources import SOURCES
from revops.sources.forms import form, headers, words
from revops.sources.forms.contract import FORM_LANGUAGES, header, is_made, said
from revops.sources.forms.fields import agreed, fields
from revops.tables import TABLES
from revops.workspace import ExportSettings, open_workspace

ROOT = Path(__file__).parents[1]
ZONE = "America/Santiago"
EVERY = sorted(TABLES)
each_table = pytest.mark.parametrize("table", EVERY)
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def sample() -> Mapping[str, pl.DataFrame]:
    """The sample's tables as they are read, before anything is made of them."""
    exports = open_workspace(ROOT).settings.exports
    return sources.read_all(exports, root=ROOT, zone=ZONE).tables


def taken(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    """The first and the last rows, as far as a form asks for them, times to the minute."""
    some = pl.concat([frame.head(40), frame.tail(20)]).unique(maintain_order=True)
    asked = [field.name for field in fields(table)]
    return some.select(asked).with_columns(pl.col(pl.Datetime).dt.truncate("1m"))


def local(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)


def read(tmp_path: Path, table: str, name: str, content: bytes, **settings: Any) -> sources.Loaded:
    (tmp_path / name).write_bytes(content)
    export = ExportSettings(source=f"template.{table}", path=name, **settings)
    return sources.read_all([export], root=tmp_path, zone=ZONE)


@each_table
def test_a_table_has_a_source_a_suite_with_a_floor_and_rows_in_the_sample(
    table: str, sample: Mapping[str, pl.DataFrame]
) -> None:
    assert any(export.table == table for each in SOURCES.values() for export in each)
    suite = json.loads((ROOT / "expectations" / f"{table}.json").read_text("utf-8"))
    floors = [
        one["kwargs"].get("min_value")
        for one in suite["expectations"]
        if one["type"] == "expect_table_row_count_to_be_between"
    ]
    assert any(isinstance(floor, int) and floor >= 1 for floor in floors)
    assert sample[table].height > 0


@each_table
def test_every_column_of_a_form_has_a_header_of_its_own_in_each_language(table: str) -> None:
    asked = [name for name in TABLES[table].columns if not is_made(name)]
    spelt = {name: {one.casefold() for one in headers(name)} for name in asked}
    assert all(header(name, one) for name in asked for one in FORM_LANGUAGES)
    for name in asked:
        others = set().union(*(spelt[other] for other in asked if other != name))
        assert not spelt[name] & others, name


@each_table
def test_the_words_of_a_column_lead_back_to_ours(table: str) -> None:
    for column, allowed in agreed(table).items():
        known = words(table).get(column, {})
        for word in allowed:
            shown = said(table, column, word, "es")
            assert shown == word or known[shown] == word, (column, word)
    for column, known in words(table).items():
        assert column in TABLES[table].columns
        assert set(known.values()) <= set(agreed(table).get(column, known.values()))


@pytest.mark.parametrize("language", FORM_LANGUAGES)
@each_table
def test_an_empty_form_names_its_columns_and_explains_them(table: str, language: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(form(table, "form.xlsx", language)))
    sheet, guide = book.worksheets
    asked = fields(table, language)
    assert sheet.title == table
    assert [cell.value for cell in sheet[1]] == [field.header for field in asked]
    assert [cell.value for cell in guide["A"][1:]] == [field.header for field in asked]
    assert all(cell.value for cell in guide["C"])
    assert sheet.max_row == 1
    required = [field.name for field in asked if field.is_required]
    assert required == [name for name in TABLES[table].key if name in required]
    assert required
    text = form(table, "form.csv", language).decode("utf-8-sig")
    (line,) = csv.reader([text.strip()], delimiter=";" if language == "es" else ",")
    assert line == [field.header for field in asked]


def test_a_form_offers_what_the_suite_expects() -> None:
    book = openpyxl.load_workbook(io.BytesIO(form("users", "users.xlsx", "es")))
    rules = {
        str(rule.sqref).partition("2")[0]: rule.formula1
        for rule in book.worksheets[0].data_validations.dataValidation
    }
    assert rules["C"] == '"marketing,ventas,éxito del cliente"'
    assert rules["D"] == '"sí,no"'


def in_spanish(table: str, name: str, value: Any) -> Any:
    """What a person types into a cell of the Spanish form."""
    match value:
        case bool():
            return "sí" if value else "no"
        case datetime():
            return local(value)
        case Decimal():
            return float(value)
        case list():
            return "; ".join(value)
        case str():
            return said(table, name, value, "es")
    return value


def as_workbook(table: str, rows: Rows) -> bytes:
    """Fill the form in a spreadsheet and save it."""
    book = openpyxl.load_workbook(io.BytesIO(form(table, "form.xlsx", "es")))
    for at, row in enumerate(rows, start=2):
        for place, (name, value) in enumerate(row.items(), start=1):
            book.worksheets[0].cell(at, place).value = in_spanish(table, name, value)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def as_shown(value: Any) -> str:
    """What a Spanish Excel writes into a CSV: what it shows."""
    match value:
        case None:
            return ""
        case datetime():
            return value.strftime("%d/%m/%Y %H:%M")
        case date():
            return value.strftime("%d/%m/%Y")
        case float():
            return f"{Decimal(repr(value)).normalize():f}".replace(".", ",")
    return str(value)


def as_csv(table: str, rows: Rows) -> bytes:
    """Fill the CSV form and save it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(field.header for field in fields(table, "es"))
    for row in rows:
        cells = {name: in_spanish(table, name, value) for name, value in row.items()}
        writer.writerow(as_shown(value) for value in cells.values())
    return text.getvalue().encode("cp1252", errors="replace")


def in_cp1252(frame: pl.DataFrame) -> pl.DataFrame:
    """Texts as they come out of a file that knows Western letters only."""
    return frame.with_columns(
        pl.Series(
            name, [cell and cell.encode("cp1252", "replace").decode("cp1252") for cell in text]
        )
        for name, text in ((one.name, one) for one in frame.select(pl.col(pl.String)))
    )


def same(loaded: pl.DataFrame, wanted: pl.DataFrame) -> pl.DataFrame:
    """The cells that were read otherwise than they were meant, beside the row and the column."""
    got = loaded.select(wanted.columns)
    assert got.height == wanted.height
    found = [
        pl.DataFrame(
            {"column": name, "at": at, "got": str(a), "wanted": str(b), "is_null": a is None}
        )
        for name in wanted.columns
        for at, (a, b) in enumerate(zip(got[name].to_list(), wanted[name].to_list(), strict=True))
        if a != b and not (isinstance(b, float) and a is not None and abs(a - b) < 1e-9)
    ]
    return pl.concat(found) if found else pl.DataFrame()


@each_table
def test_a_workbook_comes_back_as_it_was_filled(
    table: str, sample: Mapping[str, pl.DataFrame], tmp_path: Path
) -> None:
    wanted = taken(sample[table], table)
    loaded = read(tmp_path, table, "form.xlsx", as_workbook(table, wanted.to_dicts()))
    assert same(loaded.tables[table], wanted).is_empty()
    assert loaded.rejected.is_empty()


@each_table
def test_a_csv_saved_in_spanish_comes_back_where_its_habits_are_declared(
    table: str, sample: Mapping[str, pl.DataFrame], tmp_path: Path
) -> None:
    wanted = taken(sample[table], table)
    content = as_csv(table, wanted.to_dicts())
    loaded = read(tmp_path, table, "form.csv", content, date_format="%d/%m/%Y", decimal=",")
    assert same(loaded.tables[table], in_cp1252(wanted)).is_empty()
    assert loaded.rejected.is_empty()


@each_table
def test_without_a_word_on_its_habits_it_is_the_same_or_refused_cell_by_cell(
    table: str, sample: Mapping[str, pl.DataFrame], tmp_path: Path
) -> None:
    wanted = in_cp1252(taken(sample[table], table)).with_row_index("at", offset=2)
    loaded = read(tmp_path, table, "form.csv", as_csv(table, wanted.drop("at").to_dicts()))
    there = loaded.tables[table].select("from_row")
    kept = wanted.join(there, left_on="at", right_on="from_row", how="semi")
    told = set(loaded.rejected.select("from_row", "column").rows())
    told_rows = {row for row, _ in told}
    assert set(wanted["at"]) - set(kept["at"]) <= told_rows
    for off in same(loaded.tables[table], kept.drop("at")).iter_rows(named=True):
        assert off["is_null"], off
        assert (kept["at"][off["at"]], off["column"]) in told, off


def test_days_that_may_be_either_are_refused_with_a_reason(tmp_path: Path) -> None:
    content = "Métrica;Período;Valor;Acordado el\r\nn_won;2026;5;03/04/2026\r\n".encode("cp1252")
    loaded = read(tmp_path, "targets", "targets.csv", content)
    assert loaded.tables["targets"].select("agreed_on", "value").rows() == [(None, 5.0)]
    assert loaded.rejected.get_column("column").to_list() == ["agreed_on"]
    declared = read(tmp_path, "targets", "targets.csv", content, date_format="%d/%m/%Y")
    assert declared.tables["targets"]["agreed_on"].to_list() == [date(2026, 4, 3)]


@pytest.fixture
def place(cast: Path) -> Callable[[str, bytes], Path]:
    """Put a file into the agreement of the cast's workspace."""

    def put(name: str, content: bytes) -> Path:
        (cast / "agreement" / name).write_bytes(content)
        return cast

    return put


USERS = "Id del usuario;Nombre;Equipo;Activo\r\nU1;Iñaki Peña;ventas;sí\r\n".encode("cp1252")


def test_a_file_named_after_a_table_needs_no_block(place: Callable[..., Path]) -> None:
    workspace = open_workspace(place("users.csv", USERS))
    users = load(workspace).tables["users"]
    assert users.select("name", "team", "is_active").rows() == [("Iñaki Peña", "sales", True)]
    assert users["from_file"].to_list() == ["agreement/users.csv"]


def test_a_filled_workbook_needs_no_block_either(place: Callable[..., Path]) -> None:
    rows = [{"user_id": "U1", "name": "Iñaki Peña", "team": "success", "is_active": False}]
    workspace = open_workspace(place("users.xlsx", as_workbook("users", rows)))
    assert load(workspace).tables["users"].select(rows[0].keys()).to_dicts() == rows


def test_a_changed_file_in_the_agreement_makes_a_new_snapshot(place: Callable[..., Path]) -> None:
    folder = place("users.csv", USERS)
    first = load(open_workspace(folder))
    place("users.csv", USERS.replace(b"ventas", b"marketing"))
    second = load(open_workspace(folder))
    assert first.name != second.name
    assert second.tables["users"]["team"].to_list() == ["marketing"]


def test_a_block_that_names_the_file_is_used_in_its_place(place: Callable[..., Path]) -> None:
    folder = place("users.csv", USERS)
    settings = (folder / "revops.toml").read_text("utf-8")
    for path in ("agreement/users.csv", "agreement/u*.csv", "./agreement/users.csv"):
        block = f'  {{ source = "template.users", path = "{path}" }},\n]'
        (folder / "revops.toml").write_text(settings.replace("\n]", f"\n{block}"), "utf-8")
        assert agreed_exports(open_workspace(folder)) == []


def test_a_form_that_nobody_filled_yet_is_no_table(place: Callable[..., Path]) -> None:
    folder = place("customers.xlsx", form("customers", "customers.xlsx", "es"))
    place("users.csv", form("users", "users.csv", "es"))
    assert {"customers", "users"}.isdisjoint(load(open_workspace(folder)).tables)


def test_two_files_of_one_table_are_refused(place: Callable[..., Path]) -> None:
    place("users.csv", USERS)
    folder = place("users.xlsx", as_workbook("users", []))
    with pytest.raises(SourceError, match=r"agreement/users\.csv(.|\n)*agreement/users\.xlsx"):
        load(open_workspace(folder))


def test_other_files_of_the_agreement_are_left_alone(place: Callable[..., Path]) -> None:
    folder = place("notes.csv", b"a,b\n1,2\n")
    assert agreed_exports(open_workspace(folder)) == []


def test_the_command_writes_a_form_once(revops: Callable[..., Result], tmp_path: Path) -> None:
    target = tmp_path / "agreement" / "content.xlsx"
    done = revops("template", "content", target, "--language", "es")
    assert done.exit_code == 0, done.output
    assert target.read_bytes() == form("content", "content.xlsx", "es")
    again = revops("template", "content", target)
    assert again.exit_code == 2
    assert "is there already, and nothing was changed" in again.output
    assert revops("template", "contents", tmp_path / "c.csv").exit_code == 2
    assert "Did you mean 'content'?" in revops("template", "contents", tmp_path / "c.csv").output
    assert "end it with .xlsx or .csv" in revops("template", "content", tmp_path / "c.txt").output
    assert (
        "Known: en, es"
        in revops("template", "content", tmp_path / "c.csv", "--language", "fr").output
    )

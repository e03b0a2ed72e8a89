"""Each message says the fact, the place and what to do."""

import pytest

from revops.errors import SourceError
from revops.sources import read_all
from revops.workspace.settings import ExportSettings


def problem(load, *arguments, **settings) -> str:
    with pytest.raises(SourceError) as error:
        load(*arguments, **settings)
    assert len(error.value.problems) == 1
    return error.value.problems[0]


def test_a_missing_file(tmp_path):
    export = ExportSettings(source="hubspot.deals", path="deals.csv")
    with pytest.raises(SourceError) as error:
        read_all([export], root=tmp_path, zone="UTC")
    assert str(error.value) == (
        "the exports have a problem:\n"
        "  - export 1 (hubspot.deals), deals.csv: there is no such file. "
        "Put it there, or correct `path` in revops.toml."
    )


@pytest.mark.parametrize("content", ["", " \n\n", "\ufeff"])
def test_an_empty_file(load, content):
    assert problem(load, "hubspot.deals", content) == (
        "export 1 (hubspot.deals), export.csv: the file is empty. Export it again."
    )


def test_a_header_without_the_key(load):
    said = problem(load, "hubspot.contacts", "Title\n\nRecrd ID,Email\n1,ana@faro.cl\n")
    assert said == (
        "export 1 (hubspot.contacts), export.csv: no header for lead_id of leads, such as "
        "'Record ID', 'Record ID - Contact', 'Contact ID', 'ID de registro', "
        "'ID del registro', 'ID de registro - Contacto', 'ID do registro', "
        "'ID do registro - Contato', 'hs_object_id'. "
        "Row 3 has: 'Recrd ID', 'Email'. Did you mean 'Recrd ID'? "
        'Name it in revops.toml: columns = { lead_id = "their header" }. '
        "Or else: Export with all properties and all associations, and keep the column Record ID."
    )


def test_an_unknown_encoding(load):
    data = "Record ID,Nombre\n1,Привет\n".encode("cp1251")
    assert problem(load, "hubspot.contacts", data).startswith(
        "export 1 (hubspot.contacts), export.csv: the encoding is unknown (not UTF-8, and line 2 "
    )


def test_a_row_with_too_many_cells_is_quarantined(load):
    loaded = load("hubspot.contacts", "Record ID,Email\n1,a@b.c\n2,b@b.c,x\n3,c@b.c\n")
    assert loaded.tables["leads"]["lead_id"].to_list() == ["1", "3"]
    told = loaded.rejected.row(0, named=True)
    assert (told["from_file"], told["from_row"]) == ("export.csv", 3)
    assert told["reason"] == "the row has more cells than the header"
    assert loaded.files["n_rows"].item() == 3


def test_a_number_that_is_no_number(load):
    loaded = load("hubspot.deals", "Record ID,Amount\n301,twelve\n302,12\n")
    assert loaded.tables["opportunities"].height == 2
    told = loaded.rejected.row(0, named=True)
    assert told == {
        "table": "opportunities",
        "record_id": "301",
        "from_vendor": "hubspot",
        "from_file": "export.csv",
        "from_row": 2,
        "check_id": None,
        "column": "amount",
        "reason": "not a number",
        "raw": "twelve",
    }


def test_a_row_without_its_key_is_quarantined_once(load):
    loaded = load("template.rates", "currency,day,rate\nCLF,soon,39000\n,2026-01-01,x\n")
    assert loaded.tables["rates"].height == 0
    told = loaded.rejected.sort("from_row").select("from_row", "column", "reason", "raw").rows()
    assert told == [
        (2, "day", "the row's key does not cast", "soon"),
        (3, "currency", "the row has no key", None),
        (3, "rate", "not a number", "x"),
    ]


def test_an_unknown_source(load):
    assert "no source named 'hubspot.deal'. Did you mean 'hubspot.deals'?" in problem(
        load, "hubspot.deal", "x"
    )


def test_an_unknown_table_or_column(load):
    said = problem(load, "custom", "x", table="leds", columns={"lead_id": "x"})
    assert "no table named 'leds'. Did you mean 'leads'?" in said
    said = problem(load, "hubspot.deals", "x", columns={"amont": "Value"})
    assert "columns: opportunities and opportunity_people and stage_history has no column" in said
    assert "'amont'. Did you mean 'amount'?" in said


def test_a_custom_export_needs_a_table_and_columns(load):
    assert "needs `table`" in problem(load, "custom", "x")
    assert "needs `columns`" in problem(load, "custom", "x", table="leads")
    assert "`table` is for custom" in problem(load, "hubspot.deals", "x", table="leads")


def test_a_named_header_that_the_file_lacks(load):
    said = problem(load, "custom", "mql id\n1\n", table="leads", columns={"lead_id": "mql_id"})
    assert said.endswith(
        "columns: lead_id = 'mql_id', but row 1 has no such header. Did you mean 'mql id'? "
        "It has: 'mql id'."
    )


def test_a_constant_that_does_not_cast(load):
    said = problem(load, "hubspot.deals", "Record ID\n1\n", constants={"amount": "lots"})
    assert said.endswith("constants: amount = 'lots' does not fit: not a number.")


@pytest.mark.parametrize("declared", ["dd/mm/yyyy", "%d/%Q", "%d/%m", "%H:%M"])
def test_a_date_format_that_is_none(load, declared):
    said = problem(load, "hubspot.deals", "Record ID\n1\n", date_format=declared)
    assert f"date_format '{declared}' is not understood. Write the day as %d" in said


def test_all_problems_of_all_files_are_told_at_once(tmp_path):
    (tmp_path / "empty.csv").touch()
    (tmp_path / "users.csv").write_text("name\nAna\n")
    exports = [
        ExportSettings(source="hubspot.deals", path="*.csv"),
        ExportSettings(source="template.users", path="users.csv"),
        ExportSettings(source="template.goals", path="users.csv"),
    ]
    with pytest.raises(SourceError, match="the exports have 4 problems") as error:
        read_all(exports, root=tmp_path, zone="UTC")
    places = [said.split(":")[0] for said in error.value.problems]
    assert places == [
        "export 1 (hubspot.deals), empty.csv",
        "export 1 (hubspot.deals), users.csv",
        "export 2 (template.users), users.csv",
        "export 3 (template.goals), users.csv",
    ]

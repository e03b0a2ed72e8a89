"""agreement/same.csv: what people decided about two records, as a spreadsheet may save it."""

from pathlib import Path

import pytest

from revops.errors import SettingsError
from revops.workspace import read_agreement

HEADER = "table;id;same_as;is_same;decided_by\n"


def written(folder: Path, text: str) -> Path:
    (folder / "same.csv").write_text(text, encoding="cp1252")
    return folder


def test_decisions_are_read_in_the_words_of_any_spreadsheet(tmp_path: Path) -> None:
    rows = (
        "leads;0071;0070;VERDADERO;Ana\n"
        "accounts;A2;A1;FALSO;\n"
        "Leads;L3;L2;sí;\n"
        "leads;L5;L4;true;Ana\n"
        "leads;L7;L6;não;\n"
    )
    same = read_agreement(written(tmp_path, HEADER + rows)).same
    assert same["is_same"].to_list() == [True, False, True, True, False]
    assert same["id"].to_list() == ["0071", "A2", "L3", "L5", "L7"]
    assert same["table"].to_list() == ["leads", "accounts", "leads", "leads", "leads"]


def test_what_cannot_be_a_decision_is_told_with_its_row(tmp_path: Path) -> None:
    rows = "deals;O1;O2;true;\nleads;L1;;maybe;\n"
    with pytest.raises(SettingsError) as told:
        read_agreement(written(tmp_path, HEADER + rows))
    text = "\n".join(told.value.problems)
    assert "agreement/same.csv row 2: table is 'deals'; use one of: leads, accounts" in text
    assert "agreement/same.csv row 3: is_same is 'maybe'; use one of: true, false" in text
    assert "agreement/same.csv row 3: id or same_as is missing" in text


def test_without_the_file_nothing_is_decided(tmp_path: Path) -> None:
    same = read_agreement(tmp_path).same
    assert same.is_empty()
    assert same.columns == ["table", "id", "same_as", "is_same", "decided_by"]

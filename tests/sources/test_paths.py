from pathlib import Path

import pytest

from revops.errors import SourceError
from revops.sources.reading.paths import files


def test_files_keep_the_name_that_the_workspace_gives_them(tmp_path: Path):
    (tmp_path / "crm").mkdir()
    for name in ("b.csv", "a.csv", "~$a.csv", "notes.txt"):
        (tmp_path / "crm" / name).touch()
    found = files("$DATA/crm/*.csv", Path("elsewhere"), {"DATA": str(tmp_path)})
    assert [file.name for file in found] == ["$DATA/crm/a.csv", "$DATA/crm/b.csv"]
    assert files("crm/a.csv", tmp_path, {})[0].path == tmp_path / "crm" / "a.csv"
    assert [file.name for file in files("**/*.txt", tmp_path, {})] == ["crm/notes.txt"]
    assert len(files(f"{tmp_path}/crm/[ab].csv", Path(), {})) == 2


def test_a_name_with_brackets_is_a_name_when_it_exists(tmp_path: Path):
    (tmp_path / "deals [1].csv").touch()
    assert files("deals [1].csv", tmp_path, {})[0].name == "deals [1].csv"


def test_unset_variables_are_named(tmp_path: Path):
    with pytest.raises(SourceError, match="environment variable NOWHERE is not set") as error:
        files("${NOWHERE}/$ALSO/x.csv", tmp_path, {})
    assert len(error.value.problems) == 2


def test_a_pattern_without_files_and_a_folder_are_problems(tmp_path: Path):
    with pytest.raises(SourceError, match="no file has a name like this"):
        files("*.csv", tmp_path, {})
    with pytest.raises(SourceError, match="this is a folder"):
        files(".", tmp_path, {})


def test_a_misspelt_name_is_told_its_nearest_by_its_stem(tmp_path: Path):
    (tmp_path / "touches.csv").touch()
    (tmp_path / "Deals-2026.csv").touch()
    with pytest.raises(SourceError, match=r"no such file\. Did you mean 'Deals-2026\.csv'\? Put"):
        files("deals-206.csv", tmp_path, {})
    with pytest.raises(SourceError, match=r"no such file\. Put it there"):
        files("people.csv", tmp_path, {})

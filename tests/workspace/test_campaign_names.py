"""Names of campaigns are agreed as a pattern, with names that follow it."""

from pathlib import Path

import pytest

from revops.errors import SettingsError
from revops.workspace.agreement import read_agreement


def agreed(folder: Path, text: str) -> str:
    (folder / "campaign_names.toml").write_text(text, encoding="utf-8")
    return read_agreement(folder).campaign_names.pattern


def test_without_the_file_nothing_is_agreed(tmp_path: Path) -> None:
    assert read_agreement(tmp_path).campaign_names.pattern == ""


def test_a_pattern_is_read_with_names_that_follow_it(tmp_path: Path) -> None:
    text = 'pattern = "^[a-z]{2}_"\nexamples = ["cl_brand", "pe_rivals"]\n'
    assert agreed(tmp_path, text) == "^[a-z]{2}_"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('pattern = "^[a-z]{2}_"\nexamples = ["cl_brand", "Brand"]', "the pattern: Brand"),
        ('pattern = "("', "no regular expression"),
        ('patern = "x"', "Did you mean"),
        ("pattern = ", "campaign_names.toml"),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(SettingsError) as error:
        agreed(tmp_path, text)
    assert problem in str(error.value)

"""agreement/attribution.toml: the weights of the model custom, or all that is wrong with them."""

from pathlib import Path

import pytest

from revops.errors import SettingsError
from revops.workspace import read_agreement


def written(folder: Path, text: str) -> Path:
    (folder / "attribution.toml").write_text(text, "utf-8")
    return folder


def test_without_the_file_nothing_is_agreed(tmp_path: Path) -> None:
    assert read_agreement(tmp_path).attribution.custom is None


def test_weights_are_read_and_their_text_is_kept(tmp_path: Path) -> None:
    text = "[custom]\nfirst = 0.25\nlead_creation = 0.25\nclose = 0.3\nrest = 0.2\n"
    found = read_agreement(written(tmp_path, text))
    assert found.attribution.custom is not None
    assert found.attribution.custom.model_dump() == {
        "first": 0.25, "lead_creation": 0.25, "opportunity_creation": 0.0, "close": 0.3,
        "rest": 0.2,
    }  # fmt: skip
    assert found.texts["attribution.toml"] == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[custom]\nfirst = 0.5\nclose = 0.4\n", "the weights sum to 0.9; they must sum to 1"),
        ("[custom]\n", "the weights sum to 0; they must sum to 1"),
        ("[custom]\nfrist = 1.0\n", "custom.frist: unknown key. Did you mean 'first'"),
        ("[custom]\nfirst = -0.5\nclose = 1.5\n", "greater than or equal to 0"),
        ("[custom\n", "attribution.toml"),
    ],
)
def test_what_is_wrong_is_told_with_the_file(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as error:
        read_agreement(written(tmp_path, text))
    assert said in str(error.value)
    assert "agreement/attribution.toml" in str(error.value)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    written(tmp_path, '[custom]\nfirst = -0.5\nclose = "much"\n')
    (tmp_path / "sla.toml").write_text("attempts = 0\n", "utf-8")
    with pytest.raises(SettingsError) as error:
        read_agreement(tmp_path)
    assert all(name in str(error.value) for name in ("custom.first", "custom.close", "attempts"))

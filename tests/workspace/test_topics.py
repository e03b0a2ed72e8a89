"""agreement/topics.csv and topics_measured.csv: read, and every problem told at once."""

from pathlib import Path

import polars as pl
import pytest

from revops.errors import SettingsError
from revops.workspace.agreement import read_agreement
from revops.workspace.topic_figures import OWN, SHIPPED, fingerprint
from revops.workspace.topics import TOPICS, shipped_topics

ROOT = Path(__file__).parents[2]


def agreed(folder: Path, text: str, encoding: str = "utf-8") -> pl.DataFrame:
    (folder / "topics.csv").write_bytes(text.encode(encoding))
    return read_agreement(folder).topics


def test_words_are_cut_and_trimmed(tmp_path: Path) -> None:
    found = agreed(tmp_path, "topic,language,words\nprice,es,caro; muy  caro ;cost*\n")
    assert found.rows() == [
        ("price", "es", "caro"),
        ("price", "es", "muy caro"),
        ("price", "es", "cost*"),
    ]


def test_as_excel_saves_it_in_spanish(tmp_path: Path) -> None:
    text = 'topic;language;words\r\nintegration;es;"integración;migración"\r\n'
    found = agreed(tmp_path, text, "cp1252")
    assert found.get_column("word").to_list() == ["integración", "migración"]


def test_without_the_file_the_shipped_lists_are_used(tmp_path: Path) -> None:
    assert read_agreement(tmp_path).topics.equals(shipped_topics())
    assert set(shipped_topics().get_column("topic")) == {*TOPICS, "none"}
    assert set(read_agreement(tmp_path).topic_figures.get_column("measured_on")) == {SHIPPED}


def test_the_repository_uses_the_lists_that_a_new_workspace_gets() -> None:
    shipped = ROOT / "src/revops/workspace/template/agreement/topics.csv"
    assert (ROOT / "agreement/topics.csv").read_bytes() == shipped.read_bytes()


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    text = (
        "topic,language,words\nprice,fr,prix\nEase of use,es,fácil\nprice,es,caro;;Caró\n"
        "timing,es,caro;a*b;*\n,es,algo\n"
    )
    with pytest.raises(SettingsError) as told:
        agreed(tmp_path, text)
    assert told.value.problems == [
        "agreement/topics.csv row 2: language is 'fr'; the reader knows es and en",
        "agreement/topics.csv row 3: topic is 'Ease of use'; write small letters, digits and _, "
        "such as ease_of_use",
        "agreement/topics.csv row 4: a word is blank; take out the ';' too many, or name a word",
        "agreement/topics.csv row 4: 'Caró' is there already, in row 4; keep one",
        "agreement/topics.csv row 5: 'caro' is there already, in row 4; keep one",
        "agreement/topics.csv row 5: 'a*b' has a * before its end; it may only stand last",
        "agreement/topics.csv row 5: a word is blank; take out the ';' too many, or name a word",
        "agreement/topics.csv row 6: topic is ''; write small letters, digits and _, "
        "such as ease_of_use",
    ]


def test_columns_are_checked(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="the column 'words' is missing"):
        agreed(tmp_path, "topic,language,word\nprice,es,caro\n")


def measured(folder: Path, lists: str, n_read: str = "9") -> pl.DataFrame:
    text = f"topic,n_right,n_read,n_labelled,lists\nprice,8,{n_read},10,{lists}\n"
    (folder / "topics_measured.csv").write_text(text, "utf-8")
    return read_agreement(folder).topic_figures


def test_own_figures_count_as_long_as_the_lists_stay(tmp_path: Path) -> None:
    own = measured(tmp_path, fingerprint(shipped_topics()))
    assert own.rows() == [("price", 8, 9, 10, OWN)]
    assert set(measured(tmp_path, "older").get_column("measured_on")) == {SHIPPED}


@pytest.mark.parametrize("n_read", ["", "x", "-1", "2.5"])
def test_own_figures_that_are_no_counts_are_refused(tmp_path: Path, n_read: str) -> None:
    with pytest.raises(SettingsError, match="row 2: n_read is"):
        measured(tmp_path, "any", n_read)

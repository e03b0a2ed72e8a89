"""The sample's guide that answers an objection is found, and none where that story is not told."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from revops.alignment import answers_before_after
from revops.sample import write_sample
from revops.tables import TABLES

AS_OF = date(2026, 6, 30)
TOPICS = pl.DataFrame(schema=dict.fromkeys(("topic", "language", "word"), pl.String))


def verdicts(folder: Path, seed: int, *stories: str) -> dict[str, str]:
    """Say what became of each answer, read straight from the raw exports."""
    write_sample(folder, seed=seed, stories=stories)
    told = pl.read_csv(folder / "sales_feedback.csv", infer_schema=False).with_columns(
        pl.col("topics").str.split(","), pl.col("given_at").str.to_datetime(time_zone="UTC")
    )
    pieces = pl.read_csv(folder / "content.csv", infer_schema=False).with_columns(
        theme=pl.col("theme").str.split(","),
        made_with_sales=pl.col("made_with_sales") == "true",
        published_on=pl.col("published_on").str.to_date(),
    )
    found = answers_before_after(told, TOPICS, pieces, as_of=AS_OF)
    return dict(found.select("title", "verdict").rows())


@pytest.mark.parametrize("seed", [7, 12])
def test_the_guide_made_by_both_teams_is_found(tmp_path: Path, seed: int) -> None:
    found = verdicts(tmp_path, seed, "all")
    assert found["Guía para integrar su ERP"] == "fewer"
    assert list(found.values()).count("fewer") == 1


@pytest.mark.parametrize("seed", [7, 12, 13])
def test_without_the_story_none_is_found(tmp_path: Path, seed: int) -> None:
    found = verdicts(tmp_path, seed, "all", "-answered_objection")
    assert found
    assert "fewer" not in found.values()


def test_a_remark_to_come_is_not_read() -> None:
    row = {"feedback_id": "F1", "kind": "objection", "topics": ["price"]}
    row |= {"given_at": datetime(2026, 7, 1, tzinfo=UTC)}
    told = pl.DataFrame([row], schema=TABLES["feedback"].schema())
    with pytest.raises(Exception, match="has a date"):
        answers_before_after(told, TOPICS, as_of=AS_OF)

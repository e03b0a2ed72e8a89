import polars as pl
import pytest

from revops.sources.casting import people, words


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("true", True),
        ("TRUE", True),
        ("1", True),
        ("1.0", True),
        ("Yes", True),
        ("Sí", True),
        ("false", False),
        ("0", False),
        ("No", False),
        ("perhaps", None),
        ("2", None),
    ],
)
def test_yes_and_no(text, meaning):
    cells = pl.DataFrame({"cell": [text]})
    assert cells.select(known=words.yes_no(pl.col("cell"))).item() is meaning


def test_tags_are_parted_by_semicolons_and_bars():
    cells = pl.DataFrame({"cell": ["price; speed|trust ;"]})
    assert cells.select(words.tags(pl.col("cell")))["cell"].to_list() == [
        ["price", "speed", "trust"]
    ]


def test_the_hash_is_sha256():
    ana = "da64da0ddc0b"
    hashes = people.email_hash(pl.Series(["ana@faro.cl", None, "ana@faro.cl"]))
    assert [h and h[:12] for h in hashes] == [ana, None, ana]

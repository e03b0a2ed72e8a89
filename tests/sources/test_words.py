import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def missing(cell: str, dtype: pl.DataType) -> bool:
    return pl.select(words.filled(pl.lit(cell), dtype)).item() is None


def test_machine_words_are_missing_everywhere():
    assert all(missing(word, pl.String()) for word in ["", *words.MISSING])
    assert all(missing(word, pl.Int64()) for word in ["", *words.MISSING])


def test_people_s_words_are_missing_beside_texts_only():
    mine = words.MISSING_BESIDE_TEXT - words.MISSING
    assert all(missing(word.upper(), pl.Date()) for word in mine)
    assert not any(missing(word, pl.String()) for word in mine)


@pytest.mark.parametrize("dtype", [pl.String(), pl.Int64(), pl.Boolean(), pl.Date()])
def test_unknown_is_never_missing(dtype):
    assert not any(missing(word, dtype) for word in ["unknown", "Unknown", "desconocido", "other"])
    assert not {"unknown", "desconocido", "other", "otro"} & (
        words.MISSING | words.MISSING_BESIDE_TEXT
    )


CELLS = st.lists(
    st.sampled_from([*sorted(words.MISSING), "", "Ana", "Select", "7", None]), max_size=9
)


@given(cells=CELLS, missing=st.sampled_from([(), ("Ana",)]))
def test_columns_looked_through_at_once_lose_the_same_words(
    cells: list[str | None], missing: tuple[str, ...]
) -> None:
    columns = {"0": cells, "1": cells[::-1], "2": ["7"] * len(cells)}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    one_by_one = frame.select(words.filled(pl.all(), pl.String(), missing))
    at_once = words.filled_cells(frame.get_columns(), words.machine_words(missing))
    assert at_once.struct.unnest().equals(one_by_one)

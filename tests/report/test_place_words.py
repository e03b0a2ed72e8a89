"""Places of rows in the reader's language, as checks name them."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.checks.provenance import places
from revops.checks.rows import PLACE
from revops.report.place_words import place_words, places_words
from revops.report.table_output import table_html
from revops.text import load

DEALS = pl.DataFrame(
    {
        PLACE: [0, 1],
        "opportunity_id": ["O1", None],
        "from_file": ["in/deals.csv", "in/deals.csv"],
        "from_row": [12, 13],
    }
)


def test_what_checks_name_is_said_in_spanish(spanish) -> None:
    named = places("opportunities", DEALS, pl.Series([0, 1]))
    assert [place_words(each, spanish) for each in named] == [
        "deals.csv, fila 12 (id O1)",
        "deals.csv, fila 13 (id (en blanco))",
    ]
    (bare,) = places("leads", DEALS.select(PLACE, lead_id="opportunity_id").head(1), pl.Series([0]))
    assert place_words(bare, spanish).startswith("fila 1 de ")


@pytest.mark.parametrize("place", ["O1", "O1; O2", "row", "deals.csv 'Stage': 3 of 9"])
def test_what_is_no_place_stays_as_it_is(spanish, place: str) -> None:
    assert places_words(place, spanish) == place


@given(st.text(min_size=1).filter(lambda name: ";" not in name), st.integers(1, 10**9))
def test_in_english_nothing_changes(name: str, row: int) -> None:
    said = f"{name} row {row} (id {name})"
    assert place_words(said, load("en")) == said.replace("(id blank)", "(id (blank))")


def test_a_table_shows_places_in_the_readers_language(spanish) -> None:
    frame = pl.DataFrame(
        {"what": ["x"], "example": ["a.csv row 3"], "examples": [["a.csv row 3", "b.csv row 4"]]}
    )
    told = table_html(frame, spanish, title="Filas")
    assert "a.csv, fila 3; b.csv, fila 4" in told
    assert "a.csv row 3</td>" not in told

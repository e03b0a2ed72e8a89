"""People read a campaign's name; its id stays in the download."""

import re
from base64 import b64decode
from types import SimpleNamespace

import polars as pl
import pytest

from revops.report.campaign_names import beside_ids, in_words
from revops.report.table_output import table_html
from revops.text import load

FRAME = pl.DataFrame({"value": [3.0, 2.0, 1.0], "campaign_id": ["120208", "77", None]})


@pytest.fixture
def inputs():
    known = pl.DataFrame(
        {"campaign_id": ["120208", "77", "78"], "name": ["Sin quiebres", "Marca", "Marca"]}
    )
    return SimpleNamespace(tables={"campaigns": known}, table=lambda _: known)


def test_a_chart_has_names_and_two_of_one_name_go_by_their_ids(inputs):
    assert in_words(FRAME, inputs)["campaign_id"].to_list() == ["Sin quiebres", "77", None]


def test_a_table_shows_the_name_where_the_id_stood_and_both_can_be_downloaded(inputs):
    words = load("en")
    frame, options = beside_ids(FRAME, inputs, words, {"aside": ["value"]})
    assert frame.columns == ["value", "campaign", "campaign_id"]
    assert options["aside"] == ["value", "campaign_id"]
    told = table_html(frame, words, title="Campaigns", **options)
    cells = told.split("<tbody", 1)[1].split("</tbody", 1)[0]
    assert "Sin quiebres" in cells
    assert "120208" not in cells
    (held,) = re.findall(r"text/csv[^,]*;base64,([^\"]+)", told)
    download = b64decode(held).decode("utf-8-sig")
    assert download.startswith("value,campaign,campaign_id\n3.0,Sin quiebres,120208")


def test_without_a_list_of_campaigns_their_ids_are_shown(inputs):
    nothing = SimpleNamespace(tables={})
    assert in_words(FRAME, nothing).equals(FRAME)
    frame, options = beside_ids(FRAME, nothing, load("en"), {"limit": 5})
    assert frame.equals(FRAME)
    assert options == {"limit": 5}


def test_other_tables_stay_as_they_are(inputs):
    other = pl.DataFrame({"channel": ["email"]})
    assert in_words(other, inputs) is other
    assert beside_ids(other, inputs, load("es"), {})[0] is other

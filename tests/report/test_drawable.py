"""A chart whose text holds what XML cannot is drawn, and ends nothing."""

import pytest

from revops.report.drawable import drawable
from revops.report.stills import still

SPEC = {
    "data": {"values": [{"name": "Faro", "n": 1}]},
    "mark": "bar",
    "encoding": {"x": {"field": "name"}, "y": {"field": "n", "type": "quantitative"}},
}


@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x1b", "\x0c", "\ufffe", "\uffff"])
def test_a_sign_that_xml_has_no_place_for_is_shown_as_missing(sign: str) -> None:
    assert drawable([{"a": f"x{sign}y", "b": 1.5}, None]) == [{"a": "x\ufffdy", "b": 1.5}, None]


@pytest.mark.parametrize("text", ["Año 😀 \u202egnp \x85", "two\nlines\tand a tab"])
def test_other_text_stays(text: str) -> None:
    assert drawable(text) == text


def test_a_chart_of_it_is_drawn() -> None:
    values = [{"name": "Faro \x1b[2J", "n": 1}]
    assert "Faro \ufffd[2J" in still({**SPEC, "data": {"values": values}}).svg

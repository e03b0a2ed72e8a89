"""What holds for every chart of the folder: the folder is the list."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import vl_convert

from revops import charts, text
from revops.charts.theme import SUBTITLE_LETTERS, TITLE_LETTERS

NAMES = charts.__all__
FOLDER = Path(charts.__file__).parent
LANGUAGES = ["en", "es"]


def parts(node: Any, key: str) -> list[Any]:
    """Give all that stands under a key, at any depth."""
    if isinstance(node, list):
        return [found for item in node for found in parts(item, key)]
    if not isinstance(node, dict):
        return []
    own = [node[key]] if key in node else []
    return own + [found for item in node.values() for found in parts(item, key)]


def axis_title(channel: dict[str, Any]) -> Any:
    """Give the title of a position, wherever it is set; None where it has no axis."""
    axis = channel.get("axis")
    return (axis or {}).get("title", channel.get("title"))


def test_each_file_is_a_chart_and_has_a_frame(frames):
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__", "theme"}
    assert files == set(NAMES) == set(frames)


@pytest.mark.parametrize("name", NAMES)
def test_it_has_question_alt_text_and_container_width(spec, name):
    built = spec(name)
    assert " ".join(built["title"]["text"]).endswith("?")
    assert built["description"].endswith(".")
    assert built["width"] == "container"


@pytest.mark.parametrize("name", NAMES)
def test_both_axes_say_what_they_measure(spec, name):
    built = spec(name)
    for position in ("x", "y"):
        titles = [axis_title(channel) for channel in parts(built["layer"], position)]
        assert any(titles), position


@pytest.mark.parametrize("name", NAMES)
def test_titles_fit_a_phone(spec, name):
    for language in LANGUAGES:
        title = spec(name, language)["title"]
        assert all(len(line) <= TITLE_LETTERS for line in title["text"])
        assert all(len(line) <= SUBTITLE_LETTERS for line in title.get("subtitle", []))


@pytest.mark.parametrize("name", NAMES)
def test_twice_the_same_bytes_whatever_the_order_of_the_rows(spec, frames, name):
    draw = getattr(charts, name)
    assert json.dumps(draw(frames[name], text=text.load("en")).to_dict()) == json.dumps(spec(name))
    turned = draw(frames[name].reverse(), text=text.load("en")).to_dict()
    assert json.dumps(turned) == json.dumps(spec(name))


@pytest.mark.parametrize("name", NAMES)
def test_spanish_is_another_text(spec, name):
    english, spanish = spec(name, "en"), spec(name, "es")
    assert english["title"]["text"] != spanish["title"]["text"]
    assert english["description"] != spanish["description"]
    assert english["config"]["locale"] != spanish["config"]["locale"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_vega_draws_it_without_a_network(spec, name, language):
    built = spec(name, language) | {"width": 330}
    svg = vl_convert.vegalite_to_svg(built, allowed_base_urls=[])
    assert svg.startswith("<svg")
    assert "NaN" not in svg
    assert "null" not in svg
    assert "undefined" not in svg


@pytest.mark.parametrize("name", NAMES)
def test_words_of_an_export_stay_data(spec, name, hostile):
    built = spec(name)
    kinds = ("expr", "labelExpr", "test", "calculate", "filter")
    expressions = [one for kind in kinds for one in parts(built, kind)]
    assert not [one for one in expressions if hostile in str(one)]
    assert parts(built, "href") == parts(built, "url") == []
    assert all(re.fullmatch(r"[a-z_]+", field) for field in parts(built, "field"))


@pytest.mark.parametrize("name", NAMES)
def test_hostile_words_are_drawn_as_plain_text(spec, name, hostile):
    svg = vl_convert.vegalite_to_svg(spec(name) | {"width": 330})
    assert "<script" not in svg


@pytest.mark.parametrize("name", NAMES)
def test_no_rows_draw_an_empty_chart(frames, name):
    built = getattr(charts, name)(frames[name].clear(), text=text.load("en")).to_dict()
    assert vl_convert.vegalite_to_svg(built | {"width": 330}).startswith("<svg")

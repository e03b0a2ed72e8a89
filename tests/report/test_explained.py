"""A reason is told in full once; and amounts in dollars are no formulas in JupyterLab."""

from types import SimpleNamespace

import pytest

from revops import text
from revops.metrics.metric import NotComputable
from revops.report import display, page
from revops.report.outputs import output_html
from revops.report.page import Page
from revops.report.unavailable import Unavailable


def missing(table: str) -> Unavailable:
    return Unavailable(NotComputable("no export gives the table '{table}'", table=table))


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr(page, "show_html", told.append)
    return told


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_reason_is_told_in_full_once(shown: list[str], language: str) -> None:
    words = text.load(language)
    made = Page(*[SimpleNamespace(inputs=None)] * 3, words)  # type: ignore[arg-type]
    first = missing("activities")
    for each in (first, first, missing("activities"), missing("leads"), missing("activities")):
        made.table(each, title="Any")
    assert len(shown) == 4
    assert ["activities" in said for said in shown] == [True, False, False, False]
    assert "leads" in shown[2]
    assert shown[1] == shown[3]
    assert words("Not possible here either, for the reason above.") in shown[1]


def test_what_a_notebook_shows_is_left_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, str]] = []
    monkeypatch.setattr(display, "display", lambda bundle, raw: told.append(bundle))
    display.show_html("<p>from $1 to $2</p>")
    (html,) = (bundle["text/html"] for bundle in told)
    classes = html.partition('class="')[2].partition('"')[0].split()
    assert {"mathjax_ignore", "tex2jax_ignore"} <= set(classes)
    output = SimpleNamespace(output_type="display_data", get=lambda *_: {"text/html": html})
    assert output_html(output) == '<div class="output"><p>from $1 to $2</p></div>'


def test_html_of_others_stays_as_it_is() -> None:
    assert display.as_written("<div>one</div>") == "<div>one</div>"

"""A page: prose in its language, no code, nothing from outside, the same bytes twice."""

import re

import pytest

from revops.report.execute import execute
from revops.report.markdown import markdown_html
from revops.report.render import render
from revops.report.scripts import closed, vega_script
from revops.text import Text

CHART = """import altair as alt, polars as pl
from IPython.display import display
from revops import text
from revops.report.chart_output import chart_bundle
bars = alt.Chart(pl.DataFrame({"a": ["x"], "b": [1]}), description="One bar").mark_bar()
display(chart_bundle(bars.encode(x="b", y="a"), text.load("en")), raw=True)"""
ROWS = """from IPython.display import display
display({"application/vnd.revops.rows+json": [{"metric_id": "secret"}]}, raw=True)"""


@pytest.fixture
def page(notebook, pool, english, heading):
    def make(*cells, text=english, name="funnel"):
        return render(execute(notebook(*cells, name=name), {}, pool), text, heading)

    return make


def test_a_page_has_prose_and_results_but_no_code(page):
    html = page("# Funnel\n\nWhere do *leads* stop?", "secret = 1", "print('<Won> 25')")
    assert "<h1>Funnel</h1>" in html
    assert "<p>Where do <em>leads</em> stop?</p>" in html
    assert "&lt;Won&gt; 25" in html
    assert "secret" not in html
    assert html.count("<h1>") == 1


def test_a_page_says_whose_it_is_and_how_old_its_data_are(page):
    html = page("# Funnel", "1")
    assert "Faro &lt;Software&gt;" in html
    assert "Jun 28, 2026 (2 days old)" in html
    assert '<html lang="en">' in html
    assert "3f2a9c77d01b" in html
    assert "One check failed." in html


def test_prose_is_translated_cell_by_cell(page):
    words = Text("es")
    words.__dict__["_messages"] = {
        "# Funnel\n\nWhere?": ("# Embudo\n\n¿Dónde?",),
        "# How to *read* it": ("# Cómo *leerlo*",),
    }
    html = page("# Funnel\n\nWhere?", "1", "# How to *read* it", "# Not translated", text=words)
    assert '<html lang="es">' in html
    assert re.findall(r"<h1>(.*?)</h1>", html) == [
        "Embudo",
        "Cómo <em>leerlo</em>",
        "Not translated",
    ]
    assert "<p>¿Dónde?</p>" in html


def test_warnings_errors_and_records_are_not_shown(page):
    html = page("# Funnel", "import sys; sys.stderr.write('careful'); None", ROWS)
    assert "careful" not in html
    assert "metric_id" not in html


def test_a_page_without_charts_carries_no_vega(page):
    assert len(page("# Funnel", "1")) < 30_000


def test_vega_is_there_once_however_many_charts(page):
    html = page("# Funnel", CHART, CHART.replace("One bar", "Another"))
    assert html.count(vega_script()) == 1
    assert html.count('class="chart"') == 2


def test_no_address_outside_is_named(page):
    html = page("# Funnel", CHART)
    named = set(re.findall(r"https?://[\w./-]+", html))
    assert {address.split("/")[2] for address in named} == {"www.w3.org"}


def test_the_same_notebook_gives_the_same_page(page):
    assert page("# Funnel", CHART) == page("# Funnel", CHART)


def test_a_notebook_that_failed_gives_a_page_that_says_where_and_why(page, spanish):
    html = page("# Funnel", "d = {}", "d['</pre><script>x</script>']", text=spanish)
    assert "KeyError" in html
    assert "&lt;/pre&gt;&lt;script&gt;x&lt;/script&gt;" in html
    assert "<script>x" not in html
    assert "3" in re.search(r"funnel.*?\.", html)[0]
    assert "<details>" in html


def test_money_is_no_mathematics_and_markdown_tables_are_tables():
    assert markdown_html("$5 and $7") == "<p>$5 and $7</p>\n"
    assert "<td>1</td>" in markdown_html("| a |\n|---|\n| 1 |")


def test_a_script_cannot_be_ended_from_inside():
    assert "</script" not in closed("a = '</script><!--'")
    assert "<!--" not in closed("a = '</script><!--'")

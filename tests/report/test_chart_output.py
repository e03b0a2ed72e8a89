"""A chart leaves our own record on a page, and a live chart in JupyterLab."""

import altair as alt
import polars as pl
import pytest

from revops.report.chart_output import CHART, VEGA, chart_bundle
from revops.report.outputs import chart_html, json_html
from revops.report.stills import VEGA_LITE, WIDTH, still

ROWS = pl.DataFrame({"source": ["</script><b>", "email"], "value": [0.1, 1234.5]})


@pytest.fixture
def chart():
    bars = alt.Chart(ROWS, width="container", description="Bars & <more>").mark_bar()
    return bars.encode(x=alt.X("value:Q", axis=alt.Axis(format=",.1f")), y="source:N")


def test_on_a_page_a_chart_is_its_specification_with_the_readers_numbers(
    chart, spanish, monkeypatch
):
    monkeypatch.setenv("REVOPS_RENDER", "1")
    bundle = chart_bundle(chart, spanish)
    assert bundle[CHART]["description"] == "Bars & <more>"
    assert bundle[CHART]["spec"]["config"]["locale"]["number"]["decimal"] == ","
    assert (
        "1.234" in still(bundle[CHART]["spec"]).svg or "1.200,0" in still(bundle[CHART]["spec"]).svg
    )


def test_in_jupyterlab_a_chart_is_compiled_and_has_a_width(chart, english, monkeypatch):
    monkeypatch.delenv("REVOPS_RENDER", raising=False)
    bundle = chart_bundle(chart, english)
    assert bundle[VEGA]["marks"]
    assert "$schema" not in bundle[VEGA]
    assert "containerSize" not in str(bundle[VEGA]["signals"])
    assert bundle["image/svg+xml"].startswith("<svg")


def test_a_picture_is_the_same_however_many_were_drawn_before(chart):
    clipped = chart.properties(title="Clipped").transform_filter("datum.value > 0")
    spec = clipped.encode(y=alt.Y("source:N", axis=None)).to_dict()
    assert still(spec) == still(spec)
    assert abs(still(spec).width - WIDTH) < 40


def test_a_chart_on_a_page_cannot_end_its_element(chart, english, monkeypatch):
    monkeypatch.setenv("REVOPS_RENDER", "1")
    html = chart_html(chart_bundle(chart, english)[CHART])
    assert html.count("</script>") == 1
    assert "</script><b>" not in html
    assert 'alt="Bars &amp; &lt;more&gt;"' in html


def test_no_schema_address_is_left_in_a_page(chart):
    assert "vega.github.io" not in json_html(chart.to_dict())


def test_our_vega_lite_is_the_one_that_altair_writes_for():
    assert alt.SCHEMA_VERSION.startswith(f"v{VEGA_LITE}.")

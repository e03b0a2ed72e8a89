"""What a page shows of a cell's output: charts, HTML of our own, and plain text."""

import json
from base64 import b64encode
from html import escape
from typing import Any

from markupsafe import Markup

from revops.report.chart_output import CHART
from revops.report.display import as_written
from revops.report.stills import still


def output_html(output: Any) -> Markup:
    """Show one output; errors, warnings and what a page has no use for are left out."""
    if output.output_type == "stream":
        return _plain(output.text) if output.name == "stdout" else Markup()
    data = output.get("data", {})
    if CHART in data:
        return chart_html(data[CHART])
    if "text/html" in data:
        html = as_written(data["text/html"])  # of our own cells, escaped where it was made
        return Markup(f'<div class="output">{html}</div>')  # nosec B704
    return _plain(data["text/plain"]) if "text/plain" in data else Markup()


def chart_html(chart: dict[str, Any]) -> Markup:
    """Show a chart: a picture for all, and its specification for the script to make it live."""
    picture = still(chart["spec"])
    source = b64encode(picture.svg.encode()).decode()
    return Markup(  # nosec B704  # each value is escaped here
        '<figure class="chart">'
        f'<img class="still" alt="{escape(chart["description"])}" '
        f'width="{picture.width}" height="{picture.height}" '
        f'src="data:image/svg+xml;base64,{source}"/>'
        '<div class="live"></div>'
        f'<script type="application/json" class="spec">{json_html(chart["spec"])}</script>'
        "</figure>"
    )


def json_html(spec: dict[str, Any]) -> str:
    """Write JSON that cannot end the element that holds it; Vega's schema address is left out.

    >>> json_html({"$schema": "https://example.org", "title": "</script>"})
    '{"title":"\\\\u003c/script>"}'
    """
    kept = {key: value for key, value in spec.items() if key != "$schema"}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def has_chart(notebook: Any) -> bool:
    """Say whether a notebook has a chart, and so its page a need for scripts."""
    return any(
        CHART in output.get("data", {})
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    )


def _plain(words: str) -> Markup:
    pre = f'<pre class="output">{escape(words)}</pre>'
    return Markup(pre) if words.strip() else Markup()  # nosec B704  # escaped above

"""What a chart leaves in a notebook: our own record on a page, a live chart in JupyterLab.

JupyterLab 4 brings Vega 5, and no Vega-Lite as new as Altair's: so there the chart is handed
over compiled, and works without the network. A viewer that knows no Vega shows the picture.
"""

import os
from typing import Any

from revops.report.stills import VEGA_LITE, still, with_width
from revops.text import Text

CHART = "application/vnd.revops.chart+json"
VEGA = "application/vnd.vega.v5+json"
RENDER = "REVOPS_RENDER"


def chart_bundle(chart: Any, text: Text) -> dict[str, Any]:
    """Give a chart's output in the forms that its reader may know, to be displayed raw.

    The specification carries the reader's locale; `description` is its alt text.
    """
    spec = localised(chart.to_dict(), text)
    description = str(spec.get("description", ""))
    if os.environ.get(RENDER):
        return {CHART: {"spec": spec, "description": description}, "text/plain": description}
    return _live(spec, description)


def localised(spec: dict[str, Any], text: Text) -> dict[str, Any]:
    """Give the specification the reader's numbers and dates, unless it has them."""
    numbers, times = text.vega_locale()
    config = {"locale": {"number": numbers, "time": times}, **spec.get("config", {})}
    return {**spec, "config": config}


def _live(spec: dict[str, Any], description: str) -> dict[str, Any]:
    """Compile the chart for JupyterLab, with a picture beside it."""
    import vl_convert

    vega = vl_convert.vegalite_to_vega(with_width(spec), vl_version=VEGA_LITE)
    vega.pop("$schema", None)
    return {VEGA: vega, "image/svg+xml": still(spec).svg, "text/plain": description}

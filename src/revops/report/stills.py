"""A chart as a picture: what a page shows on paper, in e-mail and without scripts."""

import re
from dataclasses import dataclass
from typing import Any

from revops.report.drawable import drawable

#: The Vega-Lite that Altair writes for.
VEGA_LITE = "6.4"
WIDTH = 680
#: Room at the sides: the reader's font may be wider than the one that the picture was set in.
PADDING = {"left": 14, "right": 14, "top": 4, "bottom": 4}
_SIZE = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')
_MADE_ID = re.compile(r"\b(?:clip|gradient_)\d+\b")


@dataclass(frozen=True)
class Still:
    """One picture and its size in pixels."""

    svg: str
    width: int
    height: int


def still(spec: dict[str, Any]) -> Still:
    """Draw a Vega-Lite specification; it may load nothing from elsewhere."""
    import vl_convert

    sized = drawable({**with_width(spec), "padding": PADDING})
    svg = vl_convert.vegalite_to_svg(sized, vl_version=VEGA_LITE, allowed_base_urls=[])
    found = _SIZE.search(svg)
    width, height = found.groups() if found else ("0", "0")
    return Still(_renumbered(svg), round(float(width)), round(float(height)))


def with_width(spec: dict[str, Any]) -> dict[str, Any]:
    """Give a chart that is as wide as its place a width of its own, labels included."""
    if spec.get("width") != "container":
        return spec
    return {**spec, "width": WIDTH, "autosize": {"type": "fit-x", "contains": "padding"}}


def _renumbered(svg: str) -> str:
    """Count the ids anew: Vega counts on from picture to picture, in the order of a whole run."""
    given: dict[str, str] = {}
    return _MADE_ID.sub(lambda made: given.setdefault(made[0], f"part{len(given) + 1}"), svg)

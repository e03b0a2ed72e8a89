"""Charts drawn on top of each other."""

from typing import cast

import altair as alt


def layered(*layers: alt.Chart | alt.LayerChart, height: int | alt.Step) -> alt.LayerChart:
    """Draw layers over each other, the first one lowest."""
    return cast("alt.LayerChart", alt.layer(*layers)).properties(height=height)

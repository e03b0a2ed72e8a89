"""A frame as a table that a person reads: named columns, local numbers, two downloads."""

from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from html import escape
from typing import Any

import polars as pl

from revops.report.downloads import links_html
from revops.report.privacy import without_names
from revops.report.record_links import linked, record_link
from revops.report.table_format import RIGHT, kinds_of
from revops.report.table_shape import INTERVAL, KEPT, names, notes, parts_of, shaped, young
from revops.text import Text
from revops.workspace.crm import Crm

ROWS = 50
GREY = "#6b7683"


def table_html(
    frame: pl.DataFrame,
    text: Text,
    *,
    title: str,
    metric: str = "",
    unit: str = "",
    currency: str = "",
    labels: Mapping[str, str] | None = None,
    kinds: Mapping[str, str] | None = None,
    show_names: bool = False,
    limit: int = ROWS,
    why: str = "",
    aside: Sequence[str] = (),
    crm: Crm | None = None,
) -> str:
    """Show a metric's frame or a list; `why` says why a number is missing, where one is.

    `metric` names the column `value`, `unit` says how it is written; `labels` and `kinds`
    overrule the name and the way of writing of any column. At most `limit` rows are shown;
    the downloads hold all, up to 10,000, and the columns put `aside`. `crm` makes links of ids.
    """
    whole = without_names(frame, show_names=show_names)
    metric = metric or _first(whole, "metric_id")
    given = {**parts_of(metric, text), **(labels or {})}
    ways = kinds_of(whole, unit or _first(whole, "unit") or "number", kinds or {})
    shown = shaped(whole.head(limit).drop(aside, strict=False), text, ways, currency)
    right = [name for name in shown.columns if name == INTERVAL or ways[name] in RIGHT]
    named = names(shown.columns, text, given)
    grey = [row for row in young(whole) if row < shown.height]
    note = notes(whole, shown, text, why)
    parts = [
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}">',
        f"{_great_table(shown, title, named, right, grey, crm or Crm())}</div>",
        f'<p class="note">{escape(note)}</p>' if note else "",
        links_html(whole.head(KEPT), text, title=title, labels=names(whole.columns, text, given)),
    ]
    return f'<div class="table">{"".join(parts)}</div>'


def _great_table(
    shown: pl.DataFrame,
    title: str,
    named: Mapping[str, str],
    right: list[str],
    grey: list[int],
    crm: Crm,
) -> str:
    """Set the table; its id comes from what it holds, so that a page is the same twice."""
    from great_tables import GT, loc, style

    content = f"{title}\n{shown.write_csv()}"
    table = GT(shown, id=f"t-{sha256(content.encode()).hexdigest()[:10]}")
    table = table.tab_header(title=title).opt_align_table_header("left").cols_label(dict(named))
    left = [name for name in shown.columns if name not in right]
    if left:
        table = table.cols_align("left", columns=left)
    if right:
        table = table.cols_align("right", columns=right)
    for name in linked(shown.columns, crm):
        table = table.fmt(partial(record_link, column=name, crm=crm), columns=[name])
    if grey:
        table = table.tab_style(style.text(color=GREY), loc.body(rows=grey))
    return str(table.tab_options(**_LOOKS).as_raw_html())


def _first(frame: pl.DataFrame, column: str) -> str:
    known = column in frame.columns and not frame.is_empty()
    return str(frame[column][0]) if known else ""


_LOOKS: Mapping[str, Any] = {
    "table_font_names": ["system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"],
    "table_font_size": "14px",
    "table_margin_left": "0px",
    "table_border_top_style": "none",
    "table_border_bottom_color": "#d5dae1",
    "table_border_bottom_width": "1px",
    "heading_title_font_size": "15px",
    "heading_title_font_weight": "600",
    "heading_padding_horizontal": "0px",
    "column_labels_font_size": "12.5px",
    "column_labels_border_top_style": "none",
    "column_labels_border_bottom_color": "#9aa5b1",
    "column_labels_border_bottom_width": "1px",
    "column_labels_padding_horizontal": "10px",
    "table_body_hlines_color": "#e9ecf0",
    "table_body_border_bottom_style": "none",
    "data_row_padding": "6px",
    "data_row_padding_horizontal": "10px",
    "container_padding_y": "0px",
}

"""A frame as a table that a person reads: named columns, local numbers, two downloads."""

from collections.abc import Mapping
from hashlib import sha256
from html import escape
from typing import Any

import polars as pl

from revops.report.downloads import links_html
from revops.report.privacy import without_names
from revops.report.table_format import (
    COUNTS,
    FIGURES,
    HORIZON,
    IMMATURE,
    INTERVAL,
    RIGHT,
    SPOKEN,
    kinds_of,
    names,
    with_interval,
    writers,
    written,
)
from revops.text import Text
from revops.text.numbers import UNKNOWN

ROWS = 50
GREY = "#8a94a0"


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
) -> str:
    """Show a metric's frame or a list; `why` says why a number is missing, where one is.

    `metric` names the column `value`, `unit` says how it is written; `labels` and `kinds`
    overrule the name and the way of writing of any column. At most `limit` rows are shown;
    the downloads hold all.
    """
    whole = without_names(frame, show_names=show_names)
    unit = unit or _first(whole, "unit") or "number"
    metric = metric or _first(whole, "metric_id")
    given = {**({"value": text.label(metric)} if metric else {}), **(labels or {})}
    ways = {INTERVAL: "number", **kinds_of(whole, unit, kinds or {})}
    shown = _shown(whole.head(limit), text, ways, currency)
    right = [name for name in shown.columns if ways[name] in RIGHT]
    table = _great_table(shown, title, names(shown.columns, text, given), right, _young(whole))
    notes = " ".join(_notes(whole, shown, text, why))
    parts = [
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}">',
        f"{table}</div>",
        f'<p class="note">{escape(notes)}</p>' if notes else "",
        links_html(whole, text, title=title, labels=names(whole.columns, text, given)),
    ]
    return f'<div class="table">{"".join(parts)}</div>'


def _shown(
    frame: pl.DataFrame, text: Text, kinds: Mapping[str, str], currency: str
) -> pl.DataFrame:
    """Write the columns that a reader needs; a metric's empty columns are left out."""
    empty = {name for name in (*FIGURES[1:], *COUNTS) if _is_empty(frame, name)}
    said = {HORIZON} if _one_horizon(frame) is not None else set()
    kept = frame.drop([name for name in frame.columns if name in {*SPOKEN, *empty, *said}])
    write = writers(text, currency)
    cells = kept.with_columns(written(column, write[kinds[column.name]]) for column in kept)
    return with_interval(cells, text)


def _is_empty(frame: pl.DataFrame, name: str) -> bool:
    return name in frame.columns and frame[name].is_null().all()


def _one_horizon(frame: pl.DataFrame) -> int | None:
    """Give the horizon that all rows share: a note says it, so no column has to."""
    shared = HORIZON in frame.columns and frame[HORIZON].n_unique() == 1
    return frame[HORIZON][0] if shared else None


def _young(frame: pl.DataFrame) -> list[int]:
    """Number the rows that are too young to be compared."""
    if IMMATURE not in frame.columns:
        return []
    return frame[IMMATURE].fill_null(False).arg_true().to_list()


def _great_table(
    shown: pl.DataFrame, title: str, named: Mapping[str, str], right: list[str], young: list[int]
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
    rows = [row for row in young if row < shown.height]
    if rows:
        table = table.tab_style(style.text(color=GREY), loc.body(rows=rows))
    return str(table.tab_options(**_LOOKS).as_raw_html())


def _notes(whole: pl.DataFrame, shown: pl.DataFrame, text: Text, why: str) -> list[str]:
    """Say what is greyed, what is missing, and what is left out."""
    notes = []
    horizon = _one_horizon(whole)
    if horizon is not None:
        notes.append(text("Within {n} days.", n=horizon))
    if _young(whole):
        notes.append(text("Grey rows are too young to be compared."))
    if "value" in shown.columns and UNKNOWN in shown["value"].to_list():
        reason = why or text("there is nothing to divide by, or it is too early to say")
        notes.append(text("– marks a number that cannot be computed: {reason}.", reason=reason))
    if shown.height < whole.height:
        counts = {"n": shown.height, "total": whole.height}
        notes.append(text("The first {n} of {total} rows; the downloads hold all.", **counts))
    return notes


def _first(frame: pl.DataFrame, column: str) -> str:
    known = column in frame.columns and not frame.is_empty()
    return str(frame[column][0]) if known else ""


_LOOKS: Mapping[str, Any] = {
    "table_font_names": ["system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"],
    "table_font_size": "14px",
    "table_width": "100%",
    "table_border_top_style": "none",
    "table_border_bottom_color": "#d5dae1",
    "table_border_bottom_width": "1px",
    "heading_title_font_size": "15px",
    "heading_title_font_weight": "600",
    "column_labels_font_size": "12.5px",
    "column_labels_border_top_style": "none",
    "column_labels_border_bottom_color": "#9aa5b1",
    "column_labels_border_bottom_width": "1px",
    "table_body_hlines_color": "#e9ecf0",
    "table_body_border_bottom_style": "none",
    "data_row_padding": "6px",
    "container_padding_y": "0px",
}

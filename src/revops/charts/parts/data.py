"""The rows that a chart carries, as Vega reads them."""

from collections.abc import Mapping, Sequence

import altair as alt
import polars as pl
import polars.selectors as cs

from revops.charts.parts.axes import exact_words


def inline(frame: pl.DataFrame, columns: Sequence[str]) -> alt.InlineData:
    """Give the named columns as rows inside the chart; what is no number is null.

    Days are written with a time but no zone, so that a browser west of Greenwich does not
    show the day before.

    >>> from datetime import date
    >>> inline(pl.DataFrame({"day": [date(2026, 3, 2)], "value": [None]}), ["day", "value"]).values
    [{'day': '2026-03-02T00:00:00', 'value': None}]
    """
    kept = frame.select(columns)
    plain = kept.with_columns(cs.decimal().cast(pl.Float64)).with_columns(
        pl.when(cs.float().is_finite()).then(cs.float()),
        (cs.date() | cs.datetime()).dt.strftime("%Y-%m-%dT00:00:00"),
    )
    return alt.InlineData(values=plain.to_dicts())


def drawn(frame: pl.DataFrame, words: Sequence[str], figures: Mapping[str, str]) -> alt.Chart:
    """Begin a chart on some columns: words, and figures (column -> unit).

    Each figure is also there in words (`value_words`), for the tooltips: as the reader writes
    it, and a dash where there is none.

    >>> chart = drawn(pl.DataFrame({"stage": ["mql"], "n": [3]}), ["stage"], {"n": "count"})
    >>> print(chart.transform[0]["calculate"])
    isValid(datum.n) ? format(datum.n, ',.0f') : '–'
    """
    written = {f"{field}_words": exact_words(field, unit) for field, unit in figures.items()}
    chart = alt.Chart(inline(frame, [*words, *figures]))
    return chart.transform_calculate(**written)

"""The rows that a chart carries, as Vega reads them."""

from collections.abc import Sequence

import altair as alt
import polars as pl
import polars.selectors as cs


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

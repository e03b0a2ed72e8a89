"""Which notes shall people label? A fair draw of the workspace's own."""

import polars as pl


def drawn_notes(
    activities: pl.DataFrame | None,
    feedback: pl.DataFrame | None,
    *,
    n: int = 50,
    seed: int = 1,
) -> pl.DataFrame:
    """Draw up to `n` distinct notes of activities and texts of feedback; one column, `text`.

    The same notes and seed give the same draw, whatever the order of the rows.

    >>> calls = pl.DataFrame({"note": ["caro", "caro", " ", None]})
    >>> drawn_notes(calls, None).rows()
    [('caro',)]
    """
    found = [
        frame.get_column(column).cast(pl.String).alias("text")
        for frame, column in ((activities, "note"), (feedback, "text"))
        if frame is not None
    ]
    if not found:
        return pl.DataFrame(schema={"text": pl.String})
    notes = pl.concat(found).drop_nulls().str.strip_chars()
    distinct = notes.filter(notes != "").unique().sort()
    return distinct.sample(min(n, distinct.len()), seed=seed, shuffle=True).to_frame()

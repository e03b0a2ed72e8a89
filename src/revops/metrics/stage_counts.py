"""How often was each stage entered, entered again, gone back to, or jumped over?"""

from datetime import date

import polars as pl

from revops.metrics.entries import Kind, known_visits


def stage_counts(visits: pl.DataFrame, *, as_of: date, object: Kind = "lead") -> pl.DataFrame:
    """How often was each stage entered, entered again, gone back to, or jumped over?

    One row a stage, in the order of the stages. `n_records`: leads or deals that were there;
    `n_visits`: entries; `n_returns`: entries after the first of the same record; `n_backward`:
    entries from a later stage; `n_jumped`: stages jumped over on the way here, which nobody
    fills in; `n_tied`: entries that share their instant with another of the same record, put in
    the order of the file and then of the stages; `n_made`: milestones that no history tells,
    read from the lead or deal itself; `n_rebuilt`: read from successive states.

    >>> visits = pl.DataFrame({"object": ["lead"] * 4, "object_id": ["ana"] * 3 + ["bruno"],
    ...     "stage": ["mql", "sql", "mql", "sql"], "position": [1, 2, 1, 2],
    ...     "entered_at": [date(2026, 1, day) for day in (5, 9, 20, 5)],
    ...     "left_at": [date(2026, 1, 9), date(2026, 1, 20), None, None], "visit": [1, 1, 2, 1],
    ...     "is_backward": [False, False, True, False], "n_skipped": [0, 0, 0, 1],
    ...     "is_tied": False, "is_derived": False, "is_rebuilt": False})
    >>> found = stage_counts(visits, as_of=date(2026, 6, 30))
    >>> found.select("stage", "n_records", "n_visits", "n_returns", "n_backward", "n_jumped").rows()
    [('mql', 1, 2, 1, 1, 0), ('sql', 2, 2, 0, 0, 1)]
    """
    seen = known_visits(visits, as_of=as_of, object=object)
    found = seen.group_by("stage").agg(
        pl.col("position").min(),
        pl.col("object_id").n_unique().cast(pl.Int64).alias("n_records"),
        pl.len().cast(pl.Int64).alias("n_visits"),
        (pl.col("visit") > 1).sum().cast(pl.Int64).alias("n_returns"),
        pl.col("n_skipped").sum().cast(pl.Int64).alias("n_jumped"),
        *(pl.col(flag).sum().cast(pl.Int64).alias(name) for name, flag in _FLAGS.items()),
    )
    return found.sort("position", "stage", nulls_last=True).select("stage", *_SHOWN)


_FLAGS = {
    "n_backward": "is_backward",
    "n_tied": "is_tied",
    "n_made": "is_derived",
    "n_rebuilt": "is_rebuilt",
}
_SHOWN = (
    "n_records", "n_visits", "n_returns", "n_backward", "n_jumped", "n_tied", "n_made",
    "n_rebuilt",
)  # fmt: skip

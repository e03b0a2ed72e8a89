"""Which steps of a ladder of stages did each object reach in time?"""

from collections.abc import Sequence

import numpy as np
import polars as pl


def ladder(names: Sequence[str]) -> pl.DataFrame:
    """List the steps: step, from_stage, to_stage.

    >>> ladder(["lead", "won"]).rows()
    [(0, None, 'lead'), (1, 'lead', 'won')]
    """
    return pl.DataFrame(
        {"step": range(len(names)), "from_stage": [None, *names[:-1]], "to_stage": names},
        schema={"step": pl.Int64, "from_stage": pl.String, "to_stage": pl.String},
    )


def climbed(
    base: pl.DataFrame,
    seen: pl.DataFrame,
    names: Sequence[str],
    within_days: int,
    *,
    groups: Sequence[str],
    or_later: bool,
) -> pl.DataFrame:
    """Give one row per object and step: did it reach this step, the one before, a later one?

    Columns: *groups, is_young, step, own, beyond, is_here, was_before. An object's steps stand
    together, in their order.

    >>> from datetime import date
    >>> day = date(2026, 1, 5)
    >>> base = pl.DataFrame({"object_id": ["ana"], "entered_on": [day], "is_young": [False]})
    >>> seen = pl.DataFrame({"object_id": ["ana"], "stage": ["won"], "entered_at": [day]})
    >>> found = climbed(base, seen, ["lead", "won"], 90, groups=[], or_later=True)
    >>> found.select("step", "own", "is_here").rows()
    [(0, False, True), (1, True, True)]
    """
    n_steps, n_cells = len(names), base.height * len(names)
    own = np.zeros(n_cells, dtype=bool)
    own[_reached(base, seen, names, within_days)] = True
    cell = np.arange(n_cells, dtype=np.uint32)
    rows = (
        base.select(*groups, "is_young")[cell // n_steps]
        .with_columns(pl.Series("step", cell % n_steps), pl.Series("own", own))
        .with_columns(_beyond(n_steps).alias("beyond"))
    )
    reached = pl.col("beyond" if or_later else "own")
    was_before = reached.shift(1, fill_value=False) & (pl.col("step") > 0)
    return rows.with_columns(reached.alias("is_here"), was_before.alias("was_before"))


def _reached(
    base: pl.DataFrame, seen: pl.DataFrame, names: Sequence[str], within_days: int
) -> np.ndarray:
    """Give the cells, object by object and step by step, that were reached in time."""
    step = pl.col("stage").replace_strict(
        {name: place for place, name in enumerate(names)}, default=None, return_dtype=pl.Int64
    )
    days = (pl.col("entered_at").dt.date() - pl.col("entered_on")).dt.total_days()
    return (
        seen.select(step.alias("step"), "entered_at")
        .hstack(_objects(base, seen.get_column("object_id")))
        .filter(days <= within_days)
        .select(pl.col("place").cast(pl.Int64) * len(names) + pl.col("step"))
        .to_series()
        .drop_nulls()
        .to_numpy()
    )


def _objects(base: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    """Find each id's place and entered_on; ids that follow one another are looked up once."""
    run = ids.rle_id()
    first = ids.to_frame().filter(run.ne_missing(run.shift(1)))
    objects = base.select("object_id", "entered_on").with_row_index("place")
    found = first.join(objects, on="object_id", how="left", maintain_order="left")
    return found.drop("object_id")[run]


def _beyond(n_steps: int) -> pl.Expr:
    """Say whether this step or a later one was reached; an object's steps stand together."""
    place = pl.int_range(pl.len())
    next_own = pl.when("own").then(place).backward_fill()
    return (next_own // n_steps == place // n_steps).fill_null(False)

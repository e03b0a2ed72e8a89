"""Flags of stage history: visits that overlap, tie, come back, or end elsewhere than the record."""

from datetime import date

import polars as pl

from revops.checks.flags.over_rows import Flag, whole
from revops.checks.flags.parts import Tables, by_day, found, looked_up, when
from revops.checks.flags.repeats import first_of
from revops.checks.flags.stage_moves import is_timed, moves

_RECORD = ("object", "object_id")


def _record_known(tables: Tables) -> pl.Expr:
    """Say whether the lead or the deal of a visit is there."""
    return (
        pl.when(pl.col("object") == "lead")
        .then(found("object_id", tables, "leads", "lead_id"))
        .when(pl.col("object") == "opportunity")
        .then(found("object_id", tables, "opportunities", "opportunity_id"))
    )


def _left_by_next() -> pl.Expr:
    """Say whether a visit ended before the record's next one began."""
    entered = pl.col("entered_at")
    later = pl.when(entered.shift(-1) > entered).then(entered.shift(-1)).backward_fill()
    return pl.col("left_at") <= later.over(*_RECORD, order_by="entered_at")


def _last_is_current(tables: Tables) -> pl.Expr:
    """Say whether a record's last visit, ties in file order, is to the stage it is in today.

    A stage that the whole history never names is not held against it: some exports date only
    a few of the stages.
    """
    current = (
        pl.when(pl.col("object") == "lead")
        .then(looked_up("object_id", tables, "leads", "lead_id", "lifecycle_stage"))
        .when(pl.col("object") == "opportunity")
        .then(looked_up("object_id", tables, "opportunities", "opportunity_id", "stage"))
    )
    place = pl.int_range(pl.len())
    last = place.sort_by("entered_at", maintain_order=True).last()
    is_dated = current.is_in(pl.col("stage").unique().implode())
    return when((place == last).over(*_RECORD) & is_dated, pl.col("stage") == current)


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of stage history."""
    return {
        "record_known": _record_known(tables),
        "entered_by_as_of": by_day("entered_at", as_of),
        "left_by_next": whole(_left_by_next()),
        "last_is_current": whole(_last_is_current(tables)),
        "one_stage_at_a_time": whole(
            when(is_timed(), pl.col("stage").n_unique().over(*_RECORD, "entered_at") == 1)
        ),
        # a visit written down twice is no return
        "stage_entered_once": first_of(
            *_RECORD, "stage", where=first_of(*_RECORD, "stage", "entered_at")
        ),
        "changed_by_known": found("changed_by", tables, "users", "user_id"),
        **moves(tables),
    }

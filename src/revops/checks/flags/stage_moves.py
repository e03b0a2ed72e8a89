"""Flags of moves between stages: skipped, backward, of many records at once, told by days only."""

import polars as pl

from revops.checks.flags.agreed_stages import said_of, stages_of
from revops.checks.flags.late import late
from revops.checks.flags.over_rows import Flag, Wide, whole
from revops.checks.flags.parts import Tables, in_order, looked_up, when

_RECORD = ("object", "object_id")
_READ = (*_RECORD, "stage", "entered_at")
#: So many records in one stage's second were moved by an import or a bulk edit.
MANY = 25
_MIDNIGHT = pl.time(0, 0)


def is_timed() -> pl.Expr:
    """Say whether a visit has a time of day; a history of days has none."""
    return pl.col("entered_at").dt.time() != _MIDNIGHT


def of_either(tables: Tables, what: str, stage: str = "stage") -> pl.Expr:
    """Look up what the agreement says of a visit's stage, of leads or of deals."""
    of = {kind: stages_of(tables, kind) for kind in ("lead", "opportunity")}
    return (
        pl.when(pl.col("object") == "lead")
        .then(said_of(pl.col(stage), of["lead"], what))
        .when(pl.col("object") == "opportunity")
        .then(said_of(pl.col(stage), of["opportunity"], what))
    )


def _agreed(tables: Tables) -> pl.Expr:
    """Say whether a stage is agreed; nothing where none of its kind is."""
    kinds = ("lead", "opportunity")
    labels = {kind: stages_of(tables, kind)["label"].drop_nulls() for kind in kinds}
    plain = pl.col("stage").str.strip_chars().str.to_lowercase()
    known = [kind for kind in kinds if labels[kind].len()]
    judged = [when(pl.col("object") == k, plain.is_in(labels[k].unique().implode())) for k in known]
    return pl.coalesce(*judged, pl.lit(None, pl.Boolean))


def _on_moves(tables: Tables, holds: pl.Expr) -> Wide:
    """Judge each move by the places of its two stages, `before` and `place`."""

    def judge(frame: pl.LazyFrame) -> pl.Series:
        place, status = of_either(tables, "place"), of_either(tables, "status")
        in_turn = ["entered_at", pl.int_range(pl.len())]
        moves = frame.select(*_RECORD, "entered_at", place=place.cast(pl.Int64), status=status)
        before = pl.col("place").shift(1).over(*_RECORD, order_by=in_turn)
        told = moves.with_columns(before=before).select(flag=holds)
        return told.collect()["flag"]

    return Wide(frozenset(_READ), judge)


def _few_at_once() -> pl.Expr:
    """Say whether few records entered a stage in one second; nothing of dates without times."""
    second = pl.col("entered_at").dt.truncate("1s")
    n_records = pl.col("object_id").n_unique().over("object", second)
    return when(is_timed(), n_records < MANY)


def _created(tables: Tables) -> pl.Expr:
    """Give the moment at which the record of a visit was made."""
    ids = pl.col("object_id")
    return (
        pl.when(pl.col("object") == "lead")
        .then(looked_up(ids, tables, "leads", "lead_id", "created_at"))
        .when(pl.col("object") == "opportunity")
        .then(looked_up(ids, tables, "opportunities", "opportunity_id", "created_at"))
    )


def moves(tables: Tables) -> dict[str, Flag]:
    """Make the flags of moves."""
    place, before, is_lost = pl.col("place"), pl.col("before"), pl.col("status") == "lost"
    return {
        "stage_agreed": _agreed(tables),
        "entered_after_created": late(
            lambda: in_order(_created(tables), pl.col("entered_at")), *_RECORD, "entered_at"
        ),
        "no_stage_skipped": _on_moves(
            tables, when(is_lost.fill_null(False).not_(), place - before <= 1)
        ),
        "not_moved_back": _on_moves(tables, place >= before),
        "not_in_bulk": whole(_few_at_once()),
        "one_visit_a_day": whole(when(~is_timed(), pl.len().over(*_RECORD, "entered_at") == 1)),
    }

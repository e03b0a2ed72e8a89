"""Flags of deals by their history: pushed, changed after the close, lost again, aged, idle."""

from datetime import date, timedelta

import polars as pl

from revops.checks.flags.agreed_stages import status_of_deals
from revops.checks.flags.late import late, valued
from revops.checks.flags.over_rows import Flag
from revops.checks.flags.parts import UNSAID, Tables, holds, part_of, when

#: A close date that was pushed more often than this is a hope.
PUSHES = 2
#: An open deal without a word for so many days sleeps.
IDLE_DAYS = 30
#: The share of earlier visits that were shorter, and the fewest visits that say so.
LONG, FEWEST = 0.95, 10
_DEAL = "opportunity_id"
_IS_OPEN = pl.col("status") == "open"


def changes(tables: Tables, kind: str, field: str) -> pl.DataFrame:
    """List the changes of one field: the record's id, when, from what and to what."""
    shape = ("object", "object_id", "field", "changed_at", "old_value", "new_value")
    if not holds(tables, "field_history", *shape):
        return pl.DataFrame(schema=dict.fromkeys(shape, pl.String()))
    return part_of(tables, "field_history", *shape).filter(object=kind, field=field)


def _pushes(tables: Tables) -> pl.DataFrame:
    """Count how often each deal's close date moved later, by field or else by stage history."""
    found = changes(tables, "opportunity", "close_date")
    day = pl.col("old_value", "new_value").str.head(10).str.to_date("%Y-%m-%d", strict=False)
    later = found.with_columns(day).select(
        "object_id", pushed=pl.col("new_value") > pl.col("old_value")
    )
    if found.is_empty() and holds(tables, "stage_history", "object", "object_id", "close_date"):
        read = ("object", "object_id", "entered_at", "close_date")
        visits = part_of(tables, "stage_history", *read).filter(object="opportunity")
        inorder = visits.drop_nulls("close_date").sort("entered_at", maintain_order=True)
        day = pl.col("close_date")
        later = inorder.select("object_id", pushed=(day > day.shift(1)).over("object_id"))
    return later.group_by("object_id").agg(pl.col("pushed").sum())


def _few_pushes(tables: Tables) -> pl.Expr:
    """Say whether an open deal's close date was seldom pushed; nothing without any history."""
    pushed = _pushes(tables).drop_nulls()
    if pushed.is_empty():
        return UNSAID
    return when(_IS_OPEN, valued(pl.col(_DEAL), pushed).fill_null(0) <= PUSHES)


def _amount_kept(tables: Tables) -> pl.Expr:
    """Say whether a closed deal's amount was left alone from the day after on."""
    number = pl.col("old_value", "new_value").cast(pl.Float64, strict=False)
    moved = changes(tables, "opportunity", "amount").with_columns(number)
    last = moved.filter(pl.col("old_value") != pl.col("new_value"))
    if last.is_empty():
        return UNSAID
    days = last.group_by("object_id").agg(pl.col("changed_at").max().dt.date())
    return ~(valued(pl.col(_DEAL), days) > pl.col("closed_at").dt.date()).fill_null(False)


def _losses(tables: Tables) -> pl.DataFrame:
    """Count the times that each deal entered a stage of lost ones."""
    read = ("object", "object_id", "stage", "entered_at")
    if not holds(tables, "stage_history", *read):
        return pl.DataFrame(schema={"object_id": pl.String(), "len": pl.UInt32()})
    visits = part_of(tables, "stage_history", *read).filter(object="opportunity").unique()
    lost = visits.filter((status_of_deals(tables) == "lost").fill_null(False))
    return lost.drop_nulls("object_id").group_by("object_id").len()


def _lost(tables: Tables, at_most: int, where: pl.Expr) -> pl.Expr:
    """Say whether a deal was lost at most so often; nothing where no loss is dated."""
    losses = _losses(tables)
    if losses.is_empty():
        return UNSAID
    return when(where, valued(pl.col(_DEAL), losses).fill_null(0) <= at_most)


def _ages(tables: Tables) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give each deal's last visit, and how long a visit to a stage usually lasts at most."""
    read = ("object", "object_id", "stage", "entered_at", "left_at")
    visits = part_of(tables, "stage_history", *read).filter(object="opportunity")
    visits = visits.sort("entered_at", maintain_order=True)
    next_at = pl.col("entered_at").shift(-1).over("object_id")
    left = pl.coalesce("left_at", next_at).dt.date() - pl.col("entered_at").dt.date()
    ended = visits.with_columns(days=left.dt.total_days()).drop_nulls("days").group_by("stage")
    limits = ended.agg(pl.col("days").quantile(LONG), pl.len()).filter(pl.col("len") >= FEWEST)
    return visits.group_by("object_id").agg(pl.col("stage", "entered_at").last()), limits


def _of_usual_age(tables: Tables, as_of: date) -> pl.Expr:
    """Say whether an open deal is in its stage no longer than nearly all others were."""
    if not holds(tables, "stage_history", "object", "object_id", "stage", "entered_at", "left_at"):
        return UNSAID
    last, limits = _ages(tables)
    deal = pl.col(_DEAL)
    since = valued(deal, last.select("object_id", pl.col("entered_at").dt.date()).drop_nulls())
    where = valued(deal, last.select("object_id", "stage").drop_nulls())
    limit = valued(where, limits.select("stage", "days").drop_nulls())
    return when(_IS_OPEN, (pl.lit(as_of) - since).dt.total_days() <= limit)


def _last_heard(tables: Tables) -> pl.DataFrame:
    """Give the day of the last activity on each deal, or with its main person."""
    read = ("lead_id", _DEAL, "occurred_at")
    done = part_of(tables, "activities", *read).drop_nulls("occurred_at")
    day = pl.col("occurred_at").dt.date()
    by = [done.select(id=pl.col(key), day=day) for key in ("lead_id", _DEAL)]
    return pl.concat(by).drop_nulls().group_by("id").agg(pl.col("day").max())


def _heard_of(tables: Tables, as_of: date) -> pl.Expr:
    """Say whether something was done for an open deal of late, or it is new."""
    if not holds(tables, "activities", "lead_id", _DEAL, "occurred_at"):
        return UNSAID
    days = _last_heard(tables)
    heard = (valued(pl.col(key), days) for key in (_DEAL, "lead_id"))
    last = pl.max_horizontal(*heard, pl.col("created_at").dt.date())
    return when(_IS_OPEN, last >= as_of - timedelta(days=min(IDLE_DAYS, as_of.toordinal() - 1)))


def story(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of what happened to a deal."""
    is_won = pl.col("status") == "won"
    return {
        "close_date_settled": late(lambda: _few_pushes(tables), _DEAL, "status"),
        "amount_kept_after_close": late(lambda: _amount_kept(tables), _DEAL, "closed_at"),
        "lost_once": late(lambda: _lost(tables, 1, pl.lit(True)), _DEAL),
        "won_never_lost": late(lambda: _lost(tables, 0, is_won), _DEAL, "status"),
        "open_never_lost": late(lambda: _lost(tables, 0, _IS_OPEN), _DEAL, "status"),
        "age_in_stage_usual": late(lambda: _of_usual_age(tables, as_of), _DEAL, "status"),
        "heard_of_lately": late(
            lambda: _heard_of(tables, as_of), _DEAL, "lead_id", "status", "created_at"
        ),
    }

"""Flags of what a deal says of itself: amounts, chances, words, and what becomes of wins."""

from datetime import date, timedelta

import polars as pl

from revops.checks.flags.agreed_stages import said_of, stages_of, status_of_deals
from revops.checks.flags.currencies import names_currency
from revops.checks.flags.late import late
from revops.checks.flags.misspelt import rightly_spelt
from revops.checks.flags.over_rows import Flag, whole
from revops.checks.flags.parts import UNSAID, Tables, holds, looked_up, part_of, when

#: What people type where an amount is asked for and none is known.
_PLACEHOLDERS = (
    *(0.01, 0.1, 1.0, 12345.0, 123456.0, 1234567.0, 12345678.0, 123456789.0),
    *(float(str(digit) * times) for digit in range(1, 9) for times in range(5, 10)),
    *(float("9" * times) for times in range(6, 13)),
)
#: So many days after the win at the latest, a customer is on the books.
SETTLED_DAYS = 60
#: The last week of a quarter, and the fewest wins of which a share says anything.
_WEEK, _FEWEST = 7, 20
_IS_WON = pl.col("status") == "won"


def _probability_fits() -> pl.Expr:
    """Say whether the chance of winning is sure for closed deals, and open for open ones."""
    chance = pl.col("probability")
    fits = (
        pl.when(_IS_WON)
        .then(chance == 1)
        .when(pl.col("status") == "lost")
        .then(chance == 0)
        .when(pl.col("status") == "open")
        .then(chance < 1)
    )
    return when(chance.is_between(0, 1), fits)


def _amount_past_early(tables: Tables) -> pl.Expr:
    """Say whether an open deal in the later half of the open stages has an amount."""
    stages = stages_of(tables, "opportunity")
    later = pl.col("place") * 2 > pl.col("place").max().over("pipeline")
    of_open = stages.filter(pl.col("status") == "open")
    if of_open.is_empty():
        return UNSAID
    is_later = said_of(pl.col("stage"), of_open.with_columns(later.alias("later")), "later")
    return when((pl.col("status") == "open") & is_later, (pl.col("amount") > 0).fill_null(False))


def _on_the_books(tables: Tables, as_of: date) -> pl.Expr:
    """Say whether a won deal or its account is among the customers' events, some weeks on."""
    if not holds(tables, "customers", "account_id", "opportunity_id"):
        return UNSAID
    known = part_of(tables, "customers", "account_id", "opportunity_id")
    by = [pl.col(c).is_in(known[c].drop_nulls().unique().implode()) for c in known.columns]
    is_there = pl.any_horizontal(part.fill_null(False) for part in by)
    days = timedelta(days=min(SETTLED_DAYS, as_of.toordinal() - 1))
    return when(_IS_WON & (pl.col("closed_at").dt.date() <= as_of - days), is_there)


def _not_at_quarter_end() -> pl.Expr:
    """Say whether a deal was won before the last week of its quarter; nothing of a few wins."""
    day = pl.col("closed_at").dt.date()
    left = day.dt.truncate("1q").dt.offset_by("1q") - day
    known = (_IS_WON & day.is_not_null()).fill_null(False)
    return when(known & (known.sum() >= _FEWEST), left.dt.total_days() > _WEEK)


def terms(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of what a deal says."""
    is_active = looked_up("owner_id", tables, "users", "user_id", "is_active")
    status = pl.col("status")
    is_one = status.is_in(["open", "won", "lost"])
    agrees = late(lambda: when(is_one, status == status_of_deals(tables)), "stage", "status")
    return {
        "amount_not_placeholder": ~pl.col("amount").cast(pl.Float64).is_in(_PLACEHOLDERS),
        "amount_past_early_stage": late(
            lambda: _amount_past_early(tables), "stage", "status", "amount"
        ),
        "probability_fits_status": _probability_fits(),
        "status_fits_stage": agrees,
        "currency_exists": names_currency("currency"),
        "owner_active": when(pl.col("status") == "open", is_active),
        "product_rightly_spelt": rightly_spelt("product"),
        "lost_reason_rightly_spelt": rightly_spelt("lost_reason"),
        "won_is_on_the_books": late(
            lambda: _on_the_books(tables, as_of),
            "account_id",
            "opportunity_id",
            "status",
            "closed_at",
        ),
        "not_at_quarter_end": whole(_not_at_quarter_end()),
    }

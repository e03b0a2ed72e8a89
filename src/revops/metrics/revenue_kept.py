"""How much of what a customer paid at the start does it still pay at a fixed age?

    start       what its deals won on the day of the first win bring each year
    kept        start - contractions so far, at least 0; 0 once churned
    kept_more   start + expansions - contractions so far, at least 0; 0 once churned

So kept <= start and kept <= kept_more, customer by customer, and both retentions add up over
segments. A customer that comes back after its loss stays lost here.
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.account_means import ratio_intervals
from revops.metrics.figures import figures
from revops.metrics.grouping import COHORT, Cohort, cohort_of, exact_sum
from revops.metrics.post_sale import events_after_win, expansions, refuse_silent, yearly
from revops.metrics.rows import HORIZON
from revops.metrics.won_accounts import won_accounts, won_deals

YEAR = (365,)


def revenue_kept(
    opportunities: pl.DataFrame,
    customers: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    journeys: pl.DataFrame | None = None,
    campaigns: pl.DataFrame | None = None,
    *,
    as_of: date,
    by: Sequence[str] = (),
    cohort: Cohort | None = None,
    horizon_days: Sequence[int] = YEAR,
) -> pl.DataFrame:
    """One row is one customer at one age: *by, cohort, horizon_days, is_old, start, kept, ...

    `is_old`: its first win is that many days ago; the money of a younger one is null, and so is
    that of a customer whose deals name no amount (`has_amount`).
    """
    refuse_silent(customers, as_of=as_of)
    found = won_accounts(opportunities, leads, journeys, campaigns, as_of=as_of, by=by)
    changes = _changes(opportunities, customers, found, as_of)
    keys = [*by, *([COHORT] if cohort else [])]
    if cohort:
        found = found.with_columns(cohort_of("closed_at", cohort))
    horizons = pl.DataFrame({HORIZON: sorted(set(horizon_days))}, schema={HORIZON: pl.Int64})
    members = (
        found.select(list(dict.fromkeys(("account_id", "conversion_id", "age", *keys))))
        .join(_starts(opportunities, found, as_of), on="account_id", how="left")
        .join(horizons, how="cross")
    )
    return _at_age(members, changes).sort(*keys, HORIZON, "account_id")


def _starts(opportunities: pl.DataFrame, found: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Give each customer's yearly revenue at the start, null where no amount is known."""
    deals = won_deals(opportunities, as_of)
    first = deals.join(found.select("account_id", "started_on"), on="account_id", validate="m:1")
    first = first.filter(pl.col("closed_at").dt.date() == pl.col("started_on"))
    amount = pl.col("amount")
    return (
        first.select("account_id", yearly(first).alias("amount"))
        .group_by("account_id")
        .agg(pl.when(amount.count() > 0).then(exact_sum(amount)).alias("start"))
    )


def _changes(
    opportunities: pl.DataFrame, customers: pl.DataFrame, found: pl.DataFrame, as_of: date
) -> pl.DataFrame:
    """List what changed after the start: account_id, event, days, value."""
    told = events_after_win(customers, found, as_of=as_of).drop("opportunity_id")
    less = told.filter(pl.col("event").is_in(["contracted", "churned"]))
    more = expansions(opportunities, customers, found, as_of=as_of)
    more = more.with_columns(pl.lit("expanded").alias("event")).select(less.columns)
    return pl.concat([less, more])


def _at_age(members: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """Add what each customer keeps at each age."""
    joined = members.join(
        _reached(members, changes), on=["account_id", HORIZON], how="left", maintain_order="left"
    ).with_columns(
        pl.col("more", "less").fill_null(0.0),
        pl.col("is_churned", "has_unvalued").fill_null(False),
        (pl.col("age") >= pl.col(HORIZON)).alias("is_old"),
        pl.col("start").is_not_null().alias("has_amount"),
    )
    start, less, stays = pl.col("start"), pl.col("less"), ~pl.col("is_churned")
    kept = {
        "start": start,
        "kept": (start - less).clip(lower_bound=0) * stays,
        "kept_more": (start + pl.col("more") - less).clip(lower_bound=0) * stays,
    }
    return joined.with_columns(
        pl.when("is_old").then(expr).alias(name) for name, expr in kept.items()
    )


def _reached(members: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """Add up each customer's changes until each age."""
    every = members.select("account_id", HORIZON).join(changes, on="account_id")
    event, value = pl.col("event"), pl.col("value")
    return (
        every.filter(pl.col("days") <= pl.col(HORIZON))
        .group_by("account_id", HORIZON)
        .agg(
            exact_sum(value.filter(event == "expanded")).alias("more"),
            exact_sum(value.filter(event == "contracted")).alias("less"),
            (event == "churned").any().alias("is_churned"),
            ((event != "churned") & value.is_null()).any().alias("has_unvalued"),
        )
    )


def retention(
    rows: pl.DataFrame, column: str, keys: Sequence[str], *, is_cohort: bool
) -> pl.DataFrame:
    """Divide what is kept by the start, over the customers that are old enough.

    Besides the five figures: n_customers (old enough and with an amount), n_without_amount (old
    enough, without), n_unvalued (of the first, with a change of unknown amount), is_immature.
    """
    groups = [*keys, HORIZON]
    old, known = pl.col("is_old"), pl.col("has_amount")
    ends = ratio_intervals(rows.filter(old & known), groups, column, "start")
    sums = rows.group_by(groups).agg(
        exact_sum(pl.col(column)).alias("top"),
        exact_sum(pl.col("start")).alias("bottom"),
        (old & known).sum().cast(pl.Int64).alias("n_customers"),
        (old & ~known).sum().cast(pl.Int64).alias("n_without_amount"),
        (old & known & pl.col("has_unvalued")).sum().cast(pl.Int64).alias("n_unvalued"),
        ((~old).any() if is_cohort else ~old.any()).alias("is_immature"),
    )
    joined = sums.join(ends, on=groups, how="left")
    return joined.select(*groups, *_shown(), *_COUNTS).sort(*groups)


def _shown() -> list[pl.Expr]:
    """Divide, where there was anything at the start."""
    top, bottom = pl.col("top"), pl.col("bottom")
    return figures(
        pl.when(bottom > 0).then(top / bottom),
        numerator=top,
        denominator=bottom,
        low=pl.col("low"),
        high=pl.col("high"),
    )


_COUNTS = ("n_customers", "n_without_amount", "n_unvalued", "is_immature")

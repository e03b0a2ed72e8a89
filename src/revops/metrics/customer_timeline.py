"""From the first touch to the renewal: when did each customer take each step?"""

from datetime import date

import polars as pl

from revops.metrics.booked import booked
from revops.metrics.post_sale import OUTCOMES, events_after_win
from revops.metrics.won_accounts import won_accounts

#: The steps of a customer, in order; what follows the win need not happen.
STEPS = ("first_touch_on", "lead_on", "opportunity_on", "won_on")
AFTER = ("onboarded_on", "renewed_on", "expanded_on", "contracted_on", "churned_on")


def customer_timeline(
    opportunities: pl.DataFrame,
    leads: pl.DataFrame | None = None,
    journeys: pl.DataFrame | None = None,
    customers: pl.DataFrame | None = None,
    accounts: pl.DataFrame | None = None,
    *,
    as_of: date,
) -> pl.DataFrame:
    """When did each customer take each step, from the first touch to the renewal?

    One row a customer, the latest win first: account_id, company, first_channel,
    first_touch_on, lead_on (the account's first lead), opportunity_on (its first won deal),
    won_on, onboarded_on, renewed_on, expanded_on, contracted_on, churned_on (the first of each),
    booked_value (won deals and expansions so far, workspace currency). First touch and lead are
    null where none is known before the win. Companies, never persons.

    >>> opportunities = pl.DataFrame({"opportunity_id": ["d1"], "status": ["won"],
    ...     "account_id": ["Aurora"], "lead_id": ["ana"], "amount_base": [900.0],
    ...     "created_at": [date(2026, 2, 9)], "closed_at": [date(2026, 3, 2)]})
    >>> leads = pl.DataFrame({"lead_id": ["ana"], "account_id": ["Aurora"],
    ...     "created_at": [date(2026, 1, 10)]})
    >>> customer_timeline(opportunities, leads, as_of=date(2026, 6, 30)).select(
    ...     "lead_on", "won_on").row(0)
    (datetime.date(2026, 1, 10), datetime.date(2026, 3, 2))
    """
    won = won_accounts(opportunities, as_of=as_of)
    purchases = booked(opportunities, customers, won, as_of=as_of)
    rows = won.select(
        "account_id",
        "conversion_id",
        pl.col("lead_id").alias("primary_lead"),
        pl.col("created_at").dt.date().alias("opportunity_on"),
        pl.col("started_on").alias("won_on"),
    )
    for found in (
        _companies(accounts),
        _lead_days(rows, leads),
        _after(customers, won, as_of),
        purchases.group_by("account_id").agg(_total()),
    ):
        rows = rows.join(found, on="account_id", how="left", validate="m:1")
    rows = rows.join(_touch_days(journeys), on="conversion_id", how="left", validate="m:1")
    shown = ("account_id", "company", "first_channel", *STEPS, *AFTER, "booked_value")
    return rows.select(shown).sort(["won_on", "account_id"], descending=[True, False])


def _total() -> pl.Expr:
    """Add up what was booked; null where no amount is known."""
    value = pl.col("value")
    total = value.cast(pl.Decimal(38, 12)).sum().cast(pl.Float64)
    return pl.when(value.count() > 0).then(total).alias("booked_value")


def _companies(accounts: pl.DataFrame | None) -> pl.DataFrame:
    """Give each account's company name, where the exports know it."""
    if accounts is None:
        return pl.DataFrame(schema={"account_id": pl.String, "company": pl.String})
    named = accounts.select("account_id", pl.col("name").alias("company"))
    return named.unique("account_id", keep="first", maintain_order=True)


def _lead_days(rows: pl.DataFrame, leads: pl.DataFrame | None) -> pl.DataFrame:
    """Give the day on which each account's first lead came, the won deal's own included."""
    if leads is None:
        return pl.DataFrame(schema={"account_id": pl.String, "lead_on": pl.Date})
    day = pl.col("created_at").dt.date().alias("day")
    of_account = leads.select("account_id", day).drop_nulls()
    primary = leads.select(pl.col("lead_id").alias("primary_lead"), day).drop_nulls()
    of_deal = rows.join(primary, on="primary_lead").select("account_id", "day")
    every = pl.concat([of_account, of_deal]).join(rows.select("account_id", "won_on"), "account_id")
    before = every.filter(pl.col("day") <= pl.col("won_on"))
    return before.group_by("account_id").agg(pl.col("day").min().alias("lead_on"))


def _touch_days(journeys: pl.DataFrame | None) -> pl.DataFrame:
    """Give the day and the channel of each first win's first touch."""
    if journeys is None:
        schema = {"conversion_id": pl.String, "first_channel": pl.String}
        return pl.DataFrame(schema={**schema, "first_touch_on": pl.Date})
    return journeys.filter(pl.col("position") == 1).select(
        "conversion_id",
        pl.col("channel").alias("first_channel"),
        pl.col("occurred_at").dt.date().alias("first_touch_on"),
    )


def _after(customers: pl.DataFrame | None, won: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Give the first day of each event after the win."""
    if customers is None:
        return pl.DataFrame(schema={"account_id": pl.String, **dict.fromkeys(AFTER, pl.Date)})
    told = events_after_win(customers, won, as_of=as_of)
    told = told.join(won.select("account_id", "started_on"), on="account_id")
    day = pl.col("started_on") + pl.duration(days=pl.col("days"))
    firsts = [
        day.filter(pl.col("event") == event).min().alias(f"{event}_on")
        for event in ("onboarded", *OUTCOMES)
    ]
    return told.group_by("account_id").agg(firsts)

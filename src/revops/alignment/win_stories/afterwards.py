"""What was the first thing that happened with each customer after the signature?"""

from datetime import date

import polars as pl

from revops import known


def first_event(won: pl.DataFrame, customers: pl.DataFrame | None, *, as_of: date) -> pl.DataFrame:
    """One row a deal with an event after its win: opportunity_id, after_event, after_on.

    The deal's own events where the exports name the deal, else those of its account, from the day
    of the win on; an expansion of that day is the win itself.

    >>> won = pl.DataFrame({"opportunity_id": ["d1"], "account_id": ["Aurora"],
    ...     "won_on": [date(2026, 3, 2)]})
    >>> customers = pl.DataFrame({"account_id": ["Aurora"], "opportunity_id": [None],
    ...     "event": ["onboarded"], "occurred_at": [date(2026, 3, 20)]},
    ...     schema_overrides={"opportunity_id": pl.String})
    >>> first_event(won, customers, as_of=date(2026, 6, 30)).rows()
    [('d1', 'onboarded', datetime.date(2026, 3, 20))]
    """
    nothing = {
        "opportunity_id": pl.String(), "after_event": pl.String(), "after_on": pl.Date(),
    }  # fmt: skip
    if customers is None:
        return pl.DataFrame(schema=nothing)
    day = pl.col("occurred_at").dt.date()
    happened = known.events(customers, "occurred_at", as_of).select(
        "account_id", "event", "opportunity_id", on=day
    )
    own = happened.drop("account_id").join(
        won.select("opportunity_id", "won_on"), on="opportunity_id"
    )
    unnamed = happened.filter(pl.col("opportunity_id").is_null()).drop("opportunity_id")
    of_account = unnamed.join(won.select("opportunity_id", "account_id", "won_on"), on="account_id")
    every = pl.concat([own, of_account.drop("account_id")], how="diagonal")
    is_itself = (pl.col("event") == "expanded") & (pl.col("on") == pl.col("won_on"))
    after = every.filter(pl.col("on") >= pl.col("won_on"), ~is_itself.fill_null(False))
    since = after.sort("opportunity_id", "on", "event")
    first = since.unique("opportunity_id", keep="first", maintain_order=True)
    return first.select("opportunity_id", after_event="event", after_on="on")

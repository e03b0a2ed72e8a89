"""Why is some of the won value credited to nobody?"""

from datetime import date

import polars as pl

from revops.journeys import UNATTRIBUTED, people, touches

#: Why a win is without credit, in the order of the rows.
REASONS = (
    "no_closing_day",
    "no_lead",
    "people_not_in_crm",
    "touches_before_lookback",
    "touches_after_win",
    "no_touches_recorded",
)
Touches = pl.DataFrame | pl.LazyFrame | None


def unattributed_reasons(
    journeys: pl.DataFrame,
    opportunities: pl.DataFrame,
    touchpoints: pl.DataFrame | pl.LazyFrame | None = None,
    activities: pl.DataFrame | pl.LazyFrame | None = None,
    opportunity_people: pl.DataFrame | None = None,
    leads: pl.DataFrame | None = None,
    *,
    as_of: date,
) -> pl.DataFrame:
    """Why is some of the won value credited to nobody?

    One row is one reason: why_unattributed, n_won, won_value (null where no amount is known). Each
    win without a touch has one, the first that holds: it has no closing day; touches of its people
    lie before the lookback (some may also lie after the win); only after it; nobody is named on it,
    nor on its account; none of its people is among the leads; no touch is recorded. The values add
    up to what is unattributed. For wins of buying groups. Every win touched: no rows.

    >>> from datetime import datetime
    >>> walk = pl.DataFrame({"conversion_id": ["d1"], "converted_at": [datetime(2026, 3, 2)],
    ...     "value": [900.0], "account_id": ["Aurora"], "channel": ["unattributed"]})
    >>> deals = pl.DataFrame({"opportunity_id": ["d1"], "lead_id": ["Ana"]})
    >>> late = pl.DataFrame({"touchpoint_id": ["t1"], "lead_id": ["Ana"], "channel": ["email"],
    ...     "occurred_at": [datetime(2026, 3, 9)], "campaign_id": [None], "content_id": [None]})
    >>> unattributed_reasons(walk, deals, late, as_of=date(2026, 6, 30)).rows()
    [('touches_after_win', 1, 900.0)]
    """
    alone = _without_touch(journeys, opportunities)
    group = people(alone, opportunity_people, leads)
    met = _met(alone, group, touches(touchpoints, activities))
    known = group if leads is None else group.join(leads, on="lead_id", how="semi")
    placed = alone.join(met, on="conversion", how="left").with_columns(
        pl.col("conversion").is_in(group["conversion"].implode()).alias("has_people"),
        pl.col("conversion").is_in(known["conversion"].implode()).alias("has_known"),
    )
    order = pl.Enum(REASONS)
    return (
        placed.group_by(_reason().cast(order).alias("why_unattributed"))
        .agg(
            pl.len().cast(pl.Int64).alias("n_won"),
            pl.when(pl.col("value").count() > 0).then(pl.col("value").sum()).alias("won_value"),
        )
        .sort("why_unattributed")
        .with_columns(pl.col("why_unattributed").cast(pl.String))
    )


def _without_touch(journeys: pl.DataFrame, opportunities: pl.DataFrame) -> pl.DataFrame:
    """Give the wins that nobody touched, numbered, with their lead."""
    lead = opportunities.select("lead_id", conversion_id="opportunity_id").unique(
        "conversion_id", keep="first", maintain_order=True
    )
    return (
        journeys.filter(pl.col("channel") == UNATTRIBUTED)
        .select("conversion_id", "converted_at", "value", "account_id")
        .sort("conversion_id")
        .join(lead, on="conversion_id", how="left", maintain_order="left")
        .with_row_index("conversion")
    )


def _met(alone: pl.DataFrame, group: pl.DataFrame, every: pl.LazyFrame) -> pl.DataFrame:
    """Count the touches of each win's people, before it and after it, whenever they were."""
    on_deal = alone.select("conversion", opportunity_id="conversion_id").lazy()
    nobodys = every.filter(pl.col("lead_id").is_null())
    pairs = pl.concat(
        [
            every.join(group.lazy(), on="lead_id").select("conversion", "occurred_at"),
            nobodys.join(on_deal, on="opportunity_id").select("conversion", "occurred_at"),
        ]
    ).join(alone.lazy().select("conversion", "converted_at"), on="conversion")
    return (
        pairs.group_by("conversion")
        .agg(
            (pl.col("occurred_at") <= pl.col("converted_at")).sum().alias("n_before"),
            (pl.col("occurred_at") > pl.col("converted_at")).sum().alias("n_after"),
        )
        .collect(engine="streaming")
    )


def _reason() -> pl.Expr:
    """Say the first reason that holds."""
    return (
        pl.when(pl.col("converted_at").is_null())
        .then(pl.lit("no_closing_day"))
        .when(pl.col("n_before") > 0)
        .then(pl.lit("touches_before_lookback"))
        .when(pl.col("n_after") > 0)
        .then(pl.lit("touches_after_win"))
        .when(~pl.col("has_people"))
        .then(pl.lit("no_lead"))
        .when(~pl.col("has_known"))
        .then(pl.lit("people_not_in_crm"))
        .otherwise(pl.lit("no_touches_recorded"))
    )

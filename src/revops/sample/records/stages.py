"""On which day each deal entered each stage, and where it stands on the as-of day."""

import polars as pl

from revops.sample.calendar import END, after_hours

STAGES = ("Qualified", "Demo", "Proposal", "Negotiation", "Closed Won", "Closed Lost")
#: Where a lost deal got stuck: the share of lost deals that never left each stage.
STUCK_AT = {"Qualified": 0.22, "Demo": 0.38, "Proposal": 0.27, "Negotiation": 0.13}
_SHARE = {"Demo": (0.10, 0.18), "Proposal": (0.38, 0.17), "Negotiation": (0.72, 0.12)}


def staged(deals: pl.DataFrame) -> pl.DataFrame:
    """Add a column of day numbers per stage (null unless entered by the as-of day) and `stage`."""
    span = pl.when("is_won").then(pl.col("closed")).otherwise("decided") - pl.col("opened")
    reached = pl.when("is_won").then(4).otherwise(_reached(pl.col("u_stage")))
    deals = deals.with_columns(
        pl.when(reached >= number)
        .then(pl.col("opened") + (start + width * pl.col("u_split")) * span)
        .alias(stage)
        for number, (stage, (start, width)) in enumerate(_SHARE.items(), start=2)
    )
    deals = _uneven(deals).with_columns(
        Qualified=pl.col("opened"),
        **{
            "Closed Won": pl.when("is_won").then("closed"),
            "Closed Lost": pl.when(~pl.col("is_won")).then("closed"),
        },
    )
    return standing(_in_office(deals))


def _reached(u: pl.Expr) -> pl.Expr:
    """Count the stages that a lost deal entered."""
    bounds, total = [], 0.0
    for share in list(STUCK_AT.values())[:-1]:
        total += share
        bounds.append((u >= total).cast(pl.Int32))
    return 1 + pl.sum_horizontal(bounds)


def _uneven(deals: pl.DataFrame) -> pl.DataFrame:
    """Skip a stage in some deals, and go back from proposal to demo in a few."""
    skip, back = pl.col("u_skip"), pl.col("Proposal") + 3
    returns = skip.is_between(0.06, 0.09) & (back < pl.col("closed"))
    return deals.with_columns(
        Demo=pl.when(skip < 0.06).then(None).when(returns).then(back).otherwise("Demo"),
        Negotiation=pl.when(skip > 0.9).then(None).otherwise("Negotiation"),
    )


def _in_office(deals: pl.DataFrame) -> pl.DataFrame:
    """Move the stages between the first and the last to business hours."""
    moved = {}
    for stage in _SHARE:
        day = deals.get_column(stage).fill_null(0.0).to_numpy()
        hours = 0.2 + 6 * (deals.get_column("u_split").to_numpy() * 10 * len(stage) % 1)
        moved[stage] = pl.when(pl.col(stage).is_not_null()).then(
            pl.min_horizontal(pl.Series(after_hours(day, hours)), "closed")
        )
    return deals.with_columns(**moved)


def standing(deals: pl.DataFrame) -> pl.DataFrame:
    """Forget what lies after the as-of day, and name the stage of that day."""
    known = deals.with_columns(pl.when(pl.col(s) < END).then(s).alias(s) for s in STAGES)
    latest = pl.max_horizontal(STAGES)
    # later stages first: a tie in time is in the later one
    return known.with_columns(
        stage=pl.coalesce(
            pl.when(pl.col(stage) == latest).then(pl.lit(stage)) for stage in reversed(STAGES)
        ),
        stage_since=latest,
    )

"""On which day is a win first seen, and is it too late to be chance?"""

from datetime import date

import polars as pl

from revops.metrics.incidence import incidence
from revops.metrics.outcomes import WON, lead_outcomes

#: Below this chance, the silence before the first win is no luck: wins were not recorded.
CHANCE = 0.01


def first_win_day(
    leads: pl.DataFrame, opportunities: pl.DataFrame, *, as_of: date, chance: float = CHANCE
) -> pl.DataFrame:
    """On which day is a win first seen, and is it too late to be chance?

    Leads may have been recorded before wins were. Then early cohorts look worse than they
    were, and a page must say "no win is seen before that day"; why is not known.

    One row: first_win_on, first_lead_on, n_leads_before (created before the first win),
    chance, must_mark. The chance that none of the earlier leads was won before that day is
    the product over them of 1 - F(days until it), with F the incidence of wins
    (Aalen-Johansen) among leads created on or after that day; null where there are none of
    either. must_mark: it is below `chance`.

    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"],
    ...     "created_at": [date(2026, 1, 5), date(2026, 3, 2)]})
    >>> opportunities = pl.DataFrame({"lead_id": ["bruno"], "status": ["won"],
    ...     "created_at": [date(2026, 3, 2)], "closed_at": [date(2026, 3, 9)]})
    >>> first_win_day(leads, opportunities, as_of=date(2026, 6, 30)).row(0)
    (datetime.date(2026, 3, 9), datetime.date(2026, 1, 5), 2, None, False)
    """
    outcomes = lead_outcomes(leads, opportunities, as_of)
    first = pl.col("ended_on").filter(pl.col("cause") == WON).min()
    waited = outcomes.with_columns(
        first.alias("first_win_on"),
        (first - pl.col("started_on")).dt.total_days().alias("wait"),
    )
    return waited.select(
        pl.col("first_win_on").first(),
        pl.col("started_on").min().alias("first_lead_on"),
        (pl.col("wait") > 0).sum().cast(pl.Int64).alias("n_leads_before"),
        _chance_of_silence(waited).alias("chance"),
    ).with_columns((pl.col("chance") < chance).fill_null(False).alias("must_mark"))


def _chance_of_silence(waited: pl.DataFrame) -> pl.Expr:
    """Give the chance that no early lead was won in the days before the first win."""
    early = waited.filter(pl.col("wait") > 0).select((pl.col("wait") - 1).alias("days"))
    later = waited.filter(pl.col("wait") <= 0)
    if early.is_empty() or later.is_empty():
        return pl.lit(None, pl.Float64)
    read = early.sort("days").join_asof(incidence(later), on="days", strategy="backward")
    return pl.lit(read.select((1 - pl.col("won_share")).log().sum().exp()).item())

"""What do the open deals add up to, in deals and in money? Both from one set of draws."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.forecast_totals import COUNTED, forecast_totals
from revops.metrics.grouping import segmented, with_lead_columns
from revops.metrics.shared import shared
from revops.metrics.win_chances import placed, prepared

WINS, VALUE = "one", "worth"


@shared
def open_totals(
    opportunities: pl.DataFrame,
    visits: pl.DataFrame | None,
    leads: pl.DataFrame | None,
    *,
    as_of: date,
    by: Sequence[str],
    horizon_days: Sequence[int],
    replicates: int,
    seed: int,
    observed_from: date | str | None,
) -> dict[str, pl.DataFrame]:
    """Give the rows of `expected_wins` (under WINS) and of `expected_won_value` (VALUE)."""
    places, found = prepared(
        opportunities, visits, as_of, replicates=replicates, seed=seed, observed_from=observed_from
    )
    cut = segmented(with_lead_columns(placed(places, found), leads, by), by)
    totals = forecast_totals(
        cut.with_columns(pl.lit(1.0).alias(WINS)),
        found,
        by=by,
        horizon_days=horizon_days,
        worths=(WINS, VALUE),
        seed=seed,
    )
    of_worth = {worth: totals.filter(pl.col(COUNTED) == worth) for worth in (WINS, VALUE)}
    return {worth: rows.drop(COUNTED) for worth, rows in of_worth.items()}

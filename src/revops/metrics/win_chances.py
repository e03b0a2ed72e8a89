"""How likely is each open deal won in the next 30, 60 and 90 days?"""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from revops.metrics.account_weights import account_weights
from revops.metrics.chance_table import chances
from revops.metrics.deals import refuse_wins_only
from revops.metrics.forecast_curves import FEWEST, Curve, curves
from revops.metrics.landmarks import CREATED, landmarks, open_places
from revops.metrics.metric import NotComputable
from revops.metrics.outcomes import WON
from revops.metrics.rows import HORIZON
from revops.metrics.shared import shared
from revops.text import N_

HORIZONS = (30, 60, 90)
SHOWN = ("opportunity_id", "account_id", "owner_id", "product", "pipeline", "close_date")


def win_chances(
    opportunities: pl.DataFrame,
    visits: pl.DataFrame | None = None,
    *,
    as_of: date,
    horizon_days: Sequence[int] = HORIZONS,
    observed_from: date | str | None = None,
) -> pl.DataFrame:
    """How likely is each open deal won in the next 30, 60 and 90 days?

    One row an open deal and horizon: what became of the deals that once were as long in the same
    stage. Columns: opportunity_id, account_id, owner_id, product, pipeline, close_date, landmark
    (its stage, or `(created)` where too few deals tell of that stage or of so long a stay), days
    (spent there), horizon_days, chance (null where nobody was watched for so long), value (the
    amount), expected_value.

    >>> deals = pl.DataFrame({"opportunity_id": [f"d{n}" for n in range(41)],
    ...     "status": ["won", "lost"] * 20 + ["open"], "amount_base": [100.0] * 41,
    ...     "created_at": [date(2026, 1, 1)] * 40 + [date(2026, 6, 20)],
    ...     "closed_at": [date(2026, 1, 21)] * 40 + [None]})
    >>> win_chances(deals, as_of=date(2026, 6, 30)).select("horizon_days", "chance").rows()
    [(30, 0.5), (60, 0.5), (90, 0.5)]
    """
    places, found = prepared(
        opportunities, visits, as_of, replicates=0, seed=0, observed_from=observed_from
    )
    there = placed(places, found)
    rows = [
        there.with_columns(
            pl.lit(horizon, pl.Int64).alias(HORIZON), chance=chances(there, found, horizon)[:, 0]
        )
        for horizon in sorted(set(horizon_days))
    ]
    shown = [name for name in SHOWN if name in places.columns]
    expected = (pl.col("chance") * pl.col("worth")).alias("expected_value")
    return (
        pl.concat(rows)
        .with_columns(pl.col("chance").fill_nan(None))
        .sort(HORIZON, "opportunity_id")
        .select(
            *shown, "landmark", "days", HORIZON, "chance", pl.col("worth").alias("value"), expected
        )
    )


@shared
def prepared(
    opportunities: pl.DataFrame,
    visits: pl.DataFrame | None,
    as_of: date,
    *,
    replicates: int,
    seed: int,
    observed_from: date | str | None = None,
) -> tuple[pl.DataFrame, dict[str, Curve]]:
    """Give the open deals by id, and the curves; refuse without wins."""
    members = landmarks(opportunities, visits, as_of=as_of, observed_from=observed_from)
    ended = members.filter(pl.col("landmark") == CREATED)
    refuse_wins_only(opportunities)
    if ended.filter(pl.col("cause") == WON).height < FEWEST // 3:
        raise NotComputable(
            N_("fewer than {fewest} won deals are known: they tell no chance"), fewest=FEWEST // 3
        )
    account = pl.coalesce("account_id", pl.format("deal {}", "opportunity_id"))
    coded = members.with_columns(account.rank("dense").cast(pl.Int64).sub(1).alias("account"))
    n_accounts = int(coded["account"].max()) + 1  # type: ignore[arg-type]
    weights = account_weights(replicates=replicates, seed=seed).first(n_accounts)
    places = open_places(opportunities, visits, as_of=as_of).sort("opportunity_id")
    worth = pl.col("amount_base") if "amount_base" in places.columns else pl.lit(None)
    return places.with_columns(worth=worth.cast(pl.Float64)), curves(coded, weights)


def placed(places: pl.DataFrame, found: Mapping[str, Curve]) -> pl.DataFrame:
    """Choose for each deal the landmark that tells something of so long a stay."""
    reach = {name: curve.reach() for name, curve in found.items()}
    own = pl.col("landmark").replace_strict(reach, default=-1, return_dtype=pl.Int64)
    is_told = pl.col("days") <= own
    return places.with_columns(
        pl.when(is_told).then("landmark").otherwise(pl.lit(CREATED)).alias("landmark"),
        pl.when(is_told).then("days").otherwise("age").alias("days"),
    )

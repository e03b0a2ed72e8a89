"""What have the leads that meet a version brought so far?"""

from datetime import date

import polars as pl

from revops import known
from revops.alignment.qualified.replay import DATED
from revops.metrics.account_means import ratio_intervals
from revops.metrics.figures import figures
from revops.metrics.grouping import exact_sum
from revops.metrics.metric import NotComputable
from revops.text import N_


def value_per_lead(
    replays_everywhere: pl.DataFrame,
    leads: pl.DataFrame,
    opportunities: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """Give one row a version: the value won so far from its leads, a lead.

    Won deals of the lead that closed on or after the day on which it met the version, in the
    workspace currency / leads that met it. 95 % interval by a bootstrap over accounts. Numerator:
    value won; denominator: leads; n_won: won deals. Young leads have had less time, so versions
    are compared on the same days only.
    """
    met = _with_account(replays_everywhere.filter(rule=DATED), leads)
    won = known.deals(opportunities, as_of).filter(pl.col("status") == "won")
    if won.get_column("amount_base").count() == 0:
        raise NotComputable(N_("no won deal has an amount"))
    sold = won.select(
        "lead_id",
        pl.col("closed_at").dt.date().alias("won_on"),
        pl.col("amount_base").cast(pl.Float64).fill_null(0.0).alias("won_value"),
    )
    since = met.join(sold, on="lead_id").filter(pl.col("won_on") >= pl.col("met_on"))
    brought = since.group_by("version", "lead_id").agg(
        exact_sum(pl.col("won_value")).alias("won_value"), pl.len().cast(pl.Int64).alias("n_won")
    )
    rows = met.join(brought, on=["version", "lead_id"], how="left", maintain_order="left")
    told = rows.with_columns(
        pl.col("won_value").fill_null(0.0), pl.col("n_won").fill_null(0), pl.lit(1.0).alias("one")
    )
    sums = told.group_by("version").agg(
        exact_sum(pl.col("won_value")).alias("won"), pl.len().alias("n"), pl.col("n_won").sum()
    )
    ends = ratio_intervals(told, ["version"], "won_value", "one")
    shown = figures(
        pl.col("won") / pl.col("n"),
        low=pl.col("low"),
        high=pl.col("high"),
        numerator=pl.col("won"),
        denominator=pl.col("n"),
    )
    return (
        sums.join(ends, on="version", how="left").sort("version").select("version", *shown, "n_won")
    )


def _with_account(met: pl.DataFrame, leads: pl.DataFrame) -> pl.DataFrame:
    """Say of which account each lead is: those of one account stand and fall together."""
    account = pl.col("account_id") if "account_id" in leads.columns else pl.lit(None, pl.String)
    of_lead = leads.select("lead_id", account.alias("account_id")).unique("lead_id", keep="first")
    return met.join(of_lead, on="lead_id", how="left", maintain_order="left").with_columns(
        pl.col("lead_id").alias("conversion_id")
    )

"""Which accounts open a deal, and what becomes of it.

Opening and winning are log-odds against a noise drawn once for each account:
open = base + 0.5 fit + 0.45 intent + effects + 0.35 when worked inside the deadline;
win  = base + 0.35 fit + 0.5 intent + effects + 0.2 for each further person known.
"""

import numpy as np
import polars as pl

from revops.sample.arrivals import effect
from revops.sample.calendar import QUARTER_ENDS, after_hours
from revops.sample.followup import DEADLINE_HOURS
from revops.sample.stories import Stories
from revops.sample.story import LONGER_TO, WEEKS_FROM, days
from revops.sample.streams import Floats

OPEN = {"base": -0.75, "fit": 0.5, "intent": 0.45, "in_time": 0.35}
WIN = {"base": -2.7, "fit": 0.35, "intent": 0.5, "person": 0.2}
PATIENCE_DAYS = 120.0
CYCLE_MEDIAN, CYCLE_SPREAD, LOST_FACTOR, ZOMBIES = 58.0, 0.55, 1.15, 0.07


def open_deals(arrived: pl.DataFrame, worked: pl.DataFrame, accounts: pl.DataFrame) -> pl.DataFrame:
    """Give one row per account with a deal: its primary person and the day it was opened."""
    first = (
        worked.filter(pl.col("contacted").is_not_null())
        .sort("account", "contacted")
        .group_by("account", maintain_order=True)
        .agg(pl.col("person", "contacted", "hours").first())
    )
    start = first.select("account", day="contacted", channel=pl.lit(""))
    log_odds = (
        OPEN["base"]
        + OPEN["fit"] * pl.col("fit")
        + OPEN["intent"] * pl.col("intent")
        + OPEN["in_time"] * (pl.col("hours") <= DEADLINE_HOURS)
        + pl.col("effect")
    )
    opened = (
        pl.concat([arrived.select("account", "day", "channel"), start])
        .sort("account", "day", "channel")
        .with_columns(effect=effect("opportunity", "account"))
        .join(first, on="account")
        .join(accounts.select("account", "fit", "intent", "noise_deal"), on="account")
        .filter((pl.col("day") - pl.col("contacted")).is_between(0, PATIENCE_DAYS))
        .filter(log_odds >= pl.col("noise_deal"))
        .group_by("account")
        .agg(ready=pl.col("day").min())
    )
    return first.join(opened, on="account").join(accounts, on="account").sort("account")


def close_deals(
    opened: pl.DataFrame, arrived: pl.DataFrame, leads: pl.DataFrame, stories: Stories
) -> pl.DataFrame:
    """Add when each deal is opened and decided, whether it is won, and its log-odds."""
    z = {name: opened.get_column(f"z_{name}").to_numpy() for name in ("lag", "cycle")}
    ready, luck = opened.get_column("ready").to_numpy(), opened.get_column("u_owner").to_numpy()
    created = after_hours(ready + 4.0 * np.exp(0.9 * z["lag"]), 0.2 + 7 * luck)
    cycle = CYCLE_MEDIAN * np.exp(CYCLE_SPREAD * z["cycle"])
    deals = opened.with_columns(opened=pl.Series(created), decided=pl.Series(created + cycle))
    by_then = deals.select("account", "opened", "decided")
    gained = (
        arrived.join(by_then, on="account")
        .filter(pl.col("day") <= pl.col("decided"))
        .sort("account", "day", "channel")
        .select("account", effect=effect("win", "account"))
        .group_by("account", maintain_order=True)
        .last()
    )
    known = (
        leads.join(by_then, on="account")
        .filter(pl.col("created") <= pl.col("opened") + 30)
        .group_by("account")
        .agg(n_people=pl.len())
    )
    deals = deals.join(gained, on="account", how="left", maintain_order="left")
    return _decide(deals.join(known, on="account", how="left", maintain_order="left"), stories)


def _decide(deals: pl.DataFrame, stories: Stories) -> pl.DataFrame:
    """Compare the log-odds of winning with the noise, and set the day of closing."""
    deals = deals.with_columns(
        pl.col("effect").fill_null(0.0), pl.col("n_people").fill_null(1)
    ).with_columns(
        log_odds=WIN["base"]
        + WIN["fit"] * pl.col("fit")
        + WIN["intent"] * pl.col("intent")
        + WIN["person"] * (pl.col("n_people") - 1)
        + pl.col("effect")
    )
    deals = deals.with_columns(is_won=pl.col("log_odds") >= pl.col("noise_win")).sort("account")
    deals = _unwon(deals, stories)
    return deals.with_columns(closed=pl.Series(_closing_days(deals)))


def _unwon(deals: pl.DataFrame, stories: Stories) -> pl.DataFrame:
    """Turn a share of the wins of some weeks into losses, where that story is told."""
    if "win_rate_drop" not in stories:
        return deals
    first, end = days(WEEKS_FROM, LONGER_TO)
    closing = pl.Series(_closing_days(deals))
    lost = pl.lit((closing >= first) & (closing < end))
    luck = pl.col("u_stage") * 4096 % 1
    return deals.with_columns(
        is_won=pl.col("is_won") & ~(lost & (luck < stories.size("win_rate_drop")))
    )


def _closing_days(deals: pl.DataFrame) -> Floats:
    """Give the day of closing: won deals are hurried at a quarter's end, lost ones linger."""
    won = deals.get_column("is_won").to_numpy()
    opened, decided = (deals.get_column(name).to_numpy() for name in ("opened", "decided"))
    pull, zombie = (deals.get_column(f"u_{name}").to_numpy() for name in ("pull", "zombie"))
    before = QUARTER_ENDS[np.searchsorted(QUARTER_ENDS, decided) - 1]
    hurried = before - 5.0 * pull / 0.4
    is_hurried = (pull < 0.4) & (decided - before < 25) & (hurried > opened + 6)
    lost = opened + (decided - opened) * LOST_FACTOR + np.where(zombie < ZOMBIES, 300.0, 0.0)
    day = np.where(won, np.where(is_hurried, hurried, decided), lost)
    return after_hours(day, 0.3 + 6 * pull)

"""What happens in a world, with all channels on or with one of them off."""

from dataclasses import dataclass

import polars as pl

from revops.sample.arrivals import arrive, lost_touches, switch_off
from revops.sample.calendar import END
from revops.sample.dealing import close_deals, open_deals
from revops.sample.followup import follow_up
from revops.sample.qualify import qualify
from revops.sample.world import World


@dataclass(frozen=True)
class Outcome:
    """Touches that happened, leads, and deals; in day numbers, also beyond the as-of day."""

    touches: pl.DataFrame
    leads: pl.DataFrame
    deals: pl.DataFrame


def unfold(world: World, *, without: str | None = None) -> Outcome:
    """Let the world run. The same random numbers serve every what-if."""
    told = world.stories
    seen = lost_touches(world.touches, told)
    arrived = arrive(switch_off(seen, without), world.people, told)
    worked = follow_up(world.people, qualify(arrived, world.people, told), told)
    created = arrived.group_by("person").agg(pl.col("created").first())
    leads = (
        world.people.join(created, on="person", how="left", maintain_order="left")
        .with_columns(created=pl.coalesce("created", "prospect_day"))
        .filter(pl.col("created") < END)
        .join(
            worked.select("person", "mql", "routed", "rejected", "contacted"),
            on="person",
            how="left",
            maintain_order="left",
        )
    )
    opened = open_deals(arrived, worked, world.accounts)
    deals = close_deals(opened, arrived, leads, told).filter(pl.col("opened") < END)
    return Outcome(arrived, leads, deals)


def won(outcome: Outcome) -> pl.DataFrame:
    """Keep the deals won by the as-of day."""
    return outcome.deals.filter("is_won", pl.col("closed") < END)

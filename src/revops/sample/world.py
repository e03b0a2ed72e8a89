"""A drawn world: the market, its people and all that could touch them, before any outcome."""

from dataclasses import dataclass

import polars as pl

from revops.sample.accounts import draw_accounts
from revops.sample.people import draw_people
from revops.sample.stories import USUAL, Stories
from revops.sample.touches import draw_touches


@dataclass(frozen=True)
class World:
    """Accounts, people and potential touches, with every random number of their fates."""

    accounts: pl.DataFrame
    people: pl.DataFrame
    touches: pl.DataFrame
    stories: Stories = USUAL


def draw_world(seed: int, n_leads: int, stories: Stories = USUAL) -> World:
    """Draw the world of a seed, large enough for about `n_leads` leads."""
    accounts = draw_accounts(seed, n_leads, stories)
    people = draw_people(seed, accounts, stories)
    return World(accounts, people, draw_touches(seed, people, stories), stories)

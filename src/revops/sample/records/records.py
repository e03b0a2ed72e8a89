"""All records of one world, made in the order in which they depend on each other."""

from dataclasses import dataclass

import polars as pl

from revops.sample.calendar import END
from revops.sample.outcome import Outcome
from revops.sample.records.activities import attempts, conversations, welcome_mails
from revops.sample.records.companies import companies
from revops.sample.records.contacts import contacts
from revops.sample.records.customers import customers
from revops.sample.records.deals import deals
from revops.sample.records.expansions import expansions
from revops.sample.records.feedback import feedback
from revops.sample.records.rates import rates
from revops.sample.records.spend import spend
from revops.sample.records.stages import staged
from revops.sample.records.visits import visits
from revops.sample.stories import Stories
from revops.sample.world import World


@dataclass(frozen=True)
class Records:
    """What the CRM, the web site and the ad platforms hold on the as-of day."""

    companies: pl.DataFrame
    contacts: pl.DataFrame
    deals: pl.DataFrame
    touches: pl.DataFrame
    activities: pl.DataFrame
    feedback: pl.DataFrame
    customers: pl.DataFrame
    spend: pl.DataFrame
    rates: pl.DataFrame
    stories: Stories


def record(seed: int, world: World, outcome: Outcome, n_leads: int) -> Records:
    """Write down what the systems would have seen of an outcome."""
    told = world.stories
    firms = companies(seed, world, outcome)
    people = contacts(seed, outcome, firms)
    new = staged(deals(outcome, people, firms))
    every = pl.concat([new, expansions(seed, new)], how="diagonal")
    did = [
        attempts(seed, people, told),
        welcome_mails(seed, people),
        conversations(seed, every, told),
    ]
    activities = pl.concat(did, how="diagonal").filter(pl.col("day") < END)
    return Records(
        companies=firms,
        contacts=people,
        deals=every,
        touches=visits(seed, outcome, people),
        activities=activities.sort("day", "contact_id", "kind"),
        feedback=feedback(seed, people, new, told),
        customers=customers(seed, every),
        spend=spend(seed, people, n_leads, told),
        rates=rates(seed, told),
        stories=told,
    )

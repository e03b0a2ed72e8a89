"""What sales did: attempts on each lead that was worked, and conversations on each deal."""

import numpy as np
import polars as pl

from revops.sample.calendar import END, after_hours
from revops.sample.records.topics import TOPICS, talked_about
from revops.sample.stories import Stories
from revops.sample.streams import stream, weighted

KINDS = {"call": 0.5, "email": 0.27, "message": 0.23}
ANSWERED = {"call": 0.42, "email": 0.25, "message": 0.5}
REPLY = {"call": "connected", "email": "replied", "message": "replied", "meeting": "held"}
SILENCE = {"call": "no_answer", "email": "no_reply", "message": "no_reply", "meeting": "no_show"}


def attempts(seed: int, contacts: pl.DataFrame, stories: Stories) -> pl.DataFrame:
    """Give the attempts on each worked lead: one to five, the first at the first contact."""
    rng = stream(seed, "attempts")
    worked = contacts.filter(pl.col("contacted").is_not_null())
    count = 1 + np.minimum(rng.poisson(1.15, worked.height), 4)
    rows = worked.select("person", "contact_id", "owner", "contacted", "first_campaign")[
        np.repeat(np.arange(worked.height), count)
    ]
    nth = pl.int_range(pl.len()).over("person")
    rows = rows.with_columns(nth=nth, gap=pl.Series(rng.gamma(2.0, 6.0, rows.height)))
    wait = rows.select((pl.col("gap") * (pl.col("nth") > 0)).cum_sum().over("person"))
    start = rows.get_column("contacted").to_numpy()
    day = after_hours(start, wait.to_series().to_numpy())
    rows = rows.with_columns(day=pl.when(nth == 0).then("contacted").otherwise(pl.Series(day)))
    kinds = pl.Series(weighted(rng, KINDS, rows.height))
    rows = rows.with_columns(kind=kinds, direction=pl.lit("outbound"), is_automated=False)
    return _talked(rng, rows.with_columns(deal_id=pl.lit(None, dtype=pl.String)), stories)


def _talked(rng: np.random.Generator, rows: pl.DataFrame, stories: Stories) -> pl.DataFrame:
    """Add the outcome, and the topic where people talked: mostly what the campaign promised."""
    chance = pl.col("kind").replace_strict(ANSWERED | {"meeting": 0.9}, return_dtype=pl.Float64)
    rows = rows.with_columns(
        answered=pl.Series(rng.random(rows.height)) < chance,
        u_topic=pl.Series(rng.random(rows.height)),
        promised=pl.col("first_campaign").replace_strict(talked_about(stories), default=None),
        other=pl.Series(weighted(rng, TOPICS, rows.height)),
    )
    topic = pl.when((pl.col("u_topic") < 0.55) & pl.col("promised").is_not_null()).then("promised")
    return rows.with_columns(
        outcome=pl.when("answered")
        .then(pl.col("kind").replace_strict(REPLY))
        .otherwise(pl.col("kind").replace_strict(SILENCE)),
        topic=pl.when("answered").then(topic.otherwise("other")),
        user="owner",
    )


def welcome_mails(seed: int, contacts: pl.DataFrame) -> pl.DataFrame:
    """Give the automated e-mail that most qualified leads get at once: no follow-up by a person."""
    draw = pl.Series(stream(seed, "welcome").random(contacts.height))
    return contacts.filter(pl.col("mql").is_not_null() & (pl.lit(draw) < 0.5)).select(
        "contact_id",
        kind=pl.lit("email"),
        direction=pl.lit("outbound"),
        day=pl.col("mql") + 3 / 1440,
        outcome=pl.lit("sent"),
        is_automated=True,
    )


def conversations(seed: int, deals: pl.DataFrame, stories: Stories) -> pl.DataFrame:
    """Give the meetings and calls on each deal, each with one of its people."""
    rng = stream(seed, "conversations")
    frames = [
        _at_stage(rng, deals, stage, kind, stories)
        for stage, kind in (
            ("Qualified", "meeting"),
            ("Demo", "meeting"),
            ("Proposal", "call"),
            ("Negotiation", "meeting"),
        )
    ]
    return pl.concat(frames)


def _at_stage(
    rng: np.random.Generator, deals: pl.DataFrame, stage: str, kind: str, stories: Stories
) -> pl.DataFrame:
    """Hold one conversation soon after a stage was entered, and an answer to it at times."""
    rows = deals.filter(pl.col(stage).is_not_null())
    start = rows.get_column(stage).to_numpy()
    day = after_hours(start, rng.gamma(1.5, 5.0, rows.height))
    person = pl.Series(rng.integers(0, 5, rows.height)) % pl.col("contact_ids").list.len()
    inbound = pl.Series(rng.random(rows.height)) < 0.15
    rows = rows.select(
        "deal_id",
        "owner",
        "first_campaign",
        "closed",
        contact_id=pl.col("contact_ids").list.get(person),
        day=pl.Series(day),
        kind=pl.when(inbound & (kind == "call")).then(pl.lit("message")).otherwise(pl.lit(kind)),
        direction=pl.when(inbound).then(pl.lit("inbound")).otherwise(pl.lit("outbound")),
        is_automated=False,
    )
    happened = rows.filter(pl.col("day") <= pl.col("closed"), pl.col("day") < END)
    return _talked(rng, happened, stories)

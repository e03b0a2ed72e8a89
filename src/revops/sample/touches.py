"""Every touch that could happen: drawn once, before anything is known to come of it.

A channel finds a person at `rate * exp(on_intent * intent)`: that is the confounding. Which
of these touches happen is decided in `arrivals`; so a channel can be switched off later while
all else stays the same.
"""

import numpy as np
import polars as pl

from revops.sample.calendar import day_number, weekday
from revops.sample.campaigns import CAMPAIGNS, last_day
from revops.sample.channels import CHANNELS, Channel
from revops.sample.stories import Stories
from revops.sample.streams import Floats, Ints, stream

#: Days of the fairs (Thursdays), and of the webinars (every second Thursday at 16:00).
FAIRS = np.array([99.0, 246.0, 323.0, 463.0, 533.0, 610.0])
WEBINARS = np.arange(8.0, 800.0, 14.0)
#: Webinars of the time before day 0, where the company is not young.
OLDER = np.arange(8.0 - 14.0 * 25, 8.0, 14.0)


def draw_touches(seed: int, people: pl.DataFrame, stories: Stories) -> pl.DataFrame:
    """Draw the potential touches of all people, in the order of time for each."""
    frames = [_of_channel(seed, people, channel, stories) for channel in CHANNELS.values()]
    return pl.concat(frames).sort("person", "day", "channel")


def _of_channel(
    seed: int, people: pl.DataFrame, channel: Channel, stories: Stories
) -> pl.DataFrame:
    """Draw one channel's touches."""
    rng = stream(seed, f"touches {channel.name}")
    pull = channel.on_intent * people.get_column("intent").to_numpy()
    mean = channel.rate * np.exp(pull - channel.on_intent**2 / 2)
    who = np.repeat(np.arange(people.height), rng.poisson(np.minimum(mean, 5.0)))
    chosen = people[who].select("person", "account", "country")
    starts = people.get_column("starts").to_numpy()[who]
    day = starts + rng.exponential(channel.after_days, who.size)
    day = _on_the_clock(rng, channel.name, day, stories)
    campaign = _campaigns(rng, channel, day, chosen.get_column("country").to_numpy())
    return chosen.select("person", "account").with_columns(
        day=pl.Series(day),
        channel=pl.lit(channel.name),
        campaign_id=pl.Series(campaign, dtype=pl.String),
        is_form=pl.Series(rng.random(who.size) < channel.form),
        u_sub=pl.Series(rng.random(who.size)),
        u_tag=pl.Series(rng.random(who.size)),
    )


def _next(days: Floats, dates: Floats) -> Floats:
    """Move each day to the next of the dates, to the last one beyond them."""
    return dates[np.minimum(np.searchsorted(dates, days), dates.size - 1)]


def _on_the_clock(rng: np.random.Generator, name: str, day: Floats, stories: Stories) -> Floats:
    """Move touches to the days and hours at which such touches happen."""
    hours = np.clip(rng.normal(13.2, 3.2, day.size), 7.0, 22.5) / 24
    if name == "webinar":
        held = WEBINARS if "young_company" in stories else np.concatenate([OLDER, WEBINARS])
        return _next(day, held) + 16 / 24 + rng.random(day.size) * 8 / 1440
    if name == "event" and "seasons" in stories:
        return _next(day, FAIRS) + hours * 0.4 + 8 / 24
    day = np.floor(day)
    if name == "email":  # sent on Tuesdays, read within two days
        return day + (1 - weekday(day)) % 7 + (rng.random(day.size) < 0.25) + hours
    tired = (weekday(day) >= 5) & (rng.random(day.size) < 0.75)
    return day + np.where(tired, 7 - weekday(day), 0) + hours


def _campaigns(
    rng: np.random.Generator, channel: Channel, day: Floats, country: Ints
) -> list[str | None]:
    """Choose a campaign that ran on the day in the country; null where the channel has none."""
    running = [campaign for campaign in CAMPAIGNS if campaign.channel == channel.name]
    u = rng.random(day.size)
    if not running:
        return [None] * day.size
    weights = np.array(
        [
            (day >= day_number(campaign.starts))
            & (day < day_number(last_day(campaign)) + 1)
            & (np.isin(country, campaign.countries) | (not campaign.countries))
            for campaign in running
        ]
    ).cumsum(axis=0)
    chosen = (weights <= u * weights[-1]).sum(axis=0)
    names = [*(campaign.campaign_id for campaign in running), None]
    return [names[i] for i in chosen]

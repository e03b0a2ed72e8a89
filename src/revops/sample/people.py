"""The people of each company: a buying group of one to five, each with a role."""

import polars as pl

from revops.sample.calendar import BEFORE, after_hours
from revops.sample.company import ROLES
from revops.sample.stories import Stories
from revops.sample.streams import stream


def draw_people(seed: int, accounts: pl.DataFrame, stories: Stories) -> pl.DataFrame:
    """Draw one row per person; people share their company's intent in part."""
    rng = stream(seed, "people")
    people = accounts.select(
        "account",
        "country",
        "fit",
        "window",
        "is_prospected",
        pl.col("intent").alias("account_intent"),
        member=pl.int_ranges(0, "group_size"),
    ).explode("member", empty_as_null=True)
    size = people.height
    people = people.with_columns(
        person=pl.int_range(size),
        role=pl.col("member").replace_strict(dict(enumerate(ROLES)), return_dtype=pl.String),
        intent=0.8 * pl.col("account_intent") + pl.Series(rng.normal(0, 0.6, size)),
        starts=pl.col("window") + pl.col("member") * pl.Series(rng.exponential(6, size)),
        noise_mql=pl.Series(rng.logistic(0, 1, size)),
        u_reject=pl.Series(rng.random(size)),
        u_work=pl.Series(rng.random(size)),
        u_prospect=pl.Series(rng.random(size)),
        z_delay=pl.Series(rng.normal(0, 1, size)),
        u_route=pl.Series(rng.random(size)),
        u_group=pl.Series(rng.random(size)),
    )
    luck, starts = (people.get_column(name).to_numpy() for name in ("u_prospect", "starts"))
    written = after_hours(starts + 20 + 60 * luck, 0.3 + 7 * (luck * 100 % 1))
    begun = pl.lit(pl.Series(written >= (0.0 if "young_company" in stories else -BEFORE)))
    is_first = pl.col("is_prospected") & (pl.col("member") == 0) & begun
    # sales writes first to one person of a prospected company
    return people.with_columns(prospect_day=pl.when(is_first).then(pl.Series(written)))

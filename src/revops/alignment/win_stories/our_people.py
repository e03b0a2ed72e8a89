"""Who of ours took part in each journey, in which team, and with what?

Owners of the campaigns and authors of the pieces that the buyers met; owners of the deals and
whoever talked with the buyers. The table of users says who is in which team; somebody it does not
know stands with the team whose work it was, under the id that the exports give.
"""

import polars as pl

#: What somebody did, and the team whose work that is.
ROLES = {
    "campaign": "marketing",
    "author": "marketing",
    "deal_owner": "sales",
    "conversation": "sales",
}
TEAMS = ("marketing", "sales")
_TOOK_PART = {"opportunity_id": pl.String(), "user_id": pl.String(), "role": pl.String()}


def our_people(
    won: pl.DataFrame,
    journeys: pl.DataFrame | None = None,
    activities: pl.DataFrame | None = None,
    campaigns: pl.DataFrame | None = None,
    content: pl.DataFrame | None = None,
    users: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """One row a deal and person of ours: opportunity_id, team, name, roles (sorted).

    In the order of their names, which is no order of merit.

    >>> won = pl.DataFrame({"opportunity_id": ["d1"], "owner_id": ["u7"]})
    >>> users = pl.DataFrame({"user_id": ["u7"], "name": ["Sofía Sáez"], "team": ["sales"]})
    >>> our_people(won, users=users).rows()
    [('d1', 'sales', 'Sofía Sáez', ['deal_owner'])]
    """
    found = [_owners_of_deals(won)]
    if journeys is not None:
        walk = journeys.join(
            won, left_on="conversion_id", right_on="opportunity_id", how="semi"
        ).with_columns(opportunity_id="conversion_id")
        found += [_talkers(walk, activities), _campaigners(walk, campaigns)]
        found += [_authors(walk, content)]
    part = pl.concat(found).drop_nulls("user_id").unique()
    named = _named(part, users)
    return (
        named.group_by("opportunity_id", "team", "name")
        .agg(roles=pl.col("role").unique().sort())
        .sort("opportunity_id", "team", "name")
    )


def _owners_of_deals(won: pl.DataFrame) -> pl.DataFrame:
    """Give the owner of each deal."""
    return won.select("opportunity_id", user_id="owner_id", role=pl.lit("deal_owner"))


def _talkers(walk: pl.DataFrame, activities: pl.DataFrame | None) -> pl.DataFrame:
    """Give whoever had a touch of sales with the buyers."""
    if activities is None:
        return pl.DataFrame(schema=_TOOK_PART)
    by = activities.select("activity_id", "user_id").unique("activity_id", keep="first")
    sales = walk.filter(pl.col("team") == "sales")
    talked = sales.join(by, left_on="touchpoint_id", right_on="activity_id")
    return talked.select("opportunity_id", "user_id", role=pl.lit("conversation"))


def _campaigners(walk: pl.DataFrame, campaigns: pl.DataFrame | None) -> pl.DataFrame:
    """Give the owners of the campaigns that the buyers met."""
    if campaigns is None or "owner_id" not in campaigns.columns:
        return pl.DataFrame(schema=_TOOK_PART)
    owned = campaigns.select("campaign_id", user_id="owner_id").unique("campaign_id", keep="first")
    met = walk.select("opportunity_id", "campaign_id").join(owned, on="campaign_id")
    return met.select("opportunity_id", "user_id", role=pl.lit("campaign"))


def _authors(walk: pl.DataFrame, content: pl.DataFrame | None) -> pl.DataFrame:
    """Give the authors of the pieces that the buyers met."""
    if content is None or "author_ids" not in content.columns:
        return pl.DataFrame(schema=_TOOK_PART)
    wrote = content.select("content_id", user_id="author_ids").unique("content_id", keep="first")
    read = walk.select("opportunity_id", "content_id").join(wrote, on="content_id")
    each = read.explode("user_id").cast({"user_id": pl.String})
    return each.select("opportunity_id", "user_id", role=pl.lit("author"))


def _named(part: pl.DataFrame, users: pl.DataFrame | None) -> pl.DataFrame:
    """Put names and teams to the ids; what the users do not say, the role does."""
    team = pl.col("role").replace_strict(ROLES)
    if users is None:
        return part.with_columns(team.alias("team"), name="user_id")
    known = users.select("user_id", "name", own="team").unique("user_id", keep="first")
    told = part.join(known, on="user_id", how="left", maintain_order="left")
    return told.with_columns(name=pl.coalesce("name", "user_id"), team=pl.coalesce("own", team))

"""How was each deal won, from the first touch to the first event after the sale, and by whom?"""

from datetime import date

import polars as pl

from revops.alignment.win_stories.afterwards import first_event
from revops.alignment.win_stories.our_people import TEAMS, our_people
from revops.alignment.win_stories.said import pieces, promised, talked_about
from revops.alignment.win_stories.won_deals import ways, won_deals

DAYS = 30


def win_stories(
    opportunities: pl.DataFrame,
    accounts: pl.DataFrame | None = None,
    journeys: pl.DataFrame | None = None,
    leads: pl.DataFrame | None = None,
    activities: pl.DataFrame | None = None,
    campaigns: pl.DataFrame | None = None,
    content: pl.DataFrame | None = None,
    feedback: pl.DataFrame | None = None,
    customers: pl.DataFrame | None = None,
    users: pl.DataFrame | None = None,
    topics: pl.DataFrame | None = None,
    *,
    as_of: date,
    days: int = DAYS,
) -> pl.DataFrame:
    """How was each deal won, from the first touch to the first event after the sale, and by whom?

    One row a deal won in the last `days`, the newest first. Columns: opportunity_id, company, deal,
    won_on, value (workspace currency), first_touch_on, first_channel, first_campaign, lead_on (the
    primary lead came in), created_on, after_event, after_on, days_to_win (first touch to signature,
    calendar days), marketing_touches, sales_touches, n_people (buyers touched), marketing_people,
    sales_people and other_people (names), people (team, name, roles of each), content,
    made_together, promised, talked_about, full_name (of the primary lead; personal). What no export
    gives is null, or an empty list.
    """
    won = won_deals(opportunities, accounts, as_of=as_of, days=days)
    part = our_people(won, journeys, activities, campaigns, content, users)
    told = won
    for found in (
        ways(journeys),
        pieces(journeys, content),
        promised(journeys, campaigns),
        talked_about(won, journeys, activities, feedback, topics),
        first_event(won, customers, as_of=as_of),
        _gathered(part),
        *(_names(part, name) for name in (*TEAMS, OTHER)),
    ):
        told = told.join(found, on="opportunity_id", how="left", maintain_order="left")
    named = _with_lead(_with_campaign(told, campaigns), leads)
    waited = (pl.col("won_on") - pl.col("first_touch_on")).dt.total_days()
    return named.with_columns(waited.alias("days_to_win"), *_no_nulls(named)).select(_COLUMNS)


OTHER = "other"
_LISTS = ("content", "made_together", "promised", "talked_about")
_PEOPLE = ("marketing_people", "sales_people", "other_people")


def _gathered(part: pl.DataFrame) -> pl.DataFrame:
    """Gather the people of ours under each deal, each with team and roles."""
    return part.group_by("opportunity_id", maintain_order=True).agg(
        people=pl.struct("team", "name", "roles")
    )


def _names(part: pl.DataFrame, team: str) -> pl.DataFrame:
    """Write the names of one team, or of all others, under each deal."""
    is_theirs = ~pl.col("team").is_in(TEAMS) if team == OTHER else pl.col("team") == team
    listed = part.filter(is_theirs.fill_null(team == OTHER))
    return listed.group_by("opportunity_id", maintain_order=True).agg(
        pl.col("name").str.join(", ").alias(f"{team}_people")
    )


def _with_campaign(told: pl.DataFrame, campaigns: pl.DataFrame | None) -> pl.DataFrame:
    """Name the campaign of the first touch; one that is not in the list keeps its id."""
    first = pl.col("first_campaign_id")
    if campaigns is None:
        return told.with_columns(first.alias("first_campaign"))
    names = campaigns.select(first_campaign_id="campaign_id", first_campaign="name")
    known = names.unique("first_campaign_id", keep="first")
    joined = told.join(known, on="first_campaign_id", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("first_campaign", first).alias("first_campaign"))


def _with_lead(told: pl.DataFrame, leads: pl.DataFrame | None) -> pl.DataFrame:
    """Add the day on which the deal's primary lead came, and the name in the CRM."""
    shape = {"lead_id": pl.String(), "lead_on": pl.Date(), "full_name": pl.String()}
    found = pl.DataFrame(schema=shape)
    if leads is not None:
        name = "full_name" if "full_name" in leads.columns else pl.lit(None, pl.String)
        found = leads.select(
            "lead_id", lead_on=pl.col("created_at").dt.date(), full_name=name
        ).unique("lead_id", keep="first")
    joined = told.join(found, on="lead_id", how="left", maintain_order="left")
    before = pl.col("lead_on") <= pl.col("won_on")
    return joined.with_columns(pl.when(before).then("lead_on").alias("lead_on"))


def _no_nulls(told: pl.DataFrame) -> list[pl.Expr]:
    """Make the lists that nothing is known of empty."""
    lists = [pl.col(name).fill_null([]) for name in ("people", *_LISTS)]
    return [*lists, pl.col("marketing_touches", "sales_touches", "n_people").fill_null(0)]


_COLUMNS = (
    "opportunity_id", "company", "deal", "won_on", "value", "first_touch_on", "first_channel",
    "first_campaign", "lead_on", "created_on", "after_event", "after_on", "days_to_win",
    "marketing_touches", "sales_touches", "n_people", *_PEOPLE, "people", *_LISTS, "full_name",
)  # fmt: skip

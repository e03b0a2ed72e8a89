"""The people whose touches count: the buying group of each conversion."""

import polars as pl

from revops.errors import UnknownName

#: by -> whose touches make up the journey
GROUPS = {
    "buying_group": "people with a role on the deal, else everyone on the account, else the lead",
    "account": "everyone on the account, else the lead",
    "lead": "the deal's primary lead alone",
}


def people(
    conversions: pl.DataFrame,
    opportunity_people: pl.DataFrame | None = None,
    leads: pl.DataFrame | None = None,
    *,
    by: str = "buying_group",
) -> pl.DataFrame:
    """One row is one person of one conversion's group; columns conversion, lead_id.

    The primary lead always belongs. A person counts for the account from the day on which
    the CRM knows them, so that someone who came after the conversion never changes it.

    >>> deals = pl.DataFrame(
    ...     {"conversion": [0], "conversion_id": ["Aurora's"], "converted_at": [None],
    ...      "account_id": ["Aurora"], "lead_id": ["Ana"]}
    ... )
    >>> leads = pl.DataFrame(
    ...     {"lead_id": ["Ana", "Bruno"], "account_id": ["Aurora", "Aurora"],
    ...      "created_at": [None, None]}
    ... )
    >>> people(deals, None, leads)["lead_id"].to_list()
    ['Ana', 'Bruno']
    >>> roles = pl.DataFrame({"opportunity_id": ["Aurora's"], "lead_id": ["Carla"]})
    >>> people(deals, roles, leads)["lead_id"].to_list()
    ['Ana', 'Carla']
    """
    if by not in GROUPS:
        raise UnknownName("grouping", by, GROUPS)
    groups = [conversions.select("conversion", "lead_id")]
    without_roles = conversions
    if by == "buying_group" and opportunity_people is not None:
        groups.append(_with_a_role(conversions, opportunity_people))
        without_roles = conversions.join(groups[-1], on="conversion", how="anti")
    if by != "lead" and leads is not None:
        groups.append(_on_the_account(without_roles, leads))
    every = pl.concat(groups).drop_nulls("lead_id").unique()
    return every.sort("conversion", "lead_id")


def _with_a_role(conversions: pl.DataFrame, opportunity_people: pl.DataFrame) -> pl.DataFrame:
    return (
        opportunity_people.select(pl.col("opportunity_id").alias("conversion_id"), "lead_id")
        .drop_nulls("lead_id")
        .join(conversions.select("conversion", "conversion_id"), on="conversion_id")
        .select("conversion", "lead_id")
    )


def _on_the_account(conversions: pl.DataFrame, leads: pl.DataFrame) -> pl.DataFrame:
    known_by_then = pl.col("created_at") <= pl.col("converted_at")
    return (
        leads.select("lead_id", "account_id", "created_at")
        .join(conversions.select("conversion", "account_id", "converted_at"), on="account_id")
        .filter(known_by_then | known_by_then.is_null())
        .select("conversion", "lead_id")
    )

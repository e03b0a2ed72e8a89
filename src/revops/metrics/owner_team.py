"""Which team does the owner of a lead belong to?"""

import polars as pl

from revops.metrics.metric import NotComputable
from revops.text import N_

OWNER_TEAM = "owner_team"


def with_owner_team(leads: pl.DataFrame, users: pl.DataFrame | None) -> pl.DataFrame:
    """Add owner_team, the team of today's owner; the number of rows never changes.

    The owner is found by its id, or by its name where one user alone has it: some CRMs export
    names. Null where there is no owner, or none that the users know.

    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno", "carla"],
    ...     "owner_id": ["u1", "Eva", None]})
    >>> users = pl.DataFrame({"user_id": ["u1", "u2"], "name": ["Leo", "Eva"],
    ...     "team": ["sales", "marketing"]})
    >>> with_owner_team(leads, users)[OWNER_TEAM].to_list()
    ['sales', 'marketing', None]
    """
    if users is None:
        raise NotComputable(N_("no export gives the table '{table}'"), table="users")
    ids = users.select(pl.col("user_id").alias("owner_id"), pl.col("team").alias(OWNER_TEAM))
    names = users.select(pl.col("name").alias("owner_id"), pl.col("team").alias(OWNER_TEAM))
    alone = names.filter(pl.col("owner_id").is_unique())
    owners = pl.concat([ids.unique("owner_id", keep="first", maintain_order=True), alone])
    owners = owners.filter(pl.col("owner_id").is_not_null())
    return leads.join(
        owners.unique("owner_id", keep="first", maintain_order=True),
        on="owner_id",
        how="left",
        maintain_order="left",
        validate="m:1",
    )

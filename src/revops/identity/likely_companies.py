"""Companies that may be one: the same or nearly the same name; never merged, listed for review."""

import polars as pl

from revops.identity.alike import alike
from revops.identity.companies import evidence
from revops.identity.domains import is_shared
from revops.identity.pairs import gathered, sharing
from revops.identity.reasons import ALIKE_NAME, SAME_DOMAIN, SAME_NAME


def _by_likeness(records: pl.DataFrame) -> pl.DataFrame:
    """Pair the companies of one country whose names are alike, one record a name."""
    named = records.select("id", block=pl.col("country").fill_null(""), name="name").drop_nulls()
    ids = named.group_by("block", "name").agg(pl.col("id").min())
    pairs = alike(named).join(ids.rename({"id": "left_id"}), on=["block", "name"])
    found = pairs.join(ids.rename({"id": "right_id", "name": "other"}), on=["block", "other"])
    return found.select("left_id", "right_id", "score", why=pl.lit(ALIKE_NAME))


def _contradicted(pairs: pl.DataFrame, records: pl.DataFrame, *by: str) -> pl.DataFrame:
    """Leave out the pairs of which both have a value and these differ."""
    known = records.select("id", *by)
    seen = pairs.join(known, left_on="left_id", right_on="id").join(
        known, left_on="right_id", right_on="id", suffix="_right"
    )
    differs = pl.any_horizontal(
        (pl.col(name) != pl.col(f"{name}_right")).fill_null(False) for name in by
    )
    return seen.filter(~differs).select(pairs.columns)


def likely(accounts: pl.DataFrame) -> pl.DataFrame:
    """List the pairs of companies that may be one, with score and reasons.

    Two valid tax ids that differ are two companies, whatever their names. Names that are only
    alike count where neither country nor domain speaks against it.

    >>> firms = pl.DataFrame(
    ...     {
    ...         "account_id": ["A1", "A2", "A3"],
    ...         "name": ["Bosque Ltda.", "BOSQUE SpA", "Cumbre"],
    ...         "domain": ["bosque.example", None, None],
    ...         "country": "Chile",
    ...     }
    ... ).with_columns(pl.lit(None, pl.String).alias(name) for name in
    ...     ("tax_id", "parent_id", "from_vendor"))
    >>> likely(firms).rows()
    [('accounts', 'A1', 'A2', 0.9, 'same name but for the legal form')]
    """
    read = evidence(accounts).rename({"account_id": "id"})
    own = pl.when(~is_shared(pl.col("domain")).fill_null(True)).then("domain")
    records = read.with_columns(own=own).filter(pl.col("id").is_not_null())
    by_name = sharing(records, "name", score=0.9, why=SAME_NAME)
    by_domain = sharing(records, "own", score=0.7, why=SAME_DOMAIN)
    by_likeness = _contradicted(_by_likeness(records), records, "own")
    family = records.select(left_id="id", right_id="parent_id").drop_nulls()
    pairs = gathered(
        "accounts", _contradicted(pl.concat([by_name, by_domain, by_likeness]), records, "key")
    )
    kin = pl.concat([family, family.select(left_id="right_id", right_id="left_id")])
    return pairs.join(kin, on=["left_id", "right_id"], how="anti", maintain_order="left")

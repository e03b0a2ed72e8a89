"""People who may be one: a name and one thing more in common; never merged, listed for review."""

import polars as pl

from revops.identity import emails
from revops.identity.alike import alike
from revops.identity.countries import iso
from revops.identity.domains import is_shared, registrable
from revops.identity.names import company_name, full
from revops.identity.pairs import gathered, sharing
from revops.identity.people import addresses
from revops.identity.phones import e164
from revops.identity.reasons import ADDRESS, ALIKE_AT_COMPANY, AT_COMPANY, PHONE, TAG, VISITOR

#: Two spellings of one number end in the same digits; only such numbers are read.
_LAST_DIGITS = 6


def _phones(leads: pl.DataFrame, person: pl.Series) -> pl.Series:
    """Give the telephone numbers that can tell: two people of one name, the same last digits."""
    tail = pl.col("phone").str.replace_all(r"\D", "").str.tail(_LAST_DIGITS)
    told = pl.concat_str(person, tail, separator="\n")
    may_be_one = told.is_duplicated() & (tail.str.len_chars() == _LAST_DIGITS)
    kept = leads.select(pl.when(may_be_one).then("phone")).to_series()
    return e164(kept, iso(leads["country"]))


def _records(leads: pl.DataFrame) -> pl.DataFrame:
    """Read what tells a person: name, company, telephone, address."""
    read = addresses(leads)
    domain = registrable(read.select(emails.host(pl.col("address"))).to_series())
    own = pl.when(~is_shared(pl.col("domain")).fill_null(True)).then("domain")
    person = read.select(full(pl.col("name"))).to_series()
    facts = leads.select(
        account="account_id",
        firm=company_name(pl.col("company")),
        phone=_phones(leads, person),
        domain=domain,
        person=person,
    ).with_columns(own=own)
    return (
        read.rename({"lead_id": "id", "name": "written"})
        .hstack(facts)
        .with_columns(company=pl.coalesce("account", "own", "firm"))
        .filter(pl.col("id").is_not_null())
    )


def _by_likeness(records: pl.DataFrame) -> pl.DataFrame:
    """Pair the people of one company whose names are alike."""
    named = records.select("id", block="company", name="person").drop_nulls()
    ids = named.group_by("block", "name").agg(pl.col("id").min())
    pairs = alike(named).join(ids.rename({"id": "left_id"}), on=["block", "name"])
    found = pairs.join(ids.rename({"id": "right_id", "name": "other"}), on=["block", "other"])
    return found.select("left_id", "right_id", pl.col("score") - 0.2, why=pl.lit(ALIKE_AT_COMPANY))


def _visits(records: pl.DataFrame, touchpoints: pl.DataFrame | None) -> pl.DataFrame:
    """List who came with which visitor's id, once each; only names that several people have."""
    if touchpoints is None:
        return records.clear().with_columns(visitor=pl.lit(None, pl.String))
    named = records.drop_nulls("person").filter(pl.col("person").is_duplicated())
    seen = touchpoints.select(id="lead_id", visitor="anonymous_id").drop_nulls()
    few = seen.join(named.select("id"), on="id", how="semi").unique()
    return named.join(few, on="id")


def likely(leads: pl.DataFrame, touchpoints: pl.DataFrame | None = None) -> pl.DataFrame:
    """List the pairs of people who may be one, with score and reasons.

    >>> people = pl.DataFrame(
    ...     {
    ...         "lead_id": ["L1", "L2", "L3"],
    ...         "email": ["ana.rojas@faro.cl", "arojas@faro.cl", "ana.rojas@bosque.cl"],
    ...         "full_name": "Ana Rojas",
    ...     }
    ... ).with_columns(pl.lit(None, pl.String).alias(name) for name in
    ...     ("account_id", "company", "phone", "country"))
    >>> likely(people).rows()
    [('leads', 'L1', 'L2', 0.9, 'same name at one company')]
    """
    records = _records(leads)
    several = records.filter(pl.col("is_role") | pl.col("is_shared"))
    tagged = records.with_columns(untagged=emails.untagged(pl.col("address")))
    return gathered(
        "leads",
        sharing(records, "person", "company", score=0.9, why=AT_COMPANY),
        sharing(records, "person", "phone", score=0.95, why=PHONE),
        sharing(_visits(records, touchpoints), "person", "visitor", score=0.9, why=VISITOR),
        sharing(tagged.filter(~emails.is_gmail(pl.col("address"))), "untagged", score=0.7, why=TAG),
        sharing(several, "box", score=0.3, why=ADDRESS),
        _by_likeness(records),
    )

"""By what people match: the CRM's id, the e-mail address, the Gmail mailbox behind it.

An address of a role (info@, ventas@) or of several people names one person only together with
the name. Who has none there is left alone.
"""

import polars as pl

from revops.identity import emails
from revops.identity.keys import SAME_ID, Keys, has_several, strangers
from revops.identity.names import bare
from revops.identity.reasons import NO_ADDRESS, ROLE, SHARED_ADDRESS, TWO_CRMS
from revops.identity.shared import NAMES_OF_A_SHARED_ADDRESS
from revops.text.mailboxes import ROLES

E_MAIL = "e-mail"
GMAIL = "Gmail mailbox"


def addresses(leads: pl.DataFrame) -> pl.DataFrame:
    """Read each person's address: itself, its mailbox, and whether several people share it."""
    read = leads.select(
        "lead_id",
        address=emails.address(leads["email"]),
        name=bare(pl.col("full_name")),
    )
    said = emails.local(emails.untagged(pl.col("address")))
    read = read.with_columns(
        box=emails.mailbox(pl.col("address")),
        first=pl.col("name").str.extract(r"^(\S+)"),
        role=said.is_in(ROLES).fill_null(False),
    )
    role = pl.col("role")
    many = has_several(read, "box", "first", NAMES_OF_A_SHARED_ADDRESS)
    return read.with_columns(
        is_role=role & has_several(read, "box", "name"), is_shared=~role & many
    ).drop("first", "role")


def keys(leads: pl.DataFrame) -> Keys:
    """Say by what each person matches.

    >>> people = pl.DataFrame(
    ...     {
    ...         "lead_id": ["L1", "L2", "L3"],
    ...         "email": ["ana@faro.cl", "info@faro.cl", "info@faro.cl"],
    ...         "full_name": ["Ana Rojas", "Ana Rojas", "Bruno Díaz"],
    ...         "from_vendor": "hubspot",
    ...     }
    ... )
    >>> keys(people).values["e-mail"].to_list()
    ['ana@faro.cl', 'info@faro.cl ana rojas', 'info@faro.cl bruno diaz']
    """
    read = addresses(leads).hstack(leads.select("from_vendor", "email"))
    apart = strangers(read, "lead_id", "address", "name")
    several = pl.col("is_role") | pl.col("is_shared")
    named = pl.concat_str("address", "name", separator=" ")
    respelt = emails.is_gmail(pl.col("address")) & has_several(read, "box", "address") & ~several
    values = read.select(
        pl.when(~apart).then("lead_id").alias(SAME_ID),
        pl.when(~apart & several).then(named).when(~apart).then("address").alias(E_MAIL),
        pl.when(~apart & respelt).then("box").alias(GMAIL),
    )
    alone = read.select(
        apart.alias(TWO_CRMS),
        pl.col("is_role").alias(ROLE),
        pl.col("is_shared").alias(SHARED_ADDRESS),
        (pl.col("email").is_not_null() & pl.col("address").is_null()).alias(NO_ADDRESS),
    )
    return Keys(values, alone)

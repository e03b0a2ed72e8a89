"""What an e-mail address says by itself: whose mailbox, and of which house."""

import polars as pl

from revops.checks.flags.parts import Tables, holds, part_of
from revops.text.mailboxes import FREE_MAIL, FREE_MAIL_ANYWHERE, ROLES


def domain_of(column: str = "email") -> pl.Expr:
    """Give what stands after the @, in lower case."""
    return pl.col(column).str.to_lowercase().str.extract(r"@([^@\s]+)$")


def is_of_a_role(column: str = "email") -> pl.Expr:
    """Say whether an address is that of a role, such as info@ or ventas@.

    >>> leads = pl.DataFrame({"email": ["Ventas+cl@nunoa.cl", "sofia@nunoa.cl", None]})
    >>> leads.select(is_of_a_role())["email"].to_list()
    [True, False, None]
    """
    return pl.col(column).str.to_lowercase().str.extract(r"^\s*([^@+\s]+)").is_in(ROLES)


def is_free_mail(domain: pl.Expr) -> pl.Expr:
    """Say whether anyone can open a mailbox at a domain."""
    return domain.is_in(FREE_MAIL) | domain.str.contains(FREE_MAIL_ANYWHERE)


def our_domains(tables: Tables) -> pl.Series:
    """List the domains of our own: of our users' addresses, and of the site with our content."""
    found = [pl.Series("domain", [], pl.String)]
    if holds(tables, "users", "user_id"):
        users = part_of(tables, "users", "user_id")
        found.append(users.select(domain_of("user_id")).to_series())
    if holds(tables, "content", "url"):
        host = pl.col("url").str.to_lowercase().str.extract(r"^https?://(?:www\.)?([^/?#:]+)")
        found.append(part_of(tables, "content", "url").select(host).to_series())
    every = pl.concat([each.alias("domain") for each in found]).drop_nulls().unique().sort()
    return every.filter(~every.to_frame().select(is_free_mail(pl.col("domain"))).to_series())

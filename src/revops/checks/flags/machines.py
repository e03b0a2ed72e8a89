"""Users of the CRM who are no people: queues, integrations, robots."""

import polars as pl

from revops.checks.flags.late import valued
from revops.checks.flags.parts import Tables, holds, part_of

#: How such users are called, in English, Spanish and Portuguese.
_NAMES = (
    r"(?i)\b(queue|cola|fila|integraci[oó]n|integra[cç][aã]o|integration|api|bot|robot|rob[oô]"
    r"|system|sistema|automation|automatizaci[oó]n|automated|workflow|webhook|sync|data ?loader"
    r"|zapier|marketo|pardot|eloqua|hubspot|salesforce|mailchimp|round[ -]?robin|unassigned"
    r"|sin asignar|sem dono|no owner|sin (due[nñ]o|propietario))\b"
)
#: Salesforce's ids of queues.
_QUEUE_ID = r"^00G[A-Za-z0-9]{12}([A-Za-z0-9]{3})?$"


def is_machine(column: str, tables: Tables) -> pl.Expr:
    """Say whether a user is a queue or a program, by its name, or by its id where that is one.

    >>> leads = pl.DataFrame({"owner_id": ["Cola Chile", "Nicola Soto", "00G8d000002abcd", None]})
    >>> leads.select(is_machine("owner_id", {}))["owner_id"].to_list()
    [True, False, True, None]
    """
    user = pl.col(column)
    name = user
    if holds(tables, "users", "user_id", "name"):
        named = part_of(tables, "users", "user_id", "name").drop_nulls().unique("user_id")
        name = pl.coalesce(valued(user, named), user)
    return name.str.contains(_NAMES) | user.str.contains(_QUEUE_ID)

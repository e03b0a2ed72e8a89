"""A record's id as a link to the record in the CRM: a reader clicks it, a page never loads it."""

from collections.abc import Sequence
from html import escape

from revops.report.privacy import MASK
from revops.text.numbers import UNKNOWN
from revops.workspace.crm import Crm

_RECORDS = ("lead_id", "opportunity_id", "account_id")


def linked(columns: Sequence[str], crm: Crm) -> list[str]:
    """Name the columns whose ids have an address.

    >>> linked(["company", "lead_id"], Crm(lead_url="https://crm.example/contacts/{id}"))
    ['lead_id']
    """
    return [name for name in columns if name in _RECORDS and crm.address(name, "1")]


def record_link(record: object, *, column: str, crm: Crm) -> str:
    """Write an id as a link; where there is none, or it was masked as an e-mail address, as it is.

    >>> crm = Crm(lead_url="https://crm.example/contacts/{id}")
    >>> record_link("<7>", column="lead_id", crm=crm)
    '<a class="record" href="https://crm.example/contacts/%3C7%3E" rel="noreferrer">&lt;7&gt;</a>'
    """
    said = escape(str(record))
    if record == UNKNOWN or MASK in str(record):
        return said
    href = escape(crm.address(column, str(record)))
    return f'<a class="record" href="{href}" rel="noreferrer">{said}</a>'

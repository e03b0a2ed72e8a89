"""Where a record is found in the CRM: an address for each kind of record, with the id in it.

    [crm]
    lead_url = "https://crm.example/contacts/{id}"
    opportunity_url = "https://crm.example/deals/{id}"

Pages only link to it; nothing is ever asked of it.
"""

import re
from typing import Annotated
from urllib.parse import quote

from pydantic import AfterValidator, BaseModel, ConfigDict

_ID = "{id}"
_BRACES = re.compile(r"[{}]")
_BAD = re.compile(r"[\s\x00-\x1f\x7f<>\"'\\^`|]")


def _record_url(url: str) -> str:
    """Refuse what is no https address with one {id} after its host."""
    if not url.startswith("https://"):
        raise ValueError(f"'{url}' is no safe address; it begins with https://")
    if url.count(_ID) != 1 or len(_BRACES.findall(url)) != 2:
        raise ValueError(f"'{url}' needs {_ID} once, where the record's id belongs")
    if _BAD.search(url):
        raise ValueError(f"'{url}' has a blank or a sign that no address has")
    host = re.split(r"[/?#]", url.removeprefix("https://"), maxsplit=1)[0]
    if _ID in host or "@" in host or not host:
        raise ValueError(f"'{url}' needs a host, such as crm.example, before {_ID}")
    return url


RecordUrl = Annotated[str, AfterValidator(_record_url)]


class Crm(BaseModel):
    """The addresses of records in the CRM; without one, a page shows the plain id.

    >>> crm = Crm(lead_url="https://crm.example/contacts/{id}")
    >>> crm.address("lead_id", "7/8"), crm.address("account_id", "A1")
    ('https://crm.example/contacts/7%2F8', '')
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    lead_url: RecordUrl | None = None
    opportunity_url: RecordUrl | None = None
    account_url: RecordUrl | None = None

    def address(self, column: str, record: str) -> str:
        """Give the address of the record that a column such as `lead_id` names; "" without one."""
        named = {
            "lead_id": self.lead_url,
            "opportunity_id": self.opportunity_url,
            "account_id": self.account_url,
        }
        url = named.get(column)
        return url.replace(_ID, quote(record, safe="")) if url and record else ""

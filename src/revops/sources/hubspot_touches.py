"""HubSpot: touches that a contact's own fields tell, for accounts that export no touches.

A contact holds its first and its latest source and its first and its recent conversion, each with
its date; what lay between them it does not hold. So these touches are marked (`is_inferred`), and
the load leaves them out where any export records touches.
"""

from collections.abc import Mapping

from revops.sources.hubspot import EXPORTS as HUBSPOT
from revops.sources.mapping import Cell, Export, Joined, Names

(_CONTACTS,) = (one for one in HUBSPOT if (one.source, one.table) == ("hubspot.contacts", "leads"))
_ID, _FIRST_SOURCE = _CONTACTS.columns["lead_id"], _CONTACTS.columns["original_source"]
_FIRST_SEEN: Names = (
    "Time First Seen",
    "Time of First Session",
    "Time of First Visit",
    "Hora de la primera visita",
    "Hora de la primera sesión",
    "Hora da primeira visita",
    "Hora da primeira sessão",
    "hs_analytics_first_timestamp",
    "hs_analytics_first_visit_timestamp",
)
_LATEST_SOURCE: Names = (
    "Latest Traffic Source",
    "Latest Source",
    "Última fuente de tráfico",
    "Fuente de tráfico más reciente",
    "Última fuente",
    "Última fonte de tráfego",
    "Fonte de tráfego mais recente",
    "hs_latest_source",
)
_LATEST_SEEN: Names = (
    "Latest Traffic Source Date",
    "Latest Source Date",
    "Fecha de la última fuente de tráfico",
    "Fecha de la fuente de tráfico más reciente",
    "Fecha de la última fuente",
    "Data da última fonte de tráfego",
    "Data da fonte de tráfego mais recente",
    "hs_latest_source_timestamp",
)
_FIRST_CONVERSION: Names = (
    "First Conversion Date",
    "Fecha de la primera conversión",
    "Fecha de primera conversión",
    "Data da primeira conversão",
    "first_conversion_date",
)
_RECENT_CONVERSION: Names = (
    "Recent Conversion Date",
    "Fecha de la conversión reciente",
    "Fecha de la conversión más reciente",
    "Fecha de conversión reciente",
    "Data da conversão recente",
    "Data da conversão mais recente",
    "recent_conversion_date",
)


def _touch(field: str, kind: str, columns: Mapping[str, Cell], *given: str) -> Export:
    """Make the mapping of one field: its name is the end of the touch's id."""
    return Export(
        vendor="hubspot",
        name="contacts",
        table="touchpoints",
        optional=True,
        key=("touchpoint_id", *given),
        given=given,
        constants={"kind": kind, "is_inferred": "true"},
        columns={"touchpoint_id": Joined((_ID,), end=f":{field}"), "lead_id": _ID, **columns},
    )


EXPORTS = (
    _touch(
        "original_source",
        "visit",
        {"occurred_at": _FIRST_SEEN, "channel": _FIRST_SOURCE},
        *("occurred_at", "channel"),
    ),
    _touch(
        "first_conversion",
        "form",
        {"occurred_at": _FIRST_CONVERSION, "channel": _FIRST_SOURCE},
        "occurred_at",
    ),
    _touch(
        "recent_conversion",
        "form",
        {"occurred_at": _RECENT_CONVERSION, "channel": _LATEST_SOURCE},
        "occurred_at",
    ),
    _touch(
        "latest_source",
        "visit",
        {"occurred_at": _LATEST_SEEN, "channel": _LATEST_SOURCE},
        *("occurred_at", "channel"),
    ),
)

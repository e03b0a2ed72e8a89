"""Meta Ads Manager: the campaign report, in English or Spanish.

The currency stands in a header, `Amount spent (USD)`. A totals row has neither campaign nor
day, or begins with `Total`. One row is a campaign on a day, so the campaigns table keeps the
first row of each campaign.
"""

import re

from revops.sources.mapping import Export, FirstFilled

_ID = ("Campaign ID", "Identificador de la campaña", "ID de la campaña")
_NAME = ("Campaign name", "Nombre de la campaña")
_DAY = ("Day", "Día", "Date", "Fecha")
_SPENT = re.compile(
    r"(?:Amount spent|Importe gastado|Valor usado) ?\((?P<currency>[A-Z]{3})\)", re.IGNORECASE
)
_TOTALS = (r"Totale?s?$", r"Total general$", r"Results from ", r"Resultados de ")

EXPORTS = (
    Export(
        vendor="meta_ads",
        name="campaigns",
        table="campaigns",
        distinct=True,
        totals=_TOTALS,
        totals_blank=(_ID, _NAME, _DAY),
        columns={
            "campaign_id": FirstFilled((_ID, _NAME)),
            "name": _NAME,
            "status": ("Campaign delivery", "Entrega de la campaña"),
            "starts_on": ("Starts", "Inicio"),
            "ends_on": ("Ends", "Finalización"),
        },
    ),
    Export(
        vendor="meta_ads",
        name="campaigns",
        table="spend",
        totals=_TOTALS,
        totals_blank=(_ID, _NAME, _DAY),
        columns={
            "campaign_id": FirstFilled((_ID, _NAME)),
            "spent_on": _DAY,
            "cost": (_SPENT, "Amount spent", "Importe gastado"),
            "currency": ("Currency", "Divisa", "Moneda"),
            "impressions": ("Impressions", "Impresiones"),
            "clicks": (
                "Link clicks",
                "Clics en el enlace",
                "Clics en enlaces",
                "Clicks (all)",
                "Clics (todos)",
            ),
            "platform_conversions": (
                "Results",
                "Resultados",
                "Purchases",
                "Compras",
                "Leads",
                "Clientes potenciales",
            ),
        },
    ),
)

"""Google Ads: the campaign report, from the web page or the API.

The page's file begins with its title and its dates, writes ` --` where it has nothing, and
ends with `Total: ...` rows that overlap: they are left out and counted. Without a Day column
the cost is known, its day is not. One row is a campaign on a day, so the campaigns table keeps
the first row of each campaign.
"""

from revops.sources.mapping import Export, FirstFilled

_ID = ("Campaign ID", "Id. de campaña", "ID de campaña", "ID de la campaña", "campaign.id")
_NAME = ("Campaign", "Campaña", "campaign.name", "campaign_name")
_CURRENCY = ("Currency code", "Código de moneda", "Currency", "customer.currency_code")
_MICROS = ("cost_micros", "metrics.cost_micros")
_TOTALS = ("Total: ", "Total de ")
_MISSING = ("--",)

EXPORTS = (
    Export(
        vendor="google_ads",
        name="campaigns",
        table="campaigns",
        distinct=True,
        totals=_TOTALS,
        missing=_MISSING,
        shifts={"campaign_budget.amount_micros": -6},
        columns={
            "campaign_id": FirstFilled((_ID, _NAME)),
            "name": _NAME,
            "status": (
                "Campaign status",
                "Campaign state",
                "Estado de la campaña",
                "campaign.status",
            ),
            "budget": ("Budget", "Presupuesto", "campaign_budget.amount_micros"),
            "currency": _CURRENCY,
            "starts_on": ("Campaign start date", "Start date", "campaign.start_date"),
            "ends_on": ("Campaign end date", "End date", "campaign.end_date"),
        },
    ),
    Export(
        vendor="google_ads",
        name="campaigns",
        table="spend",
        totals=_TOTALS,
        missing=_MISSING,
        shifts=dict.fromkeys(_MICROS, -6),
        columns={
            "campaign_id": FirstFilled((_ID, _NAME)),
            "spent_on": ("Day", "Día", "Date", "segments.date"),
            "cost": ("Cost", "Costo", "Coste", *_MICROS),
            "currency": _CURRENCY,
            "impressions": ("Impr.", "Impressions", "Impresiones", "metrics.impressions"),
            "clicks": ("Clicks", "Clics", "metrics.clicks"),
            "platform_conversions": ("Conversions", "Conversiones", "metrics.conversions"),
        },
    ),
)

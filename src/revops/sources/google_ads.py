"""Google Ads: the campaign report, from the web page or the API.

The page's file begins with its title and its dates, writes ` --` where it has nothing, and
ends with `Total: ...` rows that overlap: they are left out and counted. Without a Day column
the cost is known, its day is not. One row is a campaign on a day, so the campaigns table keeps
the first row of each campaign; with ad groups or devices, the rows of a day are added up.
"""

from revops.sources.mapping import Export, FirstFilled


def _camel(words: str) -> str:
    """Write words as JSON does."""
    first, *others = words.split("_")
    return first + "".join(word.title() for word in others)


def _api(resource: str, field: str) -> tuple[str, ...]:
    """Give a field's name as the API, a data transfer and JSON write it."""
    spelt = (f"{resource}.{field}", f"{resource}_{field}", f"{_camel(resource)}.{_camel(field)}")
    return tuple(dict.fromkeys(spelt))


_ID = (
    "Campaign ID",
    "Id. de campaña",
    "ID de campaña",
    "ID de la campaña",
    "ID da campanha",
    "Código da campanha",
    *_api("campaign", "id"),
)
_NAME = ("Campaign", "Campaign name", "Campaña", "Campanha", *_api("campaign", "name"))
_CURRENCY = (
    "Currency code",
    "Código de moneda",
    "Código de la moneda",
    "Código da moeda",
    "Currency",
    "Moneda",
    "Moeda",
    *_api("customer", "currency_code"),
)
_DAY = ("Day", "Día", "Dia", "Date", "Fecha", "Data", *_api("segments", "date"))
_MICROS = ("cost_micros", *_api("metrics", "cost_micros"))
_BUDGET_MICROS = _api("campaign_budget", "amount_micros")
_TOTALS = (
    "Total: ",
    "Total de (?:la cuenta|las campañas|campañas|cuenta|conta|campanhas)",
    "Total da conta",
)
_MISSING = ("--",)
#: A cost has no conversion: where a report is split by them, it repeats the cost, or lacks it.
_ACTIONS = (
    "Conversion action",
    "Conversion action category",
    "Conversion category",
    "Acción de conversión",
    "Categoría de conversión",
    "Ação de conversão",
    "Categoria de conversão",
    *_api("segments", "conversion_action"),
    *_api("segments", "conversion_action_name"),
    *_api("segments", "conversion_action_category"),
)
_NO_COST = "a report by conversion repeats the cost of a campaign, or lacks it"
_ADVICE = (
    "export the campaign report (Campaigns, with the segment Day and the columns Campaign ID, "
    "Currency code, Cost, Impr., Clicks and Conversions)."
)

EXPORTS = (
    Export(
        vendor="google_ads",
        name="campaigns",
        table="campaigns",
        distinct=True,
        totals=_TOTALS,
        totals_undated=_DAY,
        missing=_MISSING,
        shifts=dict.fromkeys(_BUDGET_MICROS, -6),
        advice=_ADVICE,
        beside=(
            "Campaign type",
            "Tipo de campaña",
            "Tipo de campanha",
            "Avg. cost",
            "Interactions",
        ),
        columns={
            "campaign_id": FirstFilled((_ID, _NAME)),
            "name": _NAME,
            "status": (
                "Campaign status",
                "Campaign state",
                "Estado de la campaña",
                "Estado de campaña",
                "Status da campanha",
                "Estado da campanha",
                *_api("campaign", "status"),
            ),
            "budget": ("Budget", "Presupuesto", "Orçamento", *_BUDGET_MICROS),
            "currency": _CURRENCY,
            "starts_on": (
                "Campaign start date",
                "Start date",
                "Fecha de inicio de la campaña",
                "Fecha de inicio",
                "Data de início da campanha",
                "Data de início",
                *_api("campaign", "start_date"),
            ),
            "ends_on": (
                "Campaign end date",
                "End date",
                "Fecha de finalización de la campaña",
                "Fecha de finalización",
                "Data de término da campanha",
                "Data de término",
                *_api("campaign", "end_date"),
            ),
        },
    ),
    Export(
        vendor="google_ads",
        name="campaigns",
        table="spend",
        totals=_TOTALS,
        totals_undated=_DAY,
        missing=_MISSING,
        shifts=dict.fromkeys(_MICROS, -6),
        advice=_ADVICE,
        unfit=dict.fromkeys(_ACTIONS, _NO_COST),
        adds_up=("cost", "impressions", "clicks", "platform_conversions"),
        finer=(
            ("Ad group", "Grupo de anuncios", "Grupo de anúncios", *_api("ad_group", "name")),
            ("Ad group ID", "ID del grupo de anuncios", *_api("ad_group", "id")),
            ("Keyword", "Palabra clave", "Palavra-chave", "Search keyword"),
            ("Ad ID", "ID del anuncio", "ID do anúncio", "ad_group_ad.ad.id"),
            ("Device", "Dispositivo", *_api("segments", "device")),
            (
                *("Hour of the day", "Hour of day", "Hora del día", "Hora do dia"),
                *_api("segments", "hour"),
            ),
            ("Network", "Red", "Rede", *_api("segments", "ad_network_type")),
        ),
        columns={
            "campaign_id": FirstFilled((_ID, _NAME)),
            "spent_on": _DAY,
            "cost": ("Cost", "Costo", "Coste", "Custo", *_MICROS),
            "currency": _CURRENCY,
            "impressions": (
                "Impr.",
                "Impressions",
                "Impresiones",
                "Impressões",
                *_api("metrics", "impressions"),
            ),
            "clicks": ("Clicks", "Clics", "Cliques", *_api("metrics", "clicks")),
            "platform_conversions": (
                "Conversions",
                "Conversiones",
                "Conversões",
                *_api("metrics", "conversions"),
            ),
        },
    ),
)

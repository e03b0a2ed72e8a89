"""Microsoft Advertising: the campaign performance report, from the web page or the API.

Lines above the header tell the report's name and dates; a copyright line, and totals in a file
of the campaigns page, end it. Days are written as the account's language does. The API's
`TimePeriod` is a day only in a report with the aggregation *Daily*: any other has no days.
"""

from revops.sources.mapping import Export, FirstFilled, Names, Spans

_ID: Names = (
    "Campaign ID",
    "CampaignId",
    "Campaign_Id",
    "Id. de campaña",
    "Id. de la campaña",
    "ID de campaña",
    "ID da campanha",
    "Identificação da campanha",
)
_NAME: Names = (
    "Campaign name",
    "Campaign",
    "CampaignName",
    "Nombre de campaña",
    "Nombre de la campaña",
    "Campaña",
    "Nome da campanha",
    "Campanha",
)
_CURRENCY: Names = (
    "Currency code",
    "CurrencyCode",
    "Código de moneda",
    "Código de divisa",
    "Código da moeda",
    "Currency",
)
_DAY: Names = (
    "Gregorian date",
    "GregorianDate",
    "Day",
    "Fecha gregoriana",
    "Día",
    "Data gregoriana",
    "Dia",
)
_MAYBE_DAY: Names = (
    "Date",
    "Time period",
    "TimePeriod",
    "Fecha",
    "Período de tiempo",
    "Data",
    "Período de tempo",
)
_AGGREGATION = r"^(?:Report aggregation|Agregación[^:]*|Agregação[^:]*): *"
_SPANS = Spans(
    under=_MAYBE_DAY,
    says=_AGGREGATION + r"(?!Dai|Hour|Dia|Diá|Hor)\w",
    denies=_AGGREGATION + r"(?:Dai|Hour|Dia|Diá|Hor)",
)
_TOTALS = (
    r".{0,4}\d{4} Microsoft Corporation",
    r"Overall total",
    r"Deleted items total",
    r"Total(?:es)?$",
    r"Total (?:general|geral)",
)
_MISSING = ("-", "--")
_NO_COST = "a report by conversion goal repeats the cost of a campaign, or lacks it"
_ADVICE = (
    "export the report Performance > Campaign (unit of time Day, with the columns Campaign ID, "
    "Currency code, Spend, Impressions, Clicks and Conversions)."
)

EXPORTS = (
    Export(
        vendor="microsoft_ads",
        name="campaigns",
        table="campaigns",
        distinct=True,
        totals=_TOTALS,
        totals_undated=(*_DAY, *_MAYBE_DAY),
        missing=_MISSING,
        advice=_ADVICE,
        columns={
            "campaign_id": FirstFilled((_ID, _NAME)),
            "name": _NAME,
            "status": (
                "Campaign status",
                "CampaignStatus",
                "Estado de la campaña",
                "Status da campanha",
            ),
            "currency": _CURRENCY,
        },
    ),
    Export(
        vendor="microsoft_ads",
        name="campaigns",
        table="spend",
        totals=_TOTALS,
        totals_undated=(*_DAY, *_MAYBE_DAY),
        missing=_MISSING,
        advice=_ADVICE,
        spans=_SPANS,
        unfit=dict.fromkeys(("Goal", "Goal name", "GoalName", "Goal type", "GoalType"), _NO_COST),
        adds_up=("cost", "impressions", "clicks", "platform_conversions"),
        finer=(
            ("Ad group", "Ad group name", "AdGroupName", "Grupo de anuncios"),
            ("Ad group ID", "AdGroupId"),
            ("Keyword", "Palabra clave", "Palavra-chave"),
            ("Device type", "DeviceType", "Tipo de dispositivo"),
            ("Network", "Red", "Rede"),
            ("Ad distribution", "AdDistribution"),
        ),
        columns={
            "campaign_id": FirstFilled((_ID, _NAME)),
            "spent_on": (*_DAY, *_MAYBE_DAY),
            "cost": ("Spend", "Gasto", "Gastos", "Inversión"),
            "currency": _CURRENCY,
            "impressions": ("Impressions", "Impr.", "Impresiones", "Impressões"),
            "clicks": ("Clicks", "Clics", "Cliques"),
            "platform_conversions": ("Conversions", "Conv.", "Conversiones", "Conversões"),
        },
    ),
)

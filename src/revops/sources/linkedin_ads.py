"""LinkedIn Campaign Manager: the performance report by day, of campaigns or of ads.

The file begins with its title and dates, counts days in UTC and always writes them month first.
Its last row is a total. Only a report with the time breakdown *Daily* has the cost of each day:
any other one writes the first day of its month or of its whole span, which is then no day.
"""

from collections.abc import Mapping

from revops.sources.mapping import Cell, Export, FirstFilled, Names, OneDay, Spans

_ID: Names = (
    "Campaign ID",
    "Ad Set ID",
    "ID de la campaña",
    "Identificador de la campaña",
    "ID da campanha",
    "Código da campanha",
)
_NAME: Names = (
    "Campaign Name",
    "Ad Set Name",
    "Nombre de la campaña",
    "Nombre de campaña",
    "Nome da campanha",
)
_CURRENCY: Names = ("Currency", "Divisa", "Moneda", "Moeda")
_DAY: Names = (
    "Start Date (in UTC)",
    "Start Date",
    "Date",
    "Fecha de inicio (en UTC)",
    "Fecha de inicio (UTC)",
    "Data de início (em UTC)",
    "Data de início (UTC)",
)
_LAST_DAY: Names = (
    "End Date (in UTC)",
    "End Date",
    "Fecha de finalización (en UTC)",
    "Data de término (em UTC)",
)
_SPANS = Spans(
    under=_DAY,
    period=r"(?:Report Start|Inicio del informe|Início do relatório): *(?P<first>.+?) *, *"
    r"(?:Report End|Fin del informe|Fim do relatório): *(?P<last>[^,]+(?:, \d{4})?)",
)
_CAMPAIGNS: Mapping[str, Cell] = {
    "campaign_id": FirstFilled((_ID, _NAME)),
    "name": _NAME,
    "status": (
        "Campaign Status",
        "Campaign Run Status",
        "Estado de la campaña",
        "Status da campanha",
    ),
    "starts_on": (
        "Campaign Start Date",
        "Fecha de inicio de la campaña",
        "Data de início da campanha",
    ),
    "ends_on": (
        "Campaign End Date",
        "Fecha de finalización de la campaña",
        "Data de término da campanha",
    ),
    "budget": ("Total Budget", "Lifetime Budget", "Presupuesto total", "Orçamento total"),
    "currency": _CURRENCY,
}
_SPEND: Mapping[str, Cell] = {
    "campaign_id": FirstFilled((_ID, _NAME)),
    "spent_on": OneDay(_DAY, _LAST_DAY, alone=True),
    "cost": ("Total Spent", "Total gastado", "Gasto total", "Total gasto"),
    "currency": _CURRENCY,
    "impressions": ("Impressions", "Impresiones", "Impressões"),
    "clicks": ("Clicks", "Clics", "Cliques"),
    "platform_conversions": ("Conversions", "Conversiones", "Conversões"),
}


_TOTALS = (r"Totale?s?$", r"Total (?:general|geral)$")
_MISSING = ("-", "--", "N/A")
_MONTH_FIRST = ("%m/%d/%Y",)
_ADVICE = (
    "export the Campaign Performance report of Campaign Manager (time breakdown Daily), which "
    "has Campaign Name, Campaign ID, Start Date (in UTC) and Total Spent."
)

EXPORTS = (
    Export(
        vendor="linkedin_ads",
        name="campaigns",
        table="campaigns",
        columns=_CAMPAIGNS,
        distinct=True,
        totals=_TOTALS,
        missing=_MISSING,
        date_formats=_MONTH_FIRST,
        advice=_ADVICE,
    ),
    Export(
        vendor="linkedin_ads",
        name="campaigns",
        table="spend",
        columns=_SPEND,
        spans=_SPANS,
        adds_up=("cost", "impressions", "clicks", "platform_conversions"),
        finer=(
            ("Ad Set ID",),
            ("Ad Set Name",),
            ("Ad ID", "Creative ID"),
            ("Creative Name", "Ad Name"),
        ),
        totals=_TOTALS,
        missing=_MISSING,
        date_formats=_MONTH_FIRST,
        advice=_ADVICE,
    ),
)

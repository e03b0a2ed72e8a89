"""Meta Ads Manager: the campaign report, in English, Spanish or Portuguese, or from the API.

The currency stands in a header, `Amount spent (USD)`. A totals row has neither campaign nor
day, or begins with `Total`. Without a Day column, a report whose first and last day are one has
its day; any longer one has none. One row is a campaign on a day, so the campaigns table keeps
the first row of each campaign; rows of ad sets or ads are added up.
"""

import re

from revops.sources.mapping import Export, FirstFilled, Names, OneDay

_ID: Names = (
    "Campaign ID",
    "Identificador de la campaña",
    "ID de la campaña",
    "Identificación de la campaña",
    "Identificação da campanha",
    "Identificador da campanha",
    "ID da campanha",
    "campaign_id",
)
_NAME: Names = ("Campaign name", "Nombre de la campaña", "Nome da campanha", "campaign_name")
_DAY: Names = ("Day", "Día", "Dia", "Date", "Fecha", "Data")
_SPAN = OneDay(
    first=("Reporting starts", "Inicio del informe", "Início dos relatórios", "date_start"),
    last=(
        "Reporting ends",
        "Fin del informe",
        "Encerramento dos relatórios",
        "Término dos relatórios",
        "date_stop",
    ),
)
_SPENT = re.compile(
    r"(?:Amount spent|Importe gastado|Monto gastado|Valor usado|Valor gasto|Montante gasto)"
    r" ?\((?P<currency>[A-Z]{3})\)",
    re.IGNORECASE,
)
_ENDS = ("Ends", "Finalización", "Fin", "Término", "Fim")
_TOTALS = (
    r"Totale?s?$",
    r"Total (?:general|geral)$",
    r"Results from \d",
    r"Resultados de \d",
)
#: A pivot table adds up the days of each campaign in a row of its own.
_SUBTOTALS = dict.fromkeys(("Day", "Día", "Dia"), "all|todos|todas|tod[oa]s [ol][oa]?s .*")
_ADVICE = (
    "export the campaigns of Ads Manager (breakdown by Day, with the columns Campaign ID, "
    "Amount spent, Impressions, Link clicks and Results)."
)

EXPORTS = (
    Export(
        vendor="meta_ads",
        name="campaigns",
        table="campaigns",
        distinct=True,
        totals=_TOTALS,
        totals_undated=_DAY,
        totals_blank=(_ID, _NAME, _DAY),
        subtotals=_SUBTOTALS,
        only=dict.fromkeys(_ENDS, r"\d"),
        advice=_ADVICE,
        columns={
            "campaign_id": FirstFilled((_ID, _NAME)),
            "name": _NAME,
            "status": (
                "Campaign delivery",
                "Entrega de la campaña",
                "Veiculação da campanha",
                "Entrega da campanha",
            ),
            "starts_on": ("Starts", "Inicio", "Início"),
            "ends_on": _ENDS,
        },
    ),
    Export(
        vendor="meta_ads",
        name="campaigns",
        table="spend",
        totals=_TOTALS,
        totals_undated=_DAY,
        totals_blank=(_ID, _NAME, _DAY),
        subtotals=_SUBTOTALS,
        advice=_ADVICE,
        adds_up=("cost", "impressions", "clicks", "platform_conversions"),
        finer=(
            ("Ad set ID", "Identificador del conjunto de anuncios", "adset_id"),
            (
                "Ad set name",
                "Nombre del conjunto de anuncios",
                "Nome do conjunto de anúncios",
                "adset_name",
            ),
            ("Ad ID", "Identificador del anuncio", "Identificação do anúncio", "ad_id"),
            ("Ad name", "Nombre del anuncio", "Nome do anúncio", "ad_name"),
            ("Age", "Edad", "Idade"),
            ("Gender", "Sexo", "Gênero"),
            ("Platform", "Plataforma", "publisher_platform"),
            ("Placement", "Ubicación", "Posicionamento", "platform_position"),
            ("Country", "País"),
        ),
        columns={
            "campaign_id": FirstFilled((_ID, _NAME)),
            "spent_on": FirstFilled((_DAY, _SPAN)),
            "cost": (_SPENT, "Amount spent", "Importe gastado", "Valor usado", "spend"),
            "currency": ("Currency", "Divisa", "Moneda", "Moeda", "account_currency"),
            "impressions": ("Impressions", "Impresiones", "Impressões"),
            "clicks": (
                "Link clicks",
                "Clics en el enlace",
                "Clics en enlaces",
                "Cliques no link",
                "inline_link_clicks",
                "Clicks (all)",
                "Clics (todos)",
                "Cliques (todos)",
                "clicks",
            ),
            "platform_conversions": (
                "Results",
                "Resultados",
                "Purchases",
                "Compras",
                "Leads",
                "Clientes potenciales",
                "Cadastros",
            ),
        },
    ),
)

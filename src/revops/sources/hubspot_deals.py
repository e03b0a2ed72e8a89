"""HubSpot: deals, the people on them, and the stages they went through.

The close date is the expected one while a deal is open. Several contacts of a deal stand in one
cell, `101;102`, without a word on who is the main one: the first is taken for the deal's lead.
Stage history comes wide (a column for each stage, with the pipeline in brackets) or long.
"""

from revops.sources.hubspot_ids import ADVICE, COMPANY_IDS, CONTACT_IDS, CREATED, record_id
from revops.sources.hubspot_stages import ENTERED, LEFT
from revops.sources.mapping import Cell, Export, FirstListed, Wide

_ID = record_id("Deal", "Negocio", "Negócio")
_STAGE = ("Deal Stage", "Etapa del negocio", "Etapa do negócio", "Fase do negócio", "dealstage")
_DEAL: dict[str, Cell] = {
    "opportunity_id": _ID,
    "account_id": FirstListed(COMPANY_IDS),
    "lead_id": FirstListed(("Associated Contact IDs (Primary)", *CONTACT_IDS)),
    "name": ("Deal Name", "Nombre del negocio", "Nome do negócio", "dealname"),
    "pipeline": ("Pipeline", "Canalización", "Proceso", "Funil"),
    "stage": _STAGE,
    "product": ("Product", "Producto", "Produto", "Line item name"),
    "amount": ("Amount", "Importe", "Monto", "Valor", "Montante"),
    "recurring_amount": (
        "Annual recurring revenue",
        "Ingresos recurrentes anuales",
        "Receita recorrente anual",
        "hs_arr",
    ),
    "currency": ("Currency", "Moneda", "Divisa", "Moeda", "deal_currency_code"),
    "created_at": CREATED,
    "close_date": ("Close Date", "Fecha de cierre", "Data de fechamento", "closedate"),
    "probability": (
        "Deal probability",
        "Probabilidad del negocio",
        "Probabilidade do negócio",
        "hs_deal_stage_probability",
    ),
    "lost_reason": (
        "Closed Lost Reason",
        "Motivo de cierre perdido",
        "Motivo de negocio perdido",
        "Motivo do fechamento perdido",
        "Motivo de negócio perdido",
        "closed_lost_reason",
    ),
    "owner_id": (
        "Deal owner",
        "Propietario del negocio",
        "Proprietário do negócio",
        "hubspot_owner_id",
    ),
    "type": ("Deal Type", "Tipo de negocio", "Tipo de negócio", "Tipo do negócio", "dealtype"),
}
_TYPES = {
    "New Business": "new",
    "newbusiness": "new",
    "Nuevo negocio": "new",
    "Negocio nuevo": "new",
    "Novo negócio": "new",
    "Existing Business": "expansion",
    "existingbusiness": "expansion",
    "Negocio existente": "expansion",
    "Negócio existente": "expansion",
    "Renewal": "renewal",
    "Renovación": "renewal",
    "Renovação": "renewal",
}
_LONG: dict[str, Cell] = {
    "object_id": _ID,
    "stage": _STAGE,
    "entered_at": (
        "Date entered stage",
        "Date entered current stage",
        "Fecha de entrada en la etapa",
        "Fecha de entrada en la etapa actual",
        "Data de entrada na etapa",
        "Data de entrada na etapa atual",
        "hs_v2_date_entered_current_stage",
    ),
    "left_at": (
        "Date left stage",
        "Date exited stage",
        "Fecha de salida de la etapa",
        "Data de saída da etapa",
    ),
    "changed_by": ("Changed by", "Modified by", "Modificado por"),
}

EXPORTS = (
    Export(
        vendor="hubspot",
        name="deals",
        table="opportunities",
        advice=ADVICE,
        columns=_DEAL,
        values={"type": _TYPES},
    ),
    Export(
        vendor="hubspot",
        name="deals",
        table="opportunity_people",
        optional=True,
        explode="lead_id",
        columns={"opportunity_id": _ID, "lead_id": CONTACT_IDS},
    ),
    Export(
        vendor="hubspot",
        name="deals",
        table="stage_history",
        optional=True,
        distinct=True,
        constants={"object": "opportunity"},
        wide=Wide({"entered_at": ENTERED, "left_at": LEFT}),
        columns={"object_id": _ID},
    ),
    Export(
        vendor="hubspot",
        name="deal_stages",
        table="stage_history",
        advice=ADVICE,
        constants={"object": "opportunity"},
        columns=_LONG,
    ),
)

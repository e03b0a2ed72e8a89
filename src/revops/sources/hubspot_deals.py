"""HubSpot: deals, the people on them, and the stages they went through.

The close date is the expected one while a deal is open. Several contacts of a deal stand in one
cell, `101;102`, without a word on who is the main one: the first is taken for the deal's lead.
Stage history comes wide (a column for each stage, with the pipeline in brackets) or long.
"""

import re

from revops.sources.mapping import Export, FirstListed, Wide

_ID = (
    "Record ID",
    "Record ID - Deal",
    "Deal ID",
    "ID de registro",
    "ID de registro - Negocio",
    "hs_object_id",
)
_STAGE = ("Deal Stage", "Etapa del negocio", "dealstage")
_CONTACTS = (
    "Associated Contact IDs",
    "Associated Contact ID",
    "IDs de contactos asociados",
    "ID de contacto asociado",
)
_QUOTED = r"""["'“”‘’](?P<stage>.+?)(?: \((?:[^()]|\([^()]*\))+\))?["'“”‘’]"""
_ENTERED = (
    re.compile(rf"Date entered {_QUOTED}", re.IGNORECASE),
    re.compile(rf"Fecha de (?:entrada|ingreso) (?:a|en) {_QUOTED}", re.IGNORECASE),
    re.compile(r"hs_(?:v2_)?date_entered_(?P<stage>.+)"),
)
_LEFT = (
    re.compile(rf"Date exited {_QUOTED}", re.IGNORECASE),
    re.compile(rf"Fecha de salida de {_QUOTED}", re.IGNORECASE),
    re.compile(r"hs_(?:v2_)?date_exited_(?P<stage>.+)"),
)
_LONG = {
    "object_id": _ID,
    "stage": _STAGE,
    "entered_at": (
        "Date entered stage",
        "Date entered current stage",
        "Fecha de entrada en la etapa",
        "Fecha de entrada en la etapa actual",
        "hs_v2_date_entered_current_stage",
    ),
    "left_at": ("Date left stage", "Date exited stage", "Fecha de salida de la etapa"),
    "changed_by": ("Changed by", "Modified by", "Modificado por"),
}

EXPORTS = (
    Export(
        vendor="hubspot",
        name="deals",
        table="opportunities",
        columns={
            "opportunity_id": _ID,
            "account_id": FirstListed(
                (
                    "Associated Company IDs (Primary)",
                    "Associated Company IDs",
                    "Associated Company ID",
                    "IDs de empresas asociadas",
                    "ID de empresa asociada",
                )
            ),
            "lead_id": FirstListed(("Associated Contact IDs (Primary)", *_CONTACTS)),
            "name": ("Deal Name", "Nombre del negocio", "dealname"),
            "pipeline": ("Pipeline", "Canalización", "Proceso"),
            "stage": _STAGE,
            "product": ("Product", "Producto", "Line item name"),
            "amount": ("Amount", "Importe", "Monto", "Valor"),
            "recurring_amount": (
                "Annual recurring revenue",
                "Ingresos recurrentes anuales",
                "hs_arr",
            ),
            "currency": ("Currency", "Moneda", "Divisa", "deal_currency_code"),
            "created_at": ("Create Date", "Fecha de creación", "createdate"),
            "close_date": ("Close Date", "Fecha de cierre", "closedate"),
            "probability": (
                "Deal probability",
                "Probabilidad del negocio",
                "hs_deal_stage_probability",
            ),
            "lost_reason": (
                "Closed Lost Reason",
                "Motivo de cierre perdido",
                "Motivo de negocio perdido",
                "closed_lost_reason",
            ),
            "owner_id": ("Deal owner", "Propietario del negocio", "hubspot_owner_id"),
            "type": ("Deal Type", "Tipo de negocio", "dealtype"),
        },
        values={
            "type": {
                "New Business": "new",
                "newbusiness": "new",
                "Nuevo negocio": "new",
                "Negocio nuevo": "new",
                "Existing Business": "expansion",
                "existingbusiness": "expansion",
                "Negocio existente": "expansion",
                "Renewal": "renewal",
                "Renovación": "renewal",
            }
        },
    ),
    Export(
        vendor="hubspot",
        name="deals",
        table="opportunity_people",
        optional=True,
        explode="lead_id",
        columns={"opportunity_id": _ID, "lead_id": _CONTACTS},
    ),
    Export(
        vendor="hubspot",
        name="deals",
        table="stage_history",
        optional=True,
        distinct=True,
        constants={"object": "opportunity"},
        wide=Wide({"entered_at": _ENTERED, "left_at": _LEFT}),
        columns={"object_id": _ID},
    ),
    Export(
        vendor="hubspot",
        name="deal_stages",
        table="stage_history",
        constants={"object": "opportunity"},
        columns=_LONG,
    ),
)

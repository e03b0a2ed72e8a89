"""Zoho CRM: deals (older accounts call them potentials) and the history of their stages.

The closing date is the expected one while a deal is open; whether a stage is won or lost stands
in agreement/stages.csv. Probability is in percent.
"""

from revops.sources.mapping import Export
from revops.sources.zoho_parts import (
    ACCOUNT_ID,
    ADVICE,
    CONTACT_ID,
    CREATED,
    MISSING,
    owner,
    record_id,
)

_PROBABILITY = ("Probability (%)", "Probability", "Probabilidad (%)", "Probabilidade (%)")
_STAGE = ("Stage", "Fase", "Etapa", "Estágio")
_AMOUNT = ("Amount", "Importe", "Cantidad", "Valor", "Montante")
_CLOSING = ("Closing Date", "Fecha de cierre", "Data de fechamento")

EXPORTS = (
    Export(
        vendor="zoho",
        name="deals",
        table="opportunities",
        missing=MISSING,
        advice=ADVICE,
        shifts=dict.fromkeys(_PROBABILITY, -2),
        columns={
            "opportunity_id": (*record_id("Deal", "trato", "negócio"), "POTENTIALID"),
            "account_id": ACCOUNT_ID,
            "lead_id": CONTACT_ID,
            "name": (
                "Deal Name",
                "Potential Name",
                "Nombre de Trato",
                "Nombre del trato",
                "Nome do negócio",
            ),
            "pipeline": ("Pipeline", "Canalización", "Funil"),
            "stage": _STAGE,
            "amount": _AMOUNT,
            "currency": ("Currency", "Moneda", "Divisa", "Moeda"),
            "created_at": CREATED,
            "close_date": _CLOSING,
            "probability": _PROBABILITY,
            "lost_reason": (
                "Reason For Loss",
                "Reason For Loss__s",
                "Motivo de pérdida",
                "Motivo da perda",
            ),
            "owner_id": owner("Deal", "trato", "do negócio"),
            "primary_campaign_id": ("Campaign Source.id",),
            "type": ("Type", "Tipo"),
        },
        values={
            "type": {
                "New Business": "new",
                "Nuevo negocio": "new",
                "Novo negócio": "new",
                "Existing Business": "expansion",
                "Negocio existente": "expansion",
                "Negócio existente": "expansion",
            }
        },
    ),
    Export(
        vendor="zoho",
        name="deal_stages",
        table="stage_history",
        constants={"object": "opportunity"},
        missing=MISSING,
        shifts=dict.fromkeys(_PROBABILITY, -2),
        advice="Export the module Stage History, with the column Deal Name.id.",
        columns={
            "object_id": ("Deal Name.id", "Potential Name.id", "Deal Id", "Parent Id.id"),
            "stage": _STAGE,
            "entered_at": ("Modified Time", "Last Modified Time", "Hora de modificación"),
            "changed_by": ("Modified By.id", "Modified By", "Modificado por.id", "Modificado por"),
            "amount": _AMOUNT,
            "close_date": _CLOSING,
            "probability": _PROBABILITY,
        },
    ),
)

"""Pipedrive: deals. Open, won or lost is a column of its own; probability is in percent."""

from revops.sources.mapping import Export, FirstFilled, FirstListed
from revops.sources.pipedrive_names import ADVICE, DEAL_ID, ORGANIZATION_ID, PERSON_ID, deal

_PROBABILITY = deal("Probability", "Probabilidad", "Probabilidade")
_CLOSED = (
    deal("Won time", "Fecha de ganado|Ganado el", "Ganho em|Data de ganho"),
    deal("Lost time", "Fecha de perdido|Perdido el", "Data de perda|Perdido em"),
    deal(
        "Deal closed on|Closed on",
        "Negocio cerrado el|Trato cerrado el",
        "Negócio fechado em",
    ),
)
_EXPECTED = deal(
    "Expected close date",
    "Fecha prevista de cierre|Fecha de cierre esperada|Fecha de cierre prevista",
    "Data de fechamento esperada|Data prevista de fechamento",
)
_STATUS = {
    "Open": "open",
    "Abierto": "open",
    "Aberto": "open",
    "Won": "won",
    "Ganado": "won",
    "Ganho": "won",
    "Lost": "lost",
    "Perdido": "lost",
}

EXPORTS = (
    Export(
        vendor="pipedrive",
        name="deals",
        table="opportunities",
        advice=ADVICE.format(record="the deal"),
        shifts=dict.fromkeys(_PROBABILITY, -2),
        columns={
            "opportunity_id": DEAL_ID,
            "account_id": (
                *deal("Organization ID", "ID de la organización", "ID da organização"),
                *ORGANIZATION_ID,
            ),
            "lead_id": FirstListed(
                (
                    *deal(
                        "Contact person ID|Person ID",
                        "ID de la persona de contacto",
                        "ID da pessoa de contato",
                    ),
                    *PERSON_ID,
                )
            ),
            "name": deal("Title", "Título", "Título"),
            "pipeline": deal("Pipeline", "Embudo|Pipeline", "Funil|Pipeline"),
            "stage": deal("Stage", "Etapa", "Etapa"),
            "product": deal("Product name|Product", "Nombre del producto", "Nome do produto"),
            "amount": deal("Value", "Valor", "Valor"),
            "currency": deal(
                "Currency|Currency of Value",
                "Moneda|Divisa|Moneda de Valor",
                "Moeda|Moeda de Valor",
            ),
            "created_at": deal(
                "Deal created",
                "Negocio creado el|Trato creado el|Negocio creado|Trato creado",
                "Negócio criado em|Data de criação do negócio",
            ),
            "close_date": FirstFilled((*_CLOSED, _EXPECTED)),
            "closed_at": FirstFilled(_CLOSED),
            "status": deal("Status", "Estado|Estatus", "Status"),
            "probability": _PROBABILITY,
            "lost_reason": deal(
                "Lost reason", "Motivo de pérdida|Razón de pérdida", "Motivo da perda"
            ),
            "owner_id": deal("Owner", "Propietario", "Proprietário"),
        },
        values={"status": _STATUS},
    ),
)

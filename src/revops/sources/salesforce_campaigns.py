"""Salesforce: campaigns and their members, which are touches.

A member is dated by its first response, else by the day it was added. A person is a member of a
campaign once: a report without the member's own id names it by campaign and person.
"""

from revops.sources.mapping import Export, FirstFilled, Joined
from revops.sources.salesforce_parts import FOOTER, IDS, created, external, own_id, owner

_CAMPAIGN = external("Campaign", "Campaign ID", "Id. de campaña", "ID da campanha")
_PERSON = FirstFilled(
    (
        ("LeadOrContactId", "Related Record ID", "Id. de registro relacionado"),
        external("Contact", "Contact ID", "Id. de contacto", "ID do contato"),
        external("Lead", "Lead ID", "Id. de candidato", "ID do lead"),
    )
)
_KINDS = {
    "Sent": "impression",
    "Enviado": "impression",
    "Opened": "open",
    "Abierto": "open",
    "Clicked": "click",
    "Responded": "form",
    "Respondido": "form",
    "Registered": "form",
    "Submitted": "form",
    "Replied": "reply",
    "Attended": "attend",
    "Asistió": "attend",
    "Participou": "attend",
}

EXPORTS = (
    Export(
        vendor="salesforce",
        name="campaign",
        table="campaigns",
        totals=FOOTER,
        advice=IDS.format(column="Campaign ID"),
        columns={
            "campaign_id": own_id("Campaign ID", "Id. de campaña", "ID da campanha"),
            "name": ("Name", "Campaign Name", "Nombre de la campaña", "Nome da campanha"),
            "parent_id": external("Parent", "Parent Campaign ID"),
            "owner_id": owner(
                "Campaign Owner", "Propietario de la campaña", "Proprietário da campanha"
            ),
            "status": ("Status", "Estado"),
            "starts_on": ("StartDate", "Start Date", "Fecha de inicio", "Data de início"),
            "ends_on": (
                *("EndDate", "End Date", "Fecha de finalización"),
                *("Data de término", "Data final"),
            ),
            "budget": (
                "BudgetedCost",
                "Budgeted Cost in Campaign",
                "Budgeted Cost",
                "Costo presupuestado",
                "Coste presupuestado",
                "Custo orçado",
            ),
            "currency": ("CurrencyIsoCode", "Campaign Currency"),
        },
    ),
    Export(
        vendor="salesforce",
        name="campaign_member",
        table="touchpoints",
        totals=FOOTER,
        key=("touchpoint_id", "occurred_at"),
        advice=IDS.format(column="Campaign ID and Lead ID or Contact ID"),
        columns={
            "touchpoint_id": FirstFilled(
                (
                    ("Id", "Campaign Member ID", "Member ID", "External_Id__c"),
                    Joined((_CAMPAIGN, _PERSON), mark="|", whole=True),
                )
            ),
            "lead_id": _PERSON,
            "campaign_id": _CAMPAIGN,
            "occurred_at": FirstFilled(
                (
                    ("FirstRespondedDate", "First Responded Date", "Fecha de primera respuesta"),
                    ("Member First Associated Date", "Fecha de primera asociación del miembro"),
                    created(),
                )
            ),
            "kind": ("Status", "Member Status", "Estado de miembro", "Status do membro"),
        },
        values={"kind": _KINDS},
    ),
)

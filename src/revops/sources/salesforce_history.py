"""Salesforce: the history of opportunities and leads, by object or by report.

A history row is written at each change of stage, amount, probability or close date, so a stage
may follow itself. In the report "Opportunity History" the change is dated by Last Modified, and
Created Date is that of the opportunity: it is not read.
"""

from revops.sources.mapping import Cell, Export, Names
from revops.sources.salesforce_opportunities import (
    AMOUNT,
    CLOSE,
    OPPORTUNITY,
    PERCENT,
    PROBABILITY,
    STAGE,
)
from revops.sources.salesforce_parts import FOOTER, IDS, external

_BY: Names = external(
    "CreatedBy",
    "Last Modified By ID",
    "Last Modified By",
    "Edited By",
    "Última modificación por",
    "Modificado por última vez por",
    "Editado por",
)
_FIELD: dict[str, Cell] = {
    "field": ("Field", "Field / Event", "Campo / Evento", "Campo/Evento", "Campo"),
    "changed_at": ("CreatedDate", "Edit Date", "Fecha de edición", "Data de edição"),
    "old_value": ("OldValue", "Old Value", "Valor anterior", "Valor antiguo", "Valor antigo"),
    "new_value": ("NewValue", "New Value", "Valor nuevo", "Nuevo valor", "Novo valor"),
    "changed_by": _BY,
}
_FIELDS = {
    "StageName": "stage",
    "Stage": "stage",
    "Etapa": "stage",
    "Amount": "amount",
    "Importe": "amount",
    "CloseDate": "close_date",
    "Close Date": "close_date",
    "Fecha de cierre": "close_date",
    "Owner": "owner_id",
    "Opportunity Owner": "owner_id",
    "Lead Owner": "owner_id",
    "LeadSource": "original_source",
    "Lead Source": "original_source",
    "Status": "lifecycle_stage",
    "Lead Status": "lifecycle_stage",
}


def _changes(name: str, of: str, ids: Names) -> Export:
    """Make the mapping of the field history of one kind of record."""
    return Export(
        vendor="salesforce",
        name=name,
        table="field_history",
        totals=FOOTER,
        advice=IDS.format(column=f"{of.title()} ID"),
        constants={"object": of},
        columns={"object_id": ids, **_FIELD},
        values={"field": _FIELDS},
    )


EXPORTS = (
    Export(
        vendor="salesforce",
        name="opportunity_history",
        table="stage_history",
        totals=FOOTER,
        shifts=PERCENT,
        advice=IDS.format(column="Opportunity ID and Last Modified"),
        constants={"object": "opportunity"},
        beside=("From Stage", "Desde etapa", "Da fase", "Stage Duration", "Duración de la etapa"),
        columns={
            "object_id": external("Opportunity", *OPPORTUNITY),
            "stage": ("To Stage", "A etapa", "Hasta etapa", "Para a fase", *STAGE),
            "entered_at": (
                "CreatedDate",
                "Last Modified",
                "Last Modified Date",
                "Última modificación",
                "Fecha de última modificación",
                "Última modificação",
                "Data da última modificação",
                "CreatedDate__c",
                "DateTimeCreated__c",
            ),
            "changed_by": _BY,
            "amount": AMOUNT,
            "close_date": CLOSE,
            "probability": PROBABILITY,
        },
    ),
    _changes("opportunity_field_history", "opportunity", external("Opportunity", *OPPORTUNITY)),
    _changes("lead_history", "lead", external("Lead", "Lead ID", "Id. de candidato", "ID do lead")),
)

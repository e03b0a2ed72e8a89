"""Salesforce: opportunities and the people on them. Probability is written in percent.

The close date is the expected one while an opportunity is open. Won and closed are two ticks; an
opportunity's status is read where the export has both. A line without stage and close date is the
report's own name, which stands among the lines of its footer.
"""

from revops.sources.mapping import Beside, Export, Joined
from revops.sources.salesforce_parts import FOOTER, IDS, created, external, own_id, owner

_CLOSED = ("IsClosed", "Closed", "Cerrada", "Cerrado", "Fechada", "Fechado")
_WON = ("IsWon", "Won", "Ganada", "Ganado", "Ganha", "Ganho")
#: Yes and no, as Salesforce, and spreadsheets in Spanish and Portuguese write them.
_TICKS = (("true", "false"), ("1", "0"), ("verdadero", "falso"), ("verdadeiro", "falso"))
_STATUS = {
    said: status
    for yes, no in _TICKS
    for said, status in ((f"{yes} {yes}", "won"), (f"{yes} {no}", "lost"), (f"{no} {no}", "open"))
}
_TYPES = {
    "New Business": "new",
    "New Customer": "new",
    "New Business / Add-on": "new",
    "Nuevo negocio": "new",
    "Nuevo cliente": "new",
    "Novo negócio": "new",
    "Existing Business": "expansion",
    "Add-On Business": "expansion",
    "Existing Customer - Upgrade": "expansion",
    "Existing Customer - Replacement": "expansion",
    "Negocio existente": "expansion",
    "Negócio existente": "expansion",
    "Existing Customer - Downgrade": "renewal",
    "Renewal": "renewal",
    "Renovación": "renewal",
    "Renovação": "renewal",
}

#: The headers of an opportunity that its history has too.
STAGE = ("StageName", "Stage", "StageName__c", "Etapa", "Fase")
AMOUNT = ("Amount", "Amount__c", "Importe", "Cantidad", "Valor", "Quantia")
_CONVERTED = ("Amount (converted)", "Importe (convertido)", "Valor (convertido)")
#: A report may hold an amount in its own currency and converted: each has a currency of its own.
_CURRENCY = (
    "CurrencyIsoCode",
    "Amount Currency",
    "Importe Divisa",
    "Opportunity Currency",
    "Divisa de la oportunidad",
    "Moeda da oportunidade",
)
_CONVERTED_TO = (
    "Amount (converted) Currency",
    "Importe (convertido) Divisa",
    "Valor (convertido) Moeda",
)
CLOSE = ("CloseDate", "Close Date", "CloseDate__c", "Fecha de cierre", "Data de fechamento")
PROBABILITY = ("Probability", "Probability (%)", "Probabilidad (%)", "Probabilidade (%)")
PERCENT = dict.fromkeys(PROBABILITY, -2)
OPPORTUNITY = ("Opportunity ID", "Id. de oportunidad", "ID da oportunidade")
OWNERS = (
    "Opportunity Owner",
    "Propietario de la oportunidad",
    "Propietario de oportunidad",
    "Proprietário da oportunidade",
)

EXPORTS = (
    Export(
        vendor="salesforce",
        name="opportunity",
        table="opportunities",
        totals=FOOTER,
        totals_blank=(STAGE, CLOSE),
        shifts=PERCENT,
        advice=IDS.format(column="Opportunity ID"),
        columns={
            "opportunity_id": own_id(*OPPORTUNITY),
            "account_id": external("Account", "Account ID", "Id. de cuenta", "ID da conta"),
            "lead_id": external("Contact", "Primary Contact ID", "Contact ID"),
            "name": (
                "Name",
                "Opportunity Name",
                "Nombre de la oportunidad",
                "Nome da oportunidade",
            ),
            "pipeline": (
                "RecordType.Name",
                "Opportunity Record Type",
                "Tipo de registro de oportunidad",
                "Tipo de registro da oportunidade",
                "RecordTypeId",
            ),
            "stage": STAGE,
            "product": ("Product__c", "Product_Family__c"),
            "amount": (*AMOUNT, *_CONVERTED),
            "recurring_amount": ("ARR__c", "Annual_Recurring_Revenue__c"),
            "term_months": ("Contract_Term__c", "Term_Months__c"),
            "margin": ("Margin__c", "Gross_Margin__c"),
            "currency": Beside(((AMOUNT, _CURRENCY), (_CONVERTED, _CONVERTED_TO))),
            "created_at": created(),
            "close_date": CLOSE,
            "status": Joined((_CLOSED, _WON), whole=True),
            "probability": PROBABILITY,
            "lost_reason": ("Loss_Reason__c", "Closed_Lost_Reason__c", "Lost_Reason__c"),
            "owner_id": owner(*OWNERS),
            "primary_campaign_id": external("Campaign", "Primary Campaign Source ID"),
            "type": ("Type", "Tipo"),
        },
        values={"status": _STATUS, "type": _TYPES},
    ),
    Export(
        vendor="salesforce",
        name="opportunity_contact_role",
        table="opportunity_people",
        totals=FOOTER,
        advice=IDS.format(column="Contact ID"),
        columns={
            "opportunity_id": external("Opportunity", *OPPORTUNITY),
            "lead_id": external("Contact", "Contact ID", "Id. de contacto", "ID do contato"),
            "role": ("Role", "Contact Role", "Función", "Função"),
            "is_primary": ("IsPrimary", "Primary", "Principal"),
        },
        blanks={"is_primary": "false"},
    ),
)

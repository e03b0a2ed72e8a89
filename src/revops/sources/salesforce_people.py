"""Salesforce: leads and contacts. A converted lead and its contact are one person."""

from revops.sources.mapping import Cell, Export, FirstFilled, Joined
from revops.sources.salesforce_parts import FOOTER, IDS, created, external, own_id, owner

_NAME = Joined(
    (
        ("FirstName", "First Name", "Nombre", "Primeiro nome"),
        ("LastName", "Last Name", "Apellidos", "Sobrenome"),
    )
)
_PERSON: dict[str, Cell] = {
    "email": ("Email", "Correo electrónico", "E-mail"),
    "full_name": _NAME,
    "phone": ("Phone", "Teléfono", "Telefone", "MobilePhone", "Mobile", "Móvil", "Celular"),
    "job_title": ("Title", "Cargo", "Título"),
    "original_source": (
        "LeadSource",
        "Lead Source",
        "Origen del candidato",
        "Origen del prospecto",
        "Fuente del candidato",
        "Origem do lead",
    ),
    "created_at": created(),
    "bounced_at": ("EmailBouncedDate", "Email Bounced Date"),
}

EXPORTS = (
    Export(
        vendor="salesforce",
        name="lead",
        table="leads",
        totals=FOOTER,
        advice=IDS.format(column="Lead ID"),
        constants={"record_type": "lead"},
        blanks={"is_converted": "false"},
        columns={
            **_PERSON,
            "lead_id": own_id("Lead ID", "Id. de candidato", "ID do lead"),
            "account_id": external("ConvertedAccount", "Converted Account ID"),
            "company": ("Company", "Company / Account", "Compañía", "Empresa", "Compañía / Cuenta"),
            "country": ("Country", "CountryCode", "País"),
            "lifecycle_stage": (
                "Status",
                "Lead Status",
                "Estado del candidato",
                "Estado del prospecto",
                "Status do lead",
            ),
            "owner_id": owner(
                "Lead Owner",
                "Propietario del candidato",
                "Propietario del prospecto",
                "Proprietário do lead",
            ),
            "is_converted": ("IsConverted", "Converted", "Convertido"),
            "converted_at": (
                "ConvertedDate",
                "Converted Date",
                "ConvertedDate__c",
                "Fecha de conversión",
                "Data de conversão",
            ),
            "converted_opportunity_id": external(
                "ConvertedOpportunity", "Converted Opportunity ID"
            ),
            "merged_into": FirstFilled(
                (external("ConvertedContact", "Converted Contact ID"), ("MasterRecordId",))
            ),
        },
    ),
    Export(
        vendor="salesforce",
        name="contact",
        table="leads",
        totals=FOOTER,
        advice=IDS.format(column="Contact ID"),
        constants={"record_type": "contact"},
        columns={
            **_PERSON,
            "lead_id": own_id("Contact ID", "Id. de contacto", "ID do contato"),
            "account_id": external("Account", "Account ID", "Id. de cuenta", "ID da conta"),
            "company": ("Account.Name", "Account Name", "Nombre de la cuenta", "Nome da conta"),
            "country": (
                "MailingCountry",
                "Mailing Country",
                "MailingCountryCode",
                "País de correo",
                "País de correspondência",
            ),
            "owner_id": owner(
                "Contact Owner", "Propietario del contacto", "Proprietário do contato"
            ),
            "merged_into": ("MasterRecordId",),
        },
    ),
)

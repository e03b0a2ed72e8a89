"""Zoho CRM: leads and contacts. A converted lead and its contact are one person."""

from revops.sources.mapping import Cell, Export, Joined
from revops.sources.zoho_parts import (
    ACCOUNT,
    ACCOUNT_ID,
    ADVICE,
    CREATED,
    MISSING,
    owner,
    record_id,
)

_PERSON: dict[str, Cell] = {
    "email": ("Email", "Correo electrónico", "E-mail"),
    "full_name": Joined(
        (
            ("First Name", "Nombre", "Primeiro nome", "Nome"),
            ("Last Name", "Apellidos", "Apellido", "Sobrenome"),
        )
    ),
    "phone": ("Phone", "Teléfono", "Telefone", "Mobile", "Móvil", "Celular"),
    "job_title": ("Title", "Título", "Cargo", "Designation"),
    "created_at": CREATED,
    "original_source": (
        "Lead Source",
        "Fuente de posible cliente",
        "Fuente del posible cliente",
        "Origem do lead",
        "Fonte do lead",
    ),
}

EXPORTS = (
    Export(
        vendor="zoho",
        name="leads",
        table="leads",
        constants={"record_type": "lead"},
        missing=MISSING,
        advice=ADVICE,
        blanks={"is_converted": "false"},
        columns={
            **_PERSON,
            "lead_id": record_id("Lead", "posible cliente", "lead"),
            "account_id": ("Converted Account.id",),
            "company": ("Company", "Empresa", "Compañía"),
            "country": ("Country", "País"),
            "lifecycle_stage": (
                "Lead Status",
                "Estado de posible cliente",
                "Estado del posible cliente",
                "Status do lead",
            ),
            "owner_id": owner("Lead", "posible cliente", "do lead"),
            "is_converted": ("Is Converted", "Converted", "Convertido"),
            "converted_at": ("Converted Date Time", "Converted Time", "Converted Date"),
            "converted_opportunity_id": ("Converted Deal.id",),
            "merged_into": ("Converted Contact.id",),
        },
    ),
    Export(
        vendor="zoho",
        name="contacts",
        table="leads",
        constants={"record_type": "contact"},
        missing=MISSING,
        advice=ADVICE,
        columns={
            **_PERSON,
            "lead_id": record_id("Contact", "contacto", "contato"),
            "account_id": ACCOUNT_ID,
            "company": ACCOUNT,
            "country": ("Mailing Country", "País de correo", "País de correspondência"),
            "owner_id": owner("Contact", "contacto", "do contato"),
        },
    ),
)

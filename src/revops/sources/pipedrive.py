"""Pipedrive: deals, persons and organisations, in English, Spanish or Portuguese.

A deal names its organisation and its person; their ids are there only where the list shows them
(`Organization - ID`, `Person - ID`), and only an id joins: two companies may have one name. There
is no history of stages. Times carry no zone.
"""

from revops.sources.mapping import Export, FirstFilled
from revops.sources.pipedrive_activities import EXPORTS as ACTIVITIES
from revops.sources.pipedrive_deals import EXPORTS as DEALS
from revops.sources.pipedrive_names import ADVICE, ORGANIZATION_ID, PERSON_ID, organization, person

_WORK = "Email - Work|Email - Trabalho|E-mail - Trabalho"
_HOME = "Email - Home|Email - Casa|E-mail - Casa"
_OTHER = "Email - Other|Email - Outro|E-mail - Outro"

EXPORTS = (
    *DEALS,
    Export(
        vendor="pipedrive",
        name="persons",
        table="leads",
        constants={"record_type": "contact"},
        advice=ADVICE.format(record="the person"),
        columns={
            "lead_id": PERSON_ID,
            "account_id": (
                *person("Organization ID", "ID de la organización", "ID da organização"),
                *ORGANIZATION_ID,
            ),
            "email": FirstFilled(
                (
                    person("Email - Work", "Email - Trabajo|Correo electrónico - Trabajo", _WORK),
                    person("Email - Home", "Email - Casa|Correo electrónico - Casa", _HOME),
                    person("Email - Other", "Email - Otro|Correo electrónico - Otro", _OTHER),
                    person("Email", "Email|Correo electrónico", "Email|E-mail"),
                )
            ),
            "full_name": person("Name", "Nombre", "Nome"),
            "phone": FirstFilled(
                (
                    person(
                        "Phone - Work", "Teléfono - Trabajo", "Telefone - Trabalho|Phone - Work"
                    ),
                    person(
                        "Phone - Mobile", "Teléfono - Móvil", "Telefone - Celular|Phone - Mobile"
                    ),
                    person("Phone", "Teléfono", "Telefone"),
                )
            ),
            "job_title": person("Job title", "Cargo|Puesto", "Cargo"),
            "company": (
                *person("Organization", "Organización", "Organização"),
                *organization("Name", "Nombre", "Nome"),
            ),
            "created_at": person("Person created", "Persona creada el", "Pessoa criada em"),
            "original_source": person(
                "Source|Lead source|Source channel",
                "Origen|Canal de origen",
                "Origem|Canal de origem",
            ),
            "owner_id": person("Owner", "Propietario", "Proprietário"),
        },
    ),
    Export(
        vendor="pipedrive",
        name="organizations",
        table="accounts",
        advice=ADVICE.format(record="the organization"),
        columns={
            "account_id": ORGANIZATION_ID,
            "name": organization("Name", "Nombre", "Nome"),
            "domain": organization("Website|Domain", "Sitio web|Dominio", "Site|Website|Domínio"),
            "tax_id": organization("Tax ID|VAT number", "RUT|RFC|NIT|RUC|CUIT|CIF|NIF", "CNPJ"),
            "industry": organization("Industry", "Sector|Industria", "Setor|Segmento"),
            "employees": organization(
                "Number of employees|Employee count",
                "Número de empleados",
                "Número de funcionários",
            ),
            "country": organization(
                "Country of Address|Country", "País de Dirección|País", "País de Endereço|País"
            ),
            "owner_id": organization("Owner", "Propietario", "Proprietário"),
            "created_at": organization(
                "Organization created", "Organización creada el", "Organização criada em"
            ),
        },
    ),
    *ACTIVITIES,
)

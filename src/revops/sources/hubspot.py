"""HubSpot: contacts, in English, Spanish or Portuguese, and all other exports of HubSpot.

Times are in the account's zone, unmarked. Owners are names, and so their ids here. A contact's
`Became a ... Date` columns are its stage history.
"""

from revops.sources.hubspot_activities import EXPORTS as ACTIVITIES
from revops.sources.hubspot_companies import EXPORTS as COMPANIES
from revops.sources.hubspot_deals import EXPORTS as DEALS
from revops.sources.hubspot_ids import ADVICE, COMPANY_IDS, CREATED, record_id
from revops.sources.hubspot_stages import BECAME, LEFT
from revops.sources.mapping import Cell, Export, FirstListed, Joined, Wide

_ID = record_id("Contact", "Contacto", "Contato")

_CONTACT: dict[str, Cell] = {
    "lead_id": _ID,
    "account_id": FirstListed(COMPANY_IDS),
    "email": ("Email", "Correo", "Correo electrónico", "E-mail"),
    "full_name": Joined(
        (
            ("First Name", "Nombre", "Nome", "Primeiro nome", "firstname"),
            ("Last Name", "Apellidos", "Apellido", "Sobrenome", "lastname"),
        )
    ),
    "phone": (
        "Phone Number",
        "Número de teléfono",
        "Teléfono",
        "Número de telefone",
        "Telefone",
        "phone",
    ),
    "job_title": ("Job Title", "Cargo", "Puesto", "jobtitle"),
    "company": (
        "Company Name",
        "Associated Company",
        "Nombre de la empresa",
        "Empresa asociada",
        "Nome da empresa",
        "Empresa associada",
        "company",
    ),
    "country": ("Country/Region", "Country", "País/región", "País/Região", "País"),
    "created_at": CREATED,
    "original_source": (
        "Original Source",
        "Original Traffic Source",
        "Fuente original",
        "Fuente de tráfico original",
        "Fonte original",
        "Fonte de tráfego original",
        "hs_analytics_source",
    ),
    "original_source_detail": (
        "Original Source Drill-Down 1",
        "Original Traffic Source Drill-Down 1",
        "Desglose de fuente original 1",
        "Detalle de la fuente original 1",
        "Detalhamento da fonte original 1",
        "Detalhamento da fonte de tráfego original 1",
        "hs_analytics_source_data_1",
    ),
    "landing_page": (
        "First Page Seen",
        "Primera página vista",
        "Primeira página vista",
        "hs_analytics_first_url",
    ),
    "self_reported_source": (
        "How did you hear about us?",
        "How did you hear about us",
        "¿Cómo nos conociste?",
        "¿Cómo supiste de nosotros?",
        "Como você nos conheceu?",
        "Como ficou sabendo de nós?",
    ),
    "lifecycle_stage": (
        "Lifecycle Stage",
        "Etapa del ciclo de vida",
        "Fase do ciclo de vida",
        "Estágio do ciclo de vida",
        "lifecyclestage",
    ),
    "owner_id": (
        "Contact owner",
        "Propietario del contacto",
        "Proprietário do contato",
        "hubspot_owner_id",
    ),
    "routed_at": (
        "Owner assigned date",
        "Fecha de asignación del propietario",
        "Data de atribuição do proprietário",
        "hubspot_owner_assigneddate",
    ),
    "consent_basis": (
        "Legal basis for processing contact's data",
        "Base legal para el tratamiento de los datos del contacto",
        "Base legal para o processamento dos dados do contato",
        "hs_legal_basis",
    ),
    "bounced_at": ("Email hard bounce date", "Hard bounce date"),
    "opted_out_at": ("Email opt-out date", "Unsubscribed date"),
}

EXPORTS = (
    Export(
        vendor="hubspot",
        name="contacts",
        table="leads",
        advice=ADVICE,
        constants={"record_type": "contact"},
        columns=_CONTACT,
    ),
    Export(
        vendor="hubspot",
        name="contacts",
        table="stage_history",
        optional=True,
        distinct=True,
        constants={"object": "lead"},
        wide=Wide({"entered_at": BECAME, "left_at": LEFT}),
        columns={"object_id": _ID},
    ),
    *COMPANIES,
    *DEALS,
    *ACTIVITIES,
)

"""HubSpot: contacts, in English or Spanish, and all other exports of HubSpot.

Times are in the account's zone, unmarked. Owners are names, and so their ids here. A contact's
`Became a ... Date` columns are its stage history.
"""

import re

from revops.sources.hubspot_activities import EXPORTS as ACTIVITIES
from revops.sources.hubspot_companies import EXPORTS as COMPANIES
from revops.sources.hubspot_deals import EXPORTS as DEALS
from revops.sources.mapping import Export, FirstListed, Joined, Wide

_ID = (
    "Record ID",
    "Record ID - Contact",
    "ID de registro",
    "hs_object_id",
)
_COMPANY_IDS = (
    "Primary Associated Company ID",
    "Associated Company IDs (Primary)",
    "Associated Company IDs",
    "Associated Company ID",
    "IDs de empresas asociadas",
    "ID de empresa asociada",
)
_QUOTED = r"""["'“”‘’](?P<stage>.+?)(?: \((?:[^()]|\([^()]*\))+\))?["'“”‘’]"""
_BECAME = (
    re.compile(r"Became an? (?P<stage>.+?) Date", re.IGNORECASE),
    re.compile(r"Fecha en (?:la )?que se convirtió en (?:un )?(?P<stage>.+)", re.IGNORECASE),
    re.compile(r"Se convirtió en (?:un )?(?P<stage>.+?) el", re.IGNORECASE),
    re.compile(r"hs_v2_date_entered_(?P<stage>.+)"),
    re.compile(r"hs_lifecyclestage_(?P<stage>.+)_date"),
    re.compile(rf"Date entered {_QUOTED}", re.IGNORECASE),
)
_LEFT = (
    re.compile(rf"Date exited {_QUOTED}", re.IGNORECASE),
    re.compile(r"hs_v2_date_exited_(?P<stage>.+)"),
)

EXPORTS = (
    Export(
        vendor="hubspot",
        name="contacts",
        table="leads",
        constants={"record_type": "contact"},
        columns={
            "lead_id": _ID,
            "account_id": FirstListed(_COMPANY_IDS),
            "email": ("Email", "Correo", "Correo electrónico", "E-mail"),
            "full_name": Joined(
                (
                    ("First Name", "Nombre", "firstname"),
                    ("Last Name", "Apellidos", "Apellido", "lastname"),
                )
            ),
            "phone": ("Phone Number", "Número de teléfono", "Teléfono", "phone"),
            "job_title": ("Job Title", "Cargo", "Puesto", "jobtitle"),
            "company": (
                "Company Name",
                "Associated Company",
                "Nombre de la empresa",
                "Empresa asociada",
                "company",
            ),
            "country": ("Country/Region", "Country", "País/región", "País"),
            "created_at": ("Create Date", "Created Date", "Fecha de creación", "createdate"),
            "original_source": (
                "Original Source",
                "Original Traffic Source",
                "Fuente original",
                "Fuente de tráfico original",
                "hs_analytics_source",
            ),
            "original_source_detail": (
                "Original Source Drill-Down 1",
                "Original Traffic Source Drill-Down 1",
                "Desglose de fuente original 1",
                "Detalle de la fuente original 1",
                "hs_analytics_source_data_1",
            ),
            "landing_page": ("First Page Seen", "Primera página vista", "hs_analytics_first_url"),
            "self_reported_source": (
                "How did you hear about us?",
                "How did you hear about us",
                "¿Cómo nos conociste?",
                "¿Cómo supiste de nosotros?",
            ),
            "lifecycle_stage": ("Lifecycle Stage", "Etapa del ciclo de vida", "lifecyclestage"),
            "owner_id": ("Contact owner", "Propietario del contacto", "hubspot_owner_id"),
            "routed_at": (
                "Owner assigned date",
                "Fecha de asignación del propietario",
                "hubspot_owner_assigneddate",
            ),
            "consent_basis": (
                "Legal basis for processing contact's data",
                "Base legal para el tratamiento de los datos del contacto",
                "hs_legal_basis",
            ),
            "bounced_at": ("Email hard bounce date", "Hard bounce date"),
            "opted_out_at": ("Email opt-out date", "Unsubscribed date"),
        },
    ),
    Export(
        vendor="hubspot",
        name="contacts",
        table="stage_history",
        optional=True,
        distinct=True,
        constants={"object": "lead"},
        wide=Wide({"entered_at": _BECAME, "left_at": _LEFT}),
        columns={"object_id": _ID},
    ),
    *COMPANIES,
    *DEALS,
    *ACTIVITIES,
)

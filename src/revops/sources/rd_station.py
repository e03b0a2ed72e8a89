"""RD Station: the CRM's deals, contacts and companies, and the leads of RD Station Marketing.

The CRM writes Portuguese, days as dd/mm/yyyy and a decimal comma, and no ids: a deal without one
is known by its name and the moment it was made. A person is known by e-mail, a company by its
CNPJ; a deal names its company, and a name joins nothing.
"""

from revops.sources.mapping import Cell, Export, FirstFilled, FirstListed, Joined
from revops.sources.rd_station_deals import EXPORTS as DEALS
from revops.sources.rd_station_parts import CREATED, DATES, DECIMAL, EMAIL, OWNER

_JOB = ("Cargo", "Cargo do contato")
_PHONE = ("Telefone", "Celular", "Telefones", "Telefone do contato")
_MARKETING: dict[str, Cell] = {
    "lead_id": FirstFilled((("UUID",), EMAIL)),
    "email": EMAIL,
    "full_name": ("Nome", "Nome completo", "name"),
    "phone": ("Celular", "Telefone", "mobile_phone", "personal_phone"),
    "job_title": ("Cargo", "job_title"),
    "company": ("Empresa", "Nome da empresa", "company_name"),
    "country": ("País", "country"),
    "created_at": FirstFilled(
        (
            ("Data de criação", "created_at"),
            ("Data da primeira conversão", "first_conversion_date"),
        )
    ),
    "original_source": (
        "Origem da primeira conversão",
        "Canal da primeira conversão",
        "Fonte da primeira conversão",
    ),
    "original_source_detail": (
        "Campanha da primeira conversão",
        "Identificador da primeira conversão",
        "Evento da primeira conversão",
    ),
    "lifecycle_stage": ("Estágio no funil", "Estágio do funil", "lifecycle_stage"),
    "owner_id": ("Dono do Lead", "Dono da Lead", "Email do dono do lead", "contact_owner_email"),
    "consent_basis": ("Base legal para comunicação", "Base legal"),
}

EXPORTS = (
    *DEALS,
    Export(
        vendor="rd_station",
        name="contacts",
        table="leads",
        constants={"record_type": "contact"},
        date_formats=DATES,
        decimal=DECIMAL,
        advice="In RD Station CRM, export the contacts with their e-mail: it is what joins them.",
        columns={
            "lead_id": FirstFilled(
                (("ID", "ID do contato"), FirstListed(EMAIL)),
            ),
            "email": FirstListed(EMAIL),
            "full_name": ("Nome", "Nome do contato", "Contato"),
            "phone": FirstListed(_PHONE),
            "job_title": _JOB,
            "company": ("Empresa", "Nome da empresa", "Empresa do contato"),
            "created_at": Joined(CREATED),
            "owner_id": OWNER,
        },
    ),
    Export(
        vendor="rd_station",
        name="companies",
        table="accounts",
        date_formats=DATES,
        decimal=DECIMAL,
        advice="RD Station CRM exports no id of a company: make CNPJ a field of yours, or name the "
        "column with the company's name for account_id, here and in the deals.",
        columns={
            "account_id": FirstFilled((("ID", "ID da empresa"), ("CNPJ",))),
            "name": ("Nome", "Nome da empresa", "Empresa", "Razão social"),
            "domain": ("Site", "URL", "Website", "Site da empresa"),
            "tax_id": ("CNPJ",),
            "industry": ("Segmento", "Setor"),
            "created_at": Joined(CREATED),
            "owner_id": ("Responsável pela empresa", *OWNER),
        },
    ),
    Export(
        vendor="rd_station",
        name="marketing_leads",
        table="leads",
        constants={"record_type": "lead"},
        advice="In RD Station Marketing, export the segment with the column Email.",
        beside=("Lead Scoring - Perfil", "Lead Scoring - Interesse", "Total de conversões"),
        columns=_MARKETING,
    ),
)

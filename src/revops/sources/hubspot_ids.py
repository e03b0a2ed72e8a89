"""HubSpot: what its exports have in common: ids, associations, the day of creation."""

from revops.sources.mapping import Names

CREATED: Names = (
    "Create Date",
    "Created Date",
    "Fecha de creación",
    "Data de criação",
    "createdate",
)
COMPANY_IDS: Names = (
    "Primary Associated Company ID",
    "Associated Company IDs (Primary)",
    "Associated Company IDs",
    "Associated Company ID",
    "ID de empresa asociada (principal)",
    "IDs de empresas asociadas",
    "ID de empresa asociada",
    "ID da empresa associada (principal)",
    "IDs das empresas associadas",
    "IDs de empresas associadas",
    "ID da empresa associada",
)
CONTACT_IDS: Names = (
    "Associated Contact IDs",
    "Associated Contact ID",
    "IDs de contactos asociados",
    "ID de contacto asociado",
    "IDs dos contatos associados",
    "IDs de contatos associados",
    "ID do contato associado",
)
DEAL_IDS: Names = (
    "Associated Deal IDs",
    "Associated Deal ID",
    "IDs de negocios asociados",
    "ID de negocio asociado",
    "IDs dos negócios associados",
    "IDs de negócios associados",
    "ID do negócio associado",
)
ADVICE = "Export with all properties and all associations, and keep the column Record ID."


def record_id(english: str, spanish: str, portuguese: str) -> Names:
    """Spell a record's own id, with or without the name of its object.

    >>> record_id("Deal", "Negocio", "Negócio")[:3]
    ('Record ID', 'Record ID - Deal', 'Deal ID')
    """
    return (
        "Record ID",
        f"Record ID - {english}",
        f"{english} ID",
        "ID de registro",
        "ID del registro",
        f"ID de registro - {spanish}",
        "ID do registro",
        f"ID do registro - {portuguese}",
        "hs_object_id",
    )

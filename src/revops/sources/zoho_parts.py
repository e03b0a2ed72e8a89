"""Zoho CRM: what its modules have in common: ids, owners, and what means nothing."""

from revops.sources.mapping import Names

MISSING = ("-None-", "- None -", "-Ninguno-", "-Nenhum-")
ADVICE = "Export the module from Setup, Data Administration, Export: it holds the Record Id."
CREATED: Names = (
    "Created Time",
    "Created_Time",
    "Hora de creación",
    "Fecha de creación",
    "Hora da criação",
    "Data de criação",
)
ACCOUNT: Names = (
    "Account Name",
    "Nombre de Cuenta",
    "Nombre de la cuenta",
    "Nome da conta",
    "Account_Name",
)
ACCOUNT_ID: Names = (
    *(f"{name}.id" for name in ACCOUNT[:4]),
    "Account ID",
    "ACCOUNTID",
)
CONTACT_ID: Names = (
    "Contact Name.id",
    "Nombre de Contacto.id",
    "Nombre del contacto.id",
    "Nome do contato.id",
    "Contact ID",
    "CONTACTID",
)


def record_id(english: str, spanish: str, portuguese: str) -> Names:
    """Spell a record's own id.

    >>> record_id("Lead", "Posible cliente", "Lead")[:3]
    ('Record Id', 'LEADID', 'Lead Id')
    """
    names = ("Record Id", f"{english.upper()}ID", f"{english} Id")
    translated = (f"ID de {spanish}", f"ID de {portuguese}")
    return tuple(dict.fromkeys((*names, "ID de registro", "ID do registro", *translated)))


def owner(english: str, spanish: str, portuguese: str) -> Names:
    """Spell a record's owner: by id where the file has it, else by name.

    >>> owner("Lead", "posible cliente", "do lead")[:2]
    ('Lead Owner.id', 'Lead Owner')
    """
    labels = (
        f"{english} Owner",
        f"Propietario de {spanish}",
        f"Proprietário {portuguese}",
    )
    both = (name for label in labels for name in (f"{label}.id", label))
    return tuple(both)

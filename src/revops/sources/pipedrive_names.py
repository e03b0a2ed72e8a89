"""Pipedrive: how its exports spell a header: the record, a dash, the field.

A list may show fields of the records beside it, so a file of deals may hold `Organization - ID`.
"""

_DEAL = (("Deal",), ("Negocio", "Trato"), ("Negócio",))
_PERSON = (("Person",), ("Persona",), ("Pessoa",))
_ORGANIZATION = (("Organization",), ("Organización",), ("Organização",))
_ACTIVITY = (("Activity",), ("Actividad",), ("Atividade",))


def _spelt(records: tuple[tuple[str, ...], ...], fields: tuple[str, ...]) -> tuple[str, ...]:
    """Put the record's name before each field; a field may have several names, with a bar."""
    names = (
        f"{record} - {field}"
        for named, several in zip(records, fields, strict=True)
        for field in several.split("|")
        for record in named
    )
    return tuple(dict.fromkeys(names))


def deal(english: str, spanish: str, portuguese: str) -> tuple[str, ...]:
    """Spell a field of a deal in three languages.

    >>> deal("Title", "Título", "Título")
    ('Deal - Title', 'Negocio - Título', 'Trato - Título', 'Negócio - Título')
    """
    return _spelt(_DEAL, (english, spanish, portuguese))


def person(english: str, spanish: str, portuguese: str) -> tuple[str, ...]:
    """Spell a field of a person.

    >>> person("Name", "Nombre", "Nome")
    ('Person - Name', 'Persona - Nombre', 'Pessoa - Nome')
    """
    return _spelt(_PERSON, (english, spanish, portuguese))


def organization(english: str, spanish: str, portuguese: str) -> tuple[str, ...]:
    """Spell a field of an organisation.

    >>> organization("ID", "ID", "ID")[0]
    'Organization - ID'
    """
    return _spelt(_ORGANIZATION, (english, spanish, portuguese))


def activity(english: str, spanish: str, portuguese: str) -> tuple[str, ...]:
    """Spell a field of an activity.

    >>> activity("Type", "Tipo", "Tipo")
    ('Activity - Type', 'Actividad - Tipo', 'Atividade - Tipo')
    """
    return _spelt(_ACTIVITY, (english, spanish, portuguese))


DEAL_ID = deal("ID", "ID", "ID")
PERSON_ID = person("ID", "ID", "ID")
ORGANIZATION_ID = organization("ID", "ID", "ID")
ADVICE = "In Pipedrive's list, add the column ID of {record} and export again."

"""Words of a file's name that go with a table, without the plural's s."""

from collections.abc import Mapping

_WORDS: Mapping[str, str] = {
    "opportunities": (
        "opportunity opportunitie deal pipeline sale won win closed oportunidad "
        "oportunidade negocio venta cierre negociacao venda"
    ),
    "leads": "lead contact prospect mql contacto prospecto contato",
    "accounts": "account company companie customer empresa cuenta cliente conta",
    "users": "user team agent rep usuario equipo vendedor equipe",
    "spend": "spend cost ad budget gasto costo inversion custo investimento",
    "touchpoints": "session visit touch touchpoint click event sesion visita",
    "customers": "renewal renovacion renovacione renovacao renovacoe churn baja upsell",
    "activities": "activity activitie call meeting task actividad llamada",
}

FILE_WORDS: Mapping[str, frozenset[str]] = {
    table: frozenset(words.split()) for table, words in _WORDS.items()
}

"""What people write in a sheet of renewals, and the agreed event that each word means."""

from collections.abc import Iterable, Mapping

_WORDS: Mapping[str, str] = {
    "onboarded": "onboarding; onboarded; alta; incorporado; incorporada; implantado; implantação",
    "renewed": (
        "renewal; renewed; renew; renueva; renovado; renovada; renovación; renovacion; renovação; "
        "renovacao; renovou"
    ),
    "expanded": (
        "expansion; expanded; expansión; expansão; ampliado; ampliada; ampliación; ampliacion; "
        "ampliação; upsell; up-sell; upgrade; cross-sell; venta cruzada"
    ),
    "contracted": (
        "contraction; contracted; contracción; contraccion; reducido; reducida; reducción; "
        "reduccion; redução; reducao; downgrade; downsell; down-sell"
    ),
    "churned": (
        "churn; churned; cancelled; canceled; cancellation; baja; cancelado; cancelada; "
        "cancelación; cancelacion; cancelamento; cancelou; fuga; no renueva; no renovado; "
        "no renovada; não renovou; perdido; perdida"
    ),
    "nps": "nps",
    "ticket": "ticket; chamado",
}
#: What only a customer does; the other words are said of deals and projects, too.
_OWN = {"renewed", "expanded", "contracted"}
_MOST = 0.8

EVENTS: Mapping[str, str] = {
    word.strip(): event for event, words in _WORDS.items() for word in words.split(";")
}
"""The agreed event of each word, in lower case."""


def speak_of_renewals(cells: Iterable[str]) -> bool:
    """Tell whether a column's cells are what becomes of customers.

    >>> speak_of_renewals(["Renovación", "Baja"]), speak_of_renewals(["Ganado", "Perdido"])
    (True, False)
    """
    said = [EVENTS.get(cell.strip().lower(), "") for cell in cells]
    return bool(_OWN & set(said)) and sum(map(bool, said)) >= _MOST * len(said)

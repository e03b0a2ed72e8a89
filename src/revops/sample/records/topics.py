"""What buyers worry about, and how a seller writes it down."""

from revops.sample.campaigns import CAMPAIGNS
from revops.sample.stories import Stories
from revops.sample.story import MISMATCHED_CAMPAIGN, MISMATCHED_TOPIC

TOPICS = {
    "price": 0.24,
    "timing": 0.14,
    "integration": 0.17,
    "security": 0.07,
    "ease_of_use": 0.12,
    "support": 0.07,
    "missing_feature": 0.06,
    "competitor": 0.06,
    "decision_process": 0.05,
    "no_need": 0.02,
}
NOTES = {
    "price": (
        "el precio se les escapa del presupuesto",
        "piden descuento por pago anual",
        "la licencia les parece cara",
    ),
    "timing": ("prefieren verlo el próximo semestre", "quieren cerrar el inventario anual antes"),
    "integration": (
        "necesitan conectarlo con su ERP",
        "preguntan por la migración de los datos",
        "sin conector con la facturación no avanzan",
    ),
    "security": ("TI pide detalle de accesos y respaldos", "preguntan dónde se alojan los datos"),
    "ease_of_use": ("la bodega teme que sea difícil de aprender", "quieren algo fácil de usar"),
    "support": ("piden capacitación en terreno", "quieren soporte local"),
    "missing_feature": ("les falta el control por lotes", "no manejamos sus series"),
    "competitor": ("están comparando con otra solución", "ya usan otro sistema y dudan"),
    "decision_process": ("lo decide el comité", "falta la firma de la casa matriz"),
    "no_need": ("les basta con su planilla", "no ven un problema que resolver"),
}
REJECTION_REASONS = ("duplicate", "outside_territory", "not_in_definition")
DISQUALIFICATION_REASONS = ("no_need", "no_budget", "no_fit", "unreachable")


def talked_about(stories: Stories) -> dict[str, str]:
    """Give what each campaign's first conversations are mostly about: its promise, but for one.

    >>> from revops.sample.stories import USUAL, stories
    >>> [talked_about(told)[MISMATCHED_CAMPAIGN] for told in (USUAL, stories(("none",)))]
    ['price', 'integration']
    """
    promised = {campaign.campaign_id: campaign.promise for campaign in CAMPAIGNS}
    odd = {MISMATCHED_CAMPAIGN: MISMATCHED_TOPIC}
    return promised | (odd if "mismatched_promise" in stories else {})

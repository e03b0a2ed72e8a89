"""What Faro publishes: guides, cases, webinars, articles, decks and pages, by theme."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Piece:
    """One piece of content."""

    content_id: str
    title: str
    kind: str
    theme: str
    author: str
    published: date
    with_seller: str = ""

    @property
    def url(self) -> str:
        """Where it stands on Faro's site."""
        return "/" if self.content_id == "inicio" else f"/{self.content_id}"


PIECES = (
    Piece("inicio", "Inicio", "page", "ease_of_use", "Elisa Montt", date(2023, 3, 1)),
    Piece("precios", "Precios", "page", "price", "Elisa Montt", date(2023, 3, 1)),
    Piece("demo-inventario", "Demostración de Inventario", "page", "ease_of_use",
          "Tomás Arrieta", date(2024, 2, 5)),
    Piece("demo-compras", "Demostración de Compras", "page", "price",
          "Tomás Arrieta", date(2024, 9, 2)),
    Piece("articulo-rotacion", "Cómo medir la rotación", "article", "ease_of_use",
          "Renata Quispe", date(2024, 5, 14)),
    Piece("articulo-uf", "Contratos en UF sin sorpresas", "article", "price",
          "Renata Quispe", date(2025, 3, 18)),
    Piece("articulo-comite", "Quién decide la compra", "article", "decision_process",
          "Elisa Montt", date(2025, 6, 10)),
    Piece("guia-quiebres", "Guía contra los quiebres de stock", "guide", "ease_of_use",
          "Renata Quispe", date(2024, 7, 1)),
    Piece("guia-planillas", "Guía para dejar las planillas", "guide", "no_need",
          "Tomás Arrieta", date(2024, 10, 7)),
    Piece("guia-auditoria", "Guía de auditoría de bodega", "guide", "security",
          "Renata Quispe", date(2024, 11, 4)),
    Piece("guia-integracion-erp", "Guía para integrar su ERP", "guide", "integration",
          "Renata Quispe", date(2025, 11, 10), "Diego Larraín"),
    Piece("guia-negociacion", "Guía de compras en comité", "guide", "decision_process",
          "Elisa Montt", date(2026, 2, 16), "Camila Hinojosa"),
    Piece("caso-distribuidora", "Caso: una distribuidora ordena su bodega", "case", "support",
          "Tomás Arrieta", date(2025, 4, 22), "Fernanda Ibáñez"),
    Piece("caso-clinica", "Caso: una clínica sin vencidos", "case", "security",
          "Tomás Arrieta", date(2025, 10, 1)),
    Piece("webinar-inventario", "Inventario al día", "webinar", "ease_of_use",
          "Renata Quispe", date(2025, 1, 9)),
    Piece("webinar-costos", "El costo de no comprar bien", "webinar", "price",
          "Renata Quispe", date(2025, 8, 7), "Bruno Salcedo"),
    Piece("deck-comparacion", "Comparación con otras soluciones", "deck", "competitor",
          "Elisa Montt", date(2025, 5, 5), "Gonzalo Pizarro"),
    Piece("deck-implementacion", "Plan de puesta en marcha", "deck", "timing",
          "Elisa Montt", date(2025, 9, 15), "Julieta Cárdenas"),
)

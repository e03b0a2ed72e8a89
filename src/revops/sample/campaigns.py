"""Faro's campaigns: what they promise, where they run, and how they are tagged.

A campaign's id is its utm_campaign and its name in the ad platforms, so that spend, touches
and promises meet. The first day is 2025-01-01 unless said.
"""

from dataclasses import dataclass
from datetime import date

from revops.sample.calendar import AS_OF, START


@dataclass(frozen=True)
class Campaign:
    """One campaign of one channel; `daily_usd` is what it spends on an average day."""

    campaign_id: str
    name: str
    channel: str
    promise: str
    content_id: str = ""
    countries: tuple[str, ...] = ()
    starts: date = START
    ends: date | None = None
    vendor: str = ""
    daily_usd: float = 0.0
    owner: str = "Elisa Montt"


CAMPAIGNS = (
    Campaign("cl_search_inventario", "Búsqueda inventario Chile", "paid_search", "ease_of_use",
             "demo-inventario", ("Chile",), vendor="google_ads", daily_usd=74),
    Campaign("pe_search_inventario", "Búsqueda inventario Perú", "paid_search", "ease_of_use",
             "demo-inventario", ("Peru",), vendor="google_ads", daily_usd=36),
    Campaign("mx_search_compras", "Búsqueda compras México", "paid_search", "price",
             "demo-compras", ("Mexico",), vendor="google_ads", daily_usd=41),
    Campaign("co_search_compras", "Búsqueda compras Colombia", "paid_search", "price",
             "demo-compras", ("Colombia",), starts=date(2025, 5, 5), vendor="google_ads",
             daily_usd=28),
    Campaign("marca_search", "Marca Faro", "brand_search", "support",
             "inicio", vendor="google_ads", daily_usd=22),
    Campaign("cl_pe_social_quiebres", "Sin quiebres de stock", "paid_social", "ease_of_use",
             "guia-quiebres", ("Chile", "Peru"), vendor="meta_ads", daily_usd=58),
    Campaign("mx_co_social_planillas", "Adiós a las planillas", "paid_social", "ease_of_use",
             "guia-planillas", ("Mexico", "Colombia"), vendor="meta_ads", daily_usd=33),
    Campaign("latam_social_integracion", "Integración en un día", "paid_social", "integration",
             "demo-inventario", starts=date(2025, 9, 1), vendor="meta_ads", daily_usd=47),
    Campaign("latam_retargeting", "Vuelve a Faro", "retargeting", "support",
             "caso-distribuidora", vendor="meta_ads", daily_usd=25, owner="Tomás Arrieta"),
    Campaign("guias_logistica", "Guías en Logística Hoy", "content", "ease_of_use",
             "guia-quiebres", owner="Renata Quispe"),
    Campaign("guias_bodega", "Guías en Boletín Bodega", "content", "security",
             "guia-auditoria", owner="Renata Quispe"),
    Campaign("guia_integracion", "Guía de integración", "content", "integration",
             "guia-integracion-erp", starts=date(2025, 11, 10), owner="Renata Quispe"),
    Campaign("correo_mensual", "Correo mensual", "email", "ease_of_use",
             "articulo-rotacion", owner="Tomás Arrieta"),
    Campaign("correo_compras", "Lanzamiento Compras", "email", "missing_feature",
             "demo-compras", starts=date(2025, 7, 1), ends=date(2025, 12, 31),
             owner="Tomás Arrieta"),
    Campaign("webinar_inventario", "Webinar: inventario al día", "webinar", "ease_of_use",
             "webinar-inventario", owner="Renata Quispe"),
    Campaign("webinar_costos", "Webinar: el costo de no comprar bien", "webinar", "price",
             "webinar-costos", starts=date(2025, 8, 1), owner="Renata Quispe"),
    Campaign("programa_socios", "Programa de socios", "referral", "support", "inicio"),
    Campaign("feria_santiago_2025", "Feria de Santiago 2025", "event", "ease_of_use", "inicio",
             ends=date(2025, 4, 10)),
    Campaign("feria_lima_2025", "Feria de Lima 2025", "event", "integration", "inicio",
             starts=date(2025, 4, 11), ends=date(2025, 9, 4)),
    Campaign("expo_mexico_2025", "Expo México 2025", "event", "price", "inicio",
             starts=date(2025, 9, 5), ends=date(2025, 11, 20)),
    Campaign("feria_santiago_2026", "Feria de Santiago 2026", "event", "ease_of_use", "inicio",
             starts=date(2025, 11, 21), ends=date(2026, 4, 9)),
    Campaign("feria_bogota_2026", "Feria de Bogotá 2026", "event", "support", "inicio",
             starts=date(2026, 4, 10), ends=date(2026, 6, 18)),
    Campaign("feria_lima_2026", "Feria de Lima 2026", "event", "integration", "inicio",
             starts=date(2026, 6, 19), ends=date(2026, 9, 3)),
)


def last_day(campaign: Campaign) -> date:
    """Give the day on which a campaign ends; far away for one that still runs."""
    return campaign.ends or date(2099, 12, 31)


def is_over(campaign: Campaign) -> bool:
    """Say whether a campaign had ended by the as-of day.

    >>> [campaign.campaign_id for campaign in CAMPAIGNS if is_over(campaign)][:2]
    ['correo_compras', 'feria_santiago_2025']
    """
    return last_day(campaign) < AS_OF

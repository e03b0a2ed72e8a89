"""The channels and what each of them truly does: the numbers that attribution tries to find.

`mql`, `opportunity` and `win` are effects of a first touch on the log-odds of becoming
qualified, of opening a deal and of winning it; each further touch of the same channel adds
half of the one before. `on_intent` is the confounding: how strongly the channel finds people
who would buy anyway. `substitution` is the share of its touches that would come as direct
visits if the channel were switched off.
"""

from dataclasses import dataclass

FADE = 0.5


@dataclass(frozen=True)
class Channel:
    """One channel: its tags, how it behaves in time, and its causal effects."""

    name: str
    sources: tuple[str, ...]
    medium: str
    hubspot: str
    kind: str
    rate: float
    after_days: float
    form: float
    on_intent: float
    mql: float
    opportunity: float
    win: float
    substitution: float


CHANNELS = {
    channel.name: channel
    for channel in (
        Channel("paid_search", ("google",), "cpc", "Paid Search", "click",
                0.30, 15, 0.45, 0.4, 0.45, 0.30, 0.25, 0.25),
        Channel("brand_search", ("google",), "cpc_brand", "Paid Search", "click",
                0.16, 30, 0.50, 1.1, 0.0, 0.0, 0.0, 0.90),
        Channel("paid_social", ("facebook", "instagram"), "paid_social", "Paid Social", "click",
                0.34, 8, 0.40, 0.1, 0.20, 0.10, 0.05, 0.05),
        Channel("retargeting", ("facebook",), "retargeting", "Paid Social", "click",
                0.22, 35, 0.35, 1.1, 0.0, 0.0, 0.0, 0.80),
        Channel("organic_search", ("google", "bing"), "organic", "Organic Search", "visit",
                0.33, 18, 0.32, 0.5, 0.30, 0.20, 0.15, 0.35),
        Channel("organic_social", ("linkedin",), "social", "Organic Social", "visit",
                0.10, 12, 0.25, 0.2, 0.15, 0.10, 0.05, 0.10),
        Channel("content", ("logistica_hoy", "boletin_bodega"), "content", "Other Campaigns",
                "visit", 0.22, 22, 0.60, 0.3, 0.55, 0.45, 0.40, 0.10),
        Channel("email", ("hubspot",), "email", "Email Marketing", "click",
                0.50, 70, 0.0, 0.3, 0.15, 0.10, 0.10, 0.0),
        Channel("webinar", ("zoom",), "webinar", "Offline Sources", "attend",
                0.13, 30, 1.0, 0.4, 0.90, 0.70, 0.65, 0.05),
        Channel("referral", ("socio_andina", "socio_ruta"), "referral", "Referrals", "visit",
                0.06, 15, 0.80, 0.3, 0.90, 0.70, 0.70, 0.10),
        Channel("event", ("feria",), "event", "Offline Sources", "attend",
                0.07, 25, 1.0, 0.2, 0.50, 0.40, 0.30, 0.05),
        Channel("direct", ("",), "", "Direct Traffic", "visit",
                0.24, 35, 0.35, 1.0, 0.0, 0.0, 0.0, 0.95),
    )
}

"""What happened at Faro in these 18 months, for later pages to find by themselves.

Each is one number or date; `truth.json` repeats them.
"""

from datetime import date

#: Marketing hands over anyone until a stricter definition is in force.
STRICTER_FROM = date(2026, 1, 1)
LOOSE_BONUS = 0.8

#: Sales follows up late while two sellers leave.
SLIP_FROM, SLIP_TO = date(2026, 1, 12), date(2026, 3, 31)
SLIP_FACTOR = 3.0
SLIP_UNWORKED = 0.10

#: A campaign that promises integration, while its buyers talk about price.
MISMATCHED_CAMPAIGN = "latam_social_integracion"
MISMATCHED_TOPIC = "price"

#: A guide made by both teams that answers an objection: fewer raise it afterwards.
ANSWERED_TOPIC = "integration"
ANSWERING_CONTENT = "guia-integracion-erp"
ANSWERED_FROM = date(2025, 11, 10)
ANSWERED_DROP = 0.65

"""What the two teams look at together: pace, changes, what to act on, and wins."""

from revops.alignment.changes import changes, last_week
from revops.alignment.deals_put_off import deals_put_off
from revops.alignment.deals_to_move import deals_to_move
from revops.alignment.flows import flows
from revops.alignment.leads_to_call import leads_to_call
from revops.alignment.pace import pace
from revops.alignment.wins import wins

__all__ = [
    "changes",
    "deals_put_off",
    "deals_to_move",
    "flows",
    "last_week",
    "leads_to_call",
    "pace",
    "wins",
]

"""What the two teams look at together: pace, changes and wins."""

from revops.alignment.changes import changes
from revops.alignment.flows import flows
from revops.alignment.pace import pace
from revops.alignment.wins import wins

__all__ = ["changes", "flows", "pace", "wins"]

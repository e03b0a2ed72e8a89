"""What the meeting decided, when to look again, and whether the metric moved."""

from revops.alignment.decided.current import current
from revops.alignment.decided.decisions_due import decisions_due
from revops.alignment.decided.decisions_judged import decisions_judged
from revops.alignment.decided.weeks_asked import weeks_asked

__all__ = ["current", "decisions_due", "decisions_judged", "weeks_asked"]

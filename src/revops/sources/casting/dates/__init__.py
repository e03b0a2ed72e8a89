"""Text to days and instants: by the format that is declared, or by what the column shows.

Whether `01/09/2026` is in January or in September no cell can tell: the cells of its shape in
its column do, or the row, or it is refused with a reason of its own. `decide` looks at columns,
`instant` and `day` read cells.
"""

from revops.sources.casting.dates.clock import UNKNOWN_ZONE
from revops.sources.casting.dates.decide import decide
from revops.sources.casting.dates.instants import day, instant
from revops.sources.casting.dates.reading import UNDECIDED, Reading
from revops.sources.casting.dates.unread import NOT_A_DATE, UNKNOWN_ORDER, why_no_date

__all__ = [
    "NOT_A_DATE",
    "UNDECIDED",
    "UNKNOWN_ORDER",
    "UNKNOWN_ZONE",
    "Reading",
    "day",
    "decide",
    "instant",
    "why_no_date",
]

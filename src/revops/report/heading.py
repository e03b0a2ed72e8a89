"""What stands at the top and the bottom of every page of a run."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Heading:
    """Whose page it is, for which day, on which data.

    `oldest` is the source whose newest record is the oldest, and its age in days.
    `notes` are sentences that a reader must see first, such as which checks failed;
    `provenance` is what the foot of the page states: pairs of a name and a value.
    Both are in the page's language already.
    """

    company: str
    period: str
    as_of: date
    newest: date | None = None
    oldest: tuple[str, int] | None = None
    notes: tuple[str, ...] = ()
    provenance: tuple[tuple[str, str], ...] = ()

    @property
    def age_days(self) -> int | None:
        """How many days before the as-of day the newest record is."""
        return (self.as_of - self.newest).days if self.newest else None

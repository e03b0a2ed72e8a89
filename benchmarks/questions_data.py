"""The companies of `questions.py`: their stories, and how their exports are written and loaded."""

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from revops import known
from revops.alignment.unusual.series import Series
from revops.alignment.unusual.watched import WEEKS, watched
from revops.load import load
from revops.sample import leads_of
from revops.sample.exports import book
from revops.sample.outcome import unfold
from revops.sample.records import record
from revops.sample.stories import stories
from revops.sample.story import LONGER_TO, SLIP_FROM, SLIP_TO, WEEKS_FROM, WEEKS_TO
from revops.sample.world import draw_world
from revops.workspace import open_workspace

ROOT = Path(__file__).resolve().parents[1]
SUNDAY, YEAR = date(2026, 6, 28), 52
SETTINGS = 'company = "Faro"\ncurrency = "USD"\nzone = "America/Santiago"\n'
EXPORTS = {
    "hubspot.contacts": "hubspot_contacts.csv",
    "hubspot.deals": "hubspot_deals.csv",
    "template.activities": "sales_activities.csv",
    "template.feedback": "sales_feedback.csv",
    "template.rates": "rates.csv",
}


AGREED = ("sla.toml", "stages.csv", "channels.csv")


Move = tuple[str, str, str]


@dataclass(frozen=True)
class Planted:
    """A story, its sizes, what it moves (measure, about, direction), and when it ends."""

    story: str
    sizes: tuple[float, ...]
    moves: tuple[Move, ...]
    first: date = WEEKS_FROM
    last: date = WEEKS_TO

    def told(self, size: int) -> str:
        """Write the story in one of its sizes, as `revops sample --stories` reads it."""
        return f"{self.story}:{self.sizes[size]:g}"


LATE = (("missed_deadline_share", "", "up"),)
#: Told together in one company are stories that move different measures.
TOGETHER = (
    (
        Planted(
            "leads_drop",
            (0.5, 0.7, 1.0),
            (("n_leads_of_source", "Paid Search", "down"), ("n_leads", "", "down")),
        ),
        Planted("unworked_surge", (0.4, 0.6, 0.9), LATE),
        Planted(
            "win_rate_drop",
            (0.5, 0.8, 1.0),
            (("n_won", "", "down"), ("won_value", "", "down")),
            last=LONGER_TO,
        ),
    ),
    (
        Planted("rejection_surge", (0.2, 0.4, 0.6), (("n_rejected", "", "up"),)),
        Planted("topic_surge", (0.4, 0.6, 0.9), (("n_topic", "competitor", "up"),)),
    ),
    (
        Planted("handover_surge", (0.8, 1.6, 2.4), (("n_handed", "", "up"),)),
        Planted("slow_follow_up", (2.0, 3.0, 5.0), LATE, first=SLIP_FROM, last=SLIP_TO),
    ),
)


def exports(folder: Path, seed: int, per_week: float, told: Iterable[str]) -> None:
    """Write the raw exports of one company, and the settings that name them."""
    n_leads = leads_of(per_week)
    world = draw_world(seed, n_leads, stories(told))
    sheets = book(seed, record(seed, world, unfold(world), n_leads), n_leads)
    blocks = [f'[[exports]]\nsource = "{one}"\npath = "{file}"' for one, file in EXPORTS.items()]
    (folder / "revops.toml").write_text(SETTINGS + "\n".join(blocks) + "\n")
    for file in EXPORTS.values():
        (folder / file).write_bytes(sheets[file].content())
    (folder / "agreement").mkdir()
    for file in AGREED:
        shutil.copyfile(ROOT / "agreement" / file, folder / "agreement" / file)


def drawn(seed: int, per_week: float, told: tuple[str, ...]) -> list[Series]:
    """Give the weekly series of one company, as they are loaded from its exports."""
    with tempfile.TemporaryDirectory(prefix="revops-questions-") as place:
        exports(Path(place), seed, per_week, told)
        workspace = open_workspace(place)
        tables = known.tables(load(workspace).tables, as_of=SUNDAY, zone="America/Santiago")
        return watched(
            tables["leads"],
            tables["opportunities"],
            workspace.agreement.sla,
            tables["activities"],
            tables["feedback"],
            as_of=SUNDAY,
            weeks=YEAR + WEEKS,
        )

"""Companies told with stories, loaded from the exports that the simulation writes."""

import shutil
from pathlib import Path

import pytest

from revops.load import load
from revops.sample import leads_of
from revops.sample.exports import book
from revops.sample.outcome import unfold
from revops.sample.records import record
from revops.sample.stories import stories
from revops.sample.world import draw_world
from revops.workspace import open_workspace

AGREEMENT = Path(__file__).parents[3] / "agreement"
SETTINGS = 'company = "Faro"\ncurrency = "USD"\nzone = "America/Santiago"\n'
EXPORTS = {
    "hubspot.contacts": "hubspot_contacts.csv",
    "hubspot.deals": "hubspot_deals.csv",
    "template.activities": "sales_activities.csv",
    "template.feedback": "sales_feedback.csv",
    "template.rates": "rates.csv",
}


def written(place: Path, seed: int, told: tuple[str, ...]) -> None:
    n_leads = leads_of(60)
    world = draw_world(seed, n_leads, stories(told))
    sheets = book(seed, record(seed, world, unfold(world), n_leads), n_leads)
    blocks = [f'[[exports]]\nsource = "{one}"\npath = "{file}"' for one, file in EXPORTS.items()]
    (place / "revops.toml").write_text(SETTINGS + "\n".join(blocks) + "\n", "utf-8")
    (place / "agreement").mkdir()
    for file in ("sla.toml", "stages.csv", "channels.csv"):
        shutil.copyfile(AGREEMENT / file, place / "agreement" / file)
    for file in EXPORTS.values():
        (place / file).write_bytes(sheets[file].content())


@pytest.fixture(scope="session")
def company(tmp_path_factory):
    """Give the tables and the SLA of a company of 60 leads a week; each is made once."""
    known = {}

    def make(seed, *told):
        if (seed, told) not in known:
            place = tmp_path_factory.mktemp("company")
            written(place, seed, told)
            workspace = open_workspace(str(place))
            known[seed, told] = load(workspace).tables, workspace.agreement.sla
        return known[seed, told]

    return make

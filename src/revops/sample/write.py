"""Write the sample company's exports, the truth behind them, and the list of defects."""

import json
from collections.abc import Iterable
from pathlib import Path

from revops.errors import BadParameter
from revops.sample.defects import spoil
from revops.sample.exports import book, experiments, totalled
from revops.sample.outcome import unfold
from revops.sample.records import record
from revops.sample.stories import stories as telling
from revops.sample.truth import truth
from revops.sample.world import draw_world

#: Fewer leads than this hold neither the stories nor a handful of each defect.
FEWEST = 200


def write_sample(
    folder: Path, *, seed: int = 7, n_leads: int = 5000, stories: Iterable[str] = ("all",)
) -> list[Path]:
    """Write every file of the sample into a folder, and list them by name.

    The same seed gives the same bytes. About `n_leads` leads come out, not exactly so many.
    `stories` says what happens in it: see `revops.sample.stories`.
    """
    if n_leads < FEWEST:
        raise BadParameter(f"a sample of {n_leads} leads is too small; ask for {FEWEST} or more.")
    world = draw_world(seed, n_leads, telling(stories))
    outcome = unfold(world)
    records = record(seed, world, outcome, n_leads)
    sheets, defects = spoil(seed, book(seed, records, n_leads))
    files = {sheet.name: sheet.content() for sheet in totalled(sheets).values()}
    files[defects.name] = defects.content()
    told = truth(seed, n_leads, world, outcome, records)
    tests = experiments(seed, told["channels"])
    files[tests.name] = tests.content()
    files["truth.json"] = (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in sorted(files)]

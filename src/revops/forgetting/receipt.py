"""What remains of an erasure: a receipt without personal data, and until it is done, a note.

.revops/forgotten/<fingerprint>.json   when, by which command, how much was erased
.revops/forgotten/pending.json         whom; removed at the end, so that a killed erasure is
                                       finished by the next one
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from revops.forgetting.person import Person
from revops.load.tombstones import FOLDER, ID, Tombstones

_PENDING = "pending.json"


def begun(state: Path, person: Person) -> None:
    """Note whom an erasure is of, for its owner's eyes only."""
    folder = state / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _private(folder / _PENDING, asdict(person))


def pending(state: Path) -> Person | None:
    """Give the person of an erasure that was cut short; nothing where none was."""
    path = state / FOLDER / _PENDING
    if not path.is_file():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    return Person(**{name: tuple(values) for name, values in told.items()})


def done(
    state: Path, person: Person, stones: Tombstones, counts: Mapping[str, Any], at: datetime
) -> Path:
    """Write the receipt, then remove the note."""
    path = state / FOLDER / f"{stones.print_of(ID, person.ids[0])[:32]}.json"
    told = {"at": at.astimezone(UTC).isoformat(timespec="seconds"), "command": "revops forget"}
    _private(path, {**told, **counts})
    (state / FOLDER / _PENDING).unlink(missing_ok=True)
    return path


def _private(path: Path, content: Mapping[str, Any]) -> None:
    """Write a file that only its owner reads, in one step."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.unlink(missing_ok=True)
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(content, file, indent=1, sort_keys=True)
        file.write("\n")
    aside.replace(path)

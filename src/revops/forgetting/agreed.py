"""The files that people type into agreement/, without a person: only where that is asked for."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from revops.forgetting.kept import replace_bytes
from revops.forgetting.words import Words
from revops.load.agreed import FOLDER

_TEXTS = (".toml", ".md", ".txt")


def without(root: Path, words: Words) -> Iterator[Path]:
    """Rewrite what names the person; give each file that was. Workbooks stay as they are."""
    for path in sorted((root / FOLDER).rglob("*")):
        if path.suffix == ".csv":
            old = path.read_text(encoding="utf-8-sig")
            new = _rows_without(old, words)
        elif path.suffix in _TEXTS:
            old = path.read_text(encoding="utf-8")
            new = words.out_of(old)
        else:
            continue
        if new != old:
            replace_bytes(path, new.encode())
            yield path


def _rows_without(text: str, words: Words) -> str:
    """Leave out the rows that are about the person, and scrub the others."""
    if not words.are_in(text.encode()):
        return text
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    header, rows = lines[0], lines[1:]
    places = [n for n, name in enumerate(header) if _names_records(name)]
    left = [row for row in rows if not _is_theirs(row, places, words)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=_separator(text), lineterminator="\n")
    writer.writerow(header)
    scrub = [_scrubbed(row, places, words) for row in left]
    writer.writerows(scrub)
    return out.getvalue()


def _separator(text: str) -> str:
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def _names_records(header: str) -> bool:
    name = header.strip().lower()
    return name.endswith(("_id", "_ids")) or name in {"id", "same_as", "email"}


def _is_theirs(row: Sequence[str], places: Sequence[int], words: Words) -> bool:
    cells = {row[n].strip().lower() for n in places if n < len(row)}
    person = words.person
    return bool(cells & {one.lower() for one in (*person.ids, *person.addresses)})


def _scrubbed(row: Sequence[str], places: Sequence[int], words: Words) -> list[str]:
    return [cell if n in places else words.out_of_text(cell) for n, cell in enumerate(row)]

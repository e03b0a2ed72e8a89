"""What a file is, by its header: its source and table, or a guess, or why it has no place."""

from collections.abc import Sequence
from pathlib import Path

from revops.errors import SourceError
from revops.sources.reading.header import Header
from revops.sources.recognise.content import Content, contents
from revops.sources.recognise.guess import guesses
from revops.sources.recognise.head import Head, heads
from revops.sources.recognise.rank import Around, Candidate, ranked
from revops.sources.recognise.recognised import Recognised
from revops.sources.recognise.recogniser import Recogniser

#: Vendors whose spellings are everybody's words.
_ANYONE = frozenset({"template", "utm"})


def _around(path: Path, head: Head, at: int) -> Around:
    """Gather what stands around the header."""
    above = tuple(cell for record in head.records[:at] for cell in record if cell.strip())
    below = (next((c.strip() for c in r if c.strip()), "") for r in head.tail[-20:])
    return Around(f"{path.stem} {head.sheet or ''}", above, tuple(filter(None, below)))


def _other_object(header: Header, recogniser: Recogniser) -> str:
    """Name the vendor whose headers these are, where none of its known exports fits."""
    by_vendor: dict[str, int] = {}
    for name in header.names:
        vendors = {source.partition(".")[0] for source in recogniser.known.who(name)}
        if len(vendors) == 1 and not vendors & _ANYONE:
            (vendor,) = vendors
            by_vendor[vendor] = by_vendor.get(vendor, 0) + 1
    most = max(by_vendor, key=lambda one: by_vendor[one], default="")
    if not most or by_vendor[most] < 3:
        return ""
    own = {name: e for name, e in recogniser.sources.items() if name.partition(".")[0] == most}
    keys = {one.columns.get(our) for e in own.values() for one in e[:1] for our in one.needed}
    has_key = any(isinstance(key, tuple) and header.find(key) for key in keys)
    return most if has_key else ""


def _one(path: Path, head: Head, recogniser: Recogniser) -> Recognised:
    """Recognise one sheet or file by its head."""
    at = recogniser.header_at(head.records)
    header = Header(head.records[at])
    around = _around(path, head, at)
    found = ranked(header, recogniser.sources, around, recogniser.known)
    columns = contents(list(header.names), head.records[at + 1 :])
    best = next((one for one in found if not one.lacking), None)
    if best and (best.is_sure or not _tells_more(columns, around, best, recogniser)):
        return Recognised(path, head, at + 1, tuple(found))
    vendor = _other_object(header, recogniser)
    if vendor and not found:
        listed = ", ".join(n for n in recogniser.sources if n.partition(".")[0] == vendor)
        said = f"its headers are of {vendor}, but of none of the exports that are read: {listed}."
        return Recognised(path, head, at + 1, problem=said)
    found = [one for one in found if one.lacking]
    guessed = guesses(columns, around.name, recogniser.words)
    problem = "" if guessed else _why_not(found)
    return Recognised(path, head, at + 1, tuple(found), tuple(guessed), problem)


def _tells_more(
    columns: Sequence[Content], around: Around, best: Candidate, recogniser: Recogniser
) -> bool:
    """Tell whether plain words read more of the headers than a source that is not sure."""
    guessed = guesses(columns, around.name, recogniser.words)[:1]
    return any(len(set(one.columns.values())) > len(best.matched) for one in guessed)


def _why_not(found: Sequence[Candidate]) -> str:
    """Say why a file has no place."""
    if found:
        lacks = ", ".join(found[0].lacking)
        return f"it looks like {found[0].source}, but no header says {lacks}. Export it with that."
    return "its headers say too little: nothing that the tables hold."


def recognise(path: Path, recogniser: Recogniser) -> list[Recognised]:
    """Recognise a file by its head and tail; a workbook gives one answer a sheet."""
    try:
        found = heads(path, recogniser.evidence)
    except SourceError as error:
        return [Recognised(path, problem=" ".join(error.problems))]
    if not found:
        return [Recognised(path, problem="the workbook is empty.")]
    return [_one(path, head, recogniser) for head in found]

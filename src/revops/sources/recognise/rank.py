"""Which sources a header may be of, best first, and why.

A source is a candidate when its key has a header. Each header counts by how few sources know it;
the file's name, the lines above the header and the rows of totals below add to it. Files with
our own column names are ours only as a whole: `amount` and `name` are anyone's words.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from revops.sources.building.complaints import lacking
from revops.sources.building.shape import is_wide
from revops.sources.mapping import Export, parts
from revops.sources.reading.header import Header
from revops.sources.recognise.spellings import Sources, Spellings

OURS = "template"
#: What a row must tell, beside its key, to be one of the table: one of these.
ESSENCE: Mapping[str, frozenset[str]] = {
    "leads": frozenset({"email", "full_name", "phone", "company", "lifecycle_stage"}),
    "accounts": frozenset({"name", "domain", "tax_id"}),
    "opportunities": frozenset({"stage", "status", "amount", "close_date", "closed_at"}),
    "activities": frozenset({"occurred_at"}),
    "campaigns": frozenset({"name"}),
    "spend": frozenset({"cost"}),
    "users": frozenset({"name"}),
}
_ENOUGH, _SURE, _WHOLE = 1.2, 2.0, 0.75


@dataclass(frozen=True)
class Around:
    """What stands around the header: the file's name, the lines above, the first cells below."""

    name: str = ""
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """A source that a file may be of."""

    source: str
    tables: tuple[str, ...]
    score: float
    matched: Mapping[str, tuple[str, ...]]
    reasons: tuple[str, ...]
    lacking: tuple[str, ...] = ()
    share: float = field(default=0.0)

    @property
    def is_sure(self) -> bool:
        """Tell whether the headers alone say so."""
        return self.score >= _SURE or self.share >= _WHOLE


def placed(exports: Sequence[Export], header: Header) -> dict[str, tuple[str, ...]]:
    """Give each header that the exports know, and the columns that it goes to, if any.

    >>> toy = Export("toy", "leads", "leads", columns={"lead_id": ("Id",), "email": ("Mail",)})
    >>> placed([toy], Header(["mail", "Id", "Age"]))
    {'Id': ('leads.lead_id',), 'mail': ('leads.email',)}
    """
    found: dict[int, list[str]] = {}
    for export in exports:
        if export.optional and export.wide and not is_wide(export, header.names):
            continue
        pairs = [(our, names) for our, cell in export.columns.items() for names in parts(cell)]
        for our, names in pairs:
            if at := header.find(names):
                found.setdefault(at.index, []).append(f"{export.table}.{our}")
        for our, names in (export.wide.columns if export.wide else {}).items():
            for at in header.find_all(names):
                found.setdefault(at.index, []).append(f"{export.table}.{our}")
        for name in export.beside:
            if at := header.find((name,)):
                found.setdefault(at.index, [])
    return {header.names[at]: tuple(dict.fromkeys(ours)) for at, ours in found.items()}


def _words(text: str) -> list[str]:
    """Part a name into lower-case words, without the plural's s."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return [word.rstrip("s") for word in re.findall(r"[^\W\d_]+", split.casefold())]


def _named(source: str, around: Around) -> list[tuple[float, str]]:
    """Say where the vendor's and the export's names stand around the header."""
    vendor, _, export = source.partition(".")
    told = []
    name, above = _words(around.name), [word for line in around.above for word in _words(line)]
    for weight, wanted, what in ((0.6, vendor, "vendor"), (0.5, export, "export")):
        for place, words in (("file's name says", name), ("lines above the header say", above)):
            if wanted and set(_words(wanted)) <= set(words):
                told.append((weight, f"the {place} the {what}, {wanted.replace('_', ' ')}"))
    if name and name == _words(export):
        told.append((0.7, "the name has no other word"))
    return told


def _totals(exports: Sequence[Export], around: Around) -> list[tuple[float, str]]:
    """Say whether a row at the end looks like the vendor's totals."""
    patterns = [pattern for one in exports for pattern in one.totals]
    hits = [cell for cell in around.below if any(re.match(p, cell) for p in patterns)]
    return [(0.5, f"it closes with '{hits[0][:40]}'")] if hits else []


def _essential(exports: Sequence[Export], ours: set[str]) -> bool:
    """Tell whether the first table's rows would say anything beside their key."""
    first = exports[0]
    essence = ESSENCE.get(first.table, frozenset())
    given = {*first.constants, *(our.split(".")[1] for our in ours if our.startswith(first.table))}
    return not essence or bool(essence & given)


def candidate(
    source: str, exports: Sequence[Export], header: Header, around: Around, known: Spellings
) -> Candidate | None:
    """Rate one source; none when nothing of it is there."""
    matched = placed(exports, header)
    ours = {our for columns in matched.values() for our in columns}
    filled = [name for name in header.names if name]
    if not matched or not _essential(exports, ours):
        return None
    share = len(matched) / len(set(filled))
    if exports[0].vendor == OURS and share < _WHOLE:
        return None
    weights = sum(known.weight(name) for name in matched)
    told = [*_named(source, around), *_totals(exports, around)]
    lacks = tuple(
        f"{one.table}.{our}"
        for one in exports
        if not one.optional
        for our in lacking(one, header.names)
    )
    reasons = (f"{len(matched)} of {len(set(filled))} headers are known", *(why for _, why in told))
    score = weights * (0.5 + share / 2) + sum(weight for weight, _ in told)
    tables = tuple(dict.fromkeys(one.table for one in exports))
    return Candidate(source, tables, score, matched, reasons, lacks, share)


def ranked(header: Header, sources: Sources, around: Around, known: Spellings) -> list[Candidate]:
    """List the sources that a header may be of, best first; those that lack a key come last.

    Of equals the one that stands first among the sources comes first.
    """
    knowing = {source for name in header.names for source in known.who(name)}
    rated = [
        one
        for source, exports in sources.items()
        if source in knowing and (one := candidate(source, exports, header, around, known))
    ]
    good = [one for one in rated if one.score >= _ENOUGH or one.share >= _WHOLE]
    return sorted(good, key=lambda one: (bool(one.lacking), -round(one.score, 6)))

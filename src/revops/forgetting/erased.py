"""What an erasure took, or would take: counts and names of files, nothing of the person."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Erased:
    """One erasure: `rows` by table over all loads, files that were rewritten or removed.

    `exports` counts the rows by which the exports still name the person (null where they cannot be
    read), and `people_files` names what people keep themselves; both stay as they are.
    """

    ids: int = 0
    addresses: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    loads: int = 0
    made_anew: list[str] = field(default_factory=list)
    rewritten: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    exports: dict[str, int] | None = field(default_factory=dict)
    people_files: list[str] = field(default_factory=list)
    receipt: Path | None = None

    def counts(self) -> dict[str, Any]:
        """Give what a receipt tells; names of files are no one's data, but may quote some."""
        return {
            "ids": self.ids,
            "addresses": self.addresses,
            "rows": dict(sorted(self.rows.items())),
            "loads": self.loads,
            "files_rewritten": len(self.rewritten),
            "files_removed": len(self.removed),
            "exports_still_naming": None if self.exports is None else len(self.exports),
            "rows_still_in_exports": sum((self.exports or {}).values()),
            "files_of_people_still_naming": len(self.people_files),
        }

    def lines(self, *, dry_run: bool) -> Iterator[str]:
        """Say in lines what was done, or what would be."""
        yield ("Would erase" if dry_run else "Erased") + (
            f" one person: {_n(self.ids, 'id')}, {_n(self.addresses, 'e-mail address', 'es')}"
        )
        rows = ", ".join(f"{table} {n:,}" for table, n in sorted(self.rows.items()))
        yield f"  {_n(self.loads, 'load')}: {rows or 'no rows'}"
        if self.made_anew:
            yield f"  made anew by the next check: {', '.join(self.made_anew)}"
        yield from _listed("without the person", self.rewritten)
        yield from _listed("taken away; each page says how to make it anew", self.removed)
        yield from self._left()

    def _left(self) -> Iterator[str]:
        """Say who still holds the person."""
        if self.exports is None:
            yield "The exports cannot be read now: whether they name the person was not looked at"
        for file, n in (self.exports or {}).items():
            yield f"Still there: {_n(n, 'row')} of {file}. Take the person out there, too"
        for file in self.people_files:
            yield f"Still there: {file}, which people keep (--agreement mends those of agreement/)"
        yield (
            "The CRM and every copy of its exports still hold the person: erase them there. Until "
            "then each load leaves the person out again"
        )


def _n(n: int, one: str, plural: str = "s") -> str:
    return f"{n:,} {one}{'' if n == 1 else plural}"


def _listed(what: str, names: list[str], most: int = 12) -> Iterator[str]:
    if names:
        more = f" and {len(names) - most:,} more" if len(names) > most else ""
        yield f"  {what}: {', '.join(names[:most])}{more}"

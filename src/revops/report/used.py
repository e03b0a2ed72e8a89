"""Which tables a page has looked at: kept inside the kernel, asked for when its notebook ends.

A page that looked at no table that changed need not run again. To look whether a table is there
counts too, since its coming would change the page; and so does all that stands beside the tables
(`EVERYTHING`), such as what each check found.
"""

import json
from collections.abc import Iterator, Mapping

import polars as pl

from revops import store

EVERYTHING = "*"
_used: set[str] = set()


def note(*names: str) -> None:
    """Note what was looked at."""
    _used.update(names)


def clear() -> None:
    """Begin a notebook."""
    _used.clear()


def told() -> str:
    """Tell what was looked at since the notebook began, as a list in JSON.

    >>> clear(); note("leads", "spend", "leads"); told()
    '["leads", "spend"]'
    """
    return json.dumps(sorted(_used))


class _Scans(Mapping[str, pl.LazyFrame]):
    """Tables unread: each is noted when it is asked for."""

    def __init__(self, scans: Mapping[str, pl.LazyFrame]) -> None:
        self._scans = scans

    def __getitem__(self, name: str) -> pl.LazyFrame:
        note(name)
        return self._scans[name]

    def __contains__(self, name: object) -> bool:
        note(str(name))
        return name in self._scans

    def __iter__(self) -> Iterator[str]:
        note(EVERYTHING)  # which tables there are is something that a page may say
        return iter(self._scans)

    def __len__(self) -> int:
        note(EVERYTHING)
        return len(self._scans)


class Noted(store.Tables):
    """Tables that note which of them were looked at.

    >>> from revops.tables import TABLES
    >>> clear()
    >>> tables = Noted({"leads": TABLES["leads"].empty().lazy()})
    >>> tables["leads"].height, "spend" in tables, tables.scans()["leads"].collect().height
    (0, False, 0)
    >>> told()
    '["leads", "spend"]'
    """

    in_one_piece = True

    def __getitem__(self, name: str) -> pl.DataFrame:
        note(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        note(str(name))
        return super().__contains__(name)

    def __iter__(self) -> Iterator[str]:
        note(EVERYTHING)
        return super().__iter__()

    def __len__(self) -> int:
        note(EVERYTHING)
        return super().__len__()

    def scans(self) -> Mapping[str, pl.LazyFrame]:  # type: ignore[override]
        """Give every table unread; the one taken is noted."""
        return _Scans(super().scans())

    def with_table(self, name: str, frame: pl.LazyFrame) -> "Noted":
        """Give the same tables with another version of one."""
        return Noted({**super().scans(), name: frame})

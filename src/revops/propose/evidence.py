"""What the files themselves say about money, places and successive states."""

import re
from collections.abc import Iterable, Sequence

from revops.propose.families import Family
from revops.propose.values import exports_of, values
from revops.sources import SOURCES
from revops.sources.building.complaints import columns_of
from revops.sources.mapping import parts
from revops.sources.reading.days import days_of
from revops.sources.reading.header import Header
from revops.sources.recognise import Recognised, read_as
from revops.tables import TABLES
from revops.tables.table import MONEY

_CODE = re.compile(r"[A-Z]{3}")
_PREFIX = re.compile(r"(?:\+|00)(\d{1,3})[\s(-]")
_LARGE = 1 << 26
_MOSTLY = 0.5


def in_header(one: Recognised) -> list[str]:
    """Give the currencies that headers hold: `Amount spent (CLP)`."""
    header = Header(one.header)
    cells = [names for e in exports_of(one) for cell in e.columns.values() for names in parts(cell)]
    found = (header.find(names) for names in cells)
    return list(
        dict.fromkeys(at.held["currency"] for at in found if at and at.held.get("currency"))
    )


def _cells(one: Recognised, column: str) -> list[str]:
    """Give the first cells of one of our columns, whatever its table."""
    names = {name for ours, name in read_as(one, SOURCES).items() if ours.endswith(f".{column}")}
    return [cell for content in one.contents if content.name in names for cell in content.filled]


def currencies(one: Recognised) -> dict[str, str]:
    """Give the currencies that a file names, each with where."""
    told = {code: f"a header of {one.path.name}" for code in in_header(one)}
    for cell in dict.fromkeys(_cells(one, "currency")):
        if _CODE.fullmatch(cell):
            told.setdefault(cell, f"a column of {one.path.name}")
    return told


def lacks_currency(one: Recognised) -> bool:
    """Tell whether a file holds money and nothing says in which currency."""
    ours = [column.split(".") for column in read_as(one, SOURCES)]
    has_money = any(TABLES[table].columns[our].dtype == MONEY for table, our in ours
                    if our in TABLES[table].columns)  # fmt: skip
    given = any("currency" in {**e.constants, **e.defaults} for e in exports_of(one))
    is_named = given or bool(in_header(one)) or any(our == "currency" for _, our in ours)
    takes = any("currency" in columns_of(table) for table in one.tables)
    return has_money and takes and not is_named


def places(found: Iterable[Recognised]) -> list[str]:
    """Say which countries and telephone codes the first rows name: hints of a time zone."""
    countries: dict[str, None] = {}
    prefixes: dict[str, None] = {}
    for one in found:
        countries |= dict.fromkeys(_cells(one, "country"))
        codes = (_PREFIX.match(cell) for cell in _cells(one, "phone"))
        prefixes |= dict.fromkeys(f"+{code[1]}" for code in codes if code)
    told = []
    if countries:
        told.append(f"countries such as {', '.join(list(countries)[:4])}")
    if prefixes:
        told.append(f"telephones with {', '.join(list(prefixes)[:4])}")
    return told


def _keys(one: Recognised) -> set[str]:
    """Give the keys of the first table that a file feeds."""
    export = next(iter(exports_of(one)), None)
    where = read_as(one, SOURCES)
    key = TABLES[export.table].key[0] if export else ""
    name = where.get(f"{export.table}.{key}") if export else None
    if name is None or one.path.stat().st_size > _LARGE:
        return set()
    frame = values(one, [name])
    return set(frame.to_series().drop_nulls()) if frame.width else set()


def successive(family: Family) -> tuple[str, str]:
    """Say whether dated files are states of one whole or its parts, and why; blank if unknown."""
    members: Sequence[Recognised] = family.members
    if len(members) < 2:
        return "", "there is one file"
    older, newer = members[-2], members[-1]
    before, after = _keys(older), _keys(newer)
    if not before or not after:
        return "", "their ids could not be compared"
    share = len(before & after) / len(before)
    told = f"{share:.0%} of the ids of {older.path.name} stand in {newer.path.name} again"
    if share <= _MOSTLY:
        return "parts", told
    is_dated = all(len(days_of(one.path.name)) == 1 for one in members)
    return ("states", told) if is_dated else ("", f"{told}, but a name tells no one day")

"""What the headers and first cells of files leave open, as questions to people."""

import re
from collections.abc import Iterable, Sequence

import polars as pl

from revops.errors import SourceError
from revops.propose.folder import path_in
from revops.propose.toml import said
from revops.propose.values import exports_of, settings_of
from revops.sources import SOURCES, read_all
from revops.sources.recognise import Recognised, read_as, unread
from revops.tables import TABLES
from revops.tables.table import MONEY

_DEALS = "opportunities"
_LARGE = 1 << 25
_EITHER = re.compile(r"\D{0,4}\d{1,3}[.,]\d{3}\D{0,4}")
_MARKED = re.compile(r".*\d[.,]\d")
_NAMES = re.compile(
    r"(?i)organi[zs]a|empresa|compan|account|cuenta|conta\b|person|contact|cliente|customer"
)


def either_mark(one: Recognised) -> tuple[str, str] | None:
    """Give a header of money, and a cell, where each mark may be of thousands or of decimals.

    It looks at the first cells; a decimal mark that the vendor always writes is no question.
    """
    if any(export.decimal for export in exports_of(one)):
        return None
    ours = ([*column.split("."), name] for column, name in read_as(one, SOURCES).items())
    money = {name for table, our, name in ours if TABLES[table].schema()[our] == MONEY}
    for content in one.contents:
        marked = [cell for cell in content.filled if _MARKED.match(cell)]
        if content.name in money and marked and all(map(_EITHER.fullmatch, marked)):
            return content.name, marked[0]
    return None


def _is_decided(one: Recognised, header: str) -> bool:
    """Say whether the rest of a file decides a column, such as its own total; not of large ones."""
    if one.path.stat().st_size > _LARGE:
        return False
    folder = one.path.parent.absolute()
    alone = settings_of(one).model_copy(update={"path": path_in(folder, one.path)})
    try:
        read = read_all([alone], root=folder, zone="UTC").readings
    except SourceError:
        return False
    of = read.filter(pl.col("header") == header, pl.col("kind") == "number")
    return bool(of.height) and not of.get_column("n_refused").sum()


def nameless(one: Recognised) -> list[str]:
    """Give the headers that name a deal's company and people, where no header has their ids."""
    where = read_as(one, SOURCES)
    given = {f"{_DEALS}.account_id", f"{_DEALS}.lead_id", "opportunity_people.lead_id"}
    if _DEALS not in one.tables or given & where.keys():
        return []
    return [name for name in unread(one, SOURCES) if _NAMES.search(name)]


def of_file(one: Recognised) -> tuple[list[str], list[str]]:
    """Give lines for the block of a file, and questions: its decimal mark, whose its deals are."""
    lines, asked = [], []
    name = one.path.name
    found = either_mark(one)
    if found and not _is_decided(one, found[0]):
        header, cell = (said(each) for each in found)
        mark = "." if "," in cell else ","
        lines.append(f"# decimal = \"{mark}\"  # QUESTION: if '{cell}' in '{header}' has thousands")
        asked.append(
            f"{name}: is '{cell}' in '{header}' a number of thousands? Then say decimal = "
            f'"{mark}" in its block; cells that the file cannot decide are set aside.'
        )
    if _DEALS in one.tables and (names := nameless(one)):
        told = ", ".join(f"'{said(each)}'" for each in names[:3])
        lines.append("# QUESTION: its deals carry no id of a company or person, names only.")
        asked.append(
            f"{name}: can its deals be exported with the ids of companies and people? It has names "
            f"only ({told}), and a name joins nothing: such wins have no touches."
        )
    if one.guess and one.guess.table == "customers":
        header = said(one.guess.columns["account_id"])
        lines.append(f"# QUESTION: is '{header}' the id of the company in your CRM?")
        asked.append(
            f"{name}: is '{header}' the id by which your CRM knows the company? If it is a name, "
            "its renewals are counted, and join no deal."
        )
    return lines, asked


def of_vendors(found: Iterable[Recognised], known: Sequence[str] = ()) -> list[str]:
    """Ask whether one deal stands in the files of two vendors: it would count twice."""
    new = [one.source for one in found if _DEALS in one.tables]
    deals = [name for name in known if any(e.table == _DEALS for e in SOURCES.get(name, ()))]
    vendors = dict.fromkeys(name.partition(".")[0] for name in [*deals, *new])
    if not new or len(vendors) < 2:
        return []
    return [
        f"Deals come from {', '.join(vendors)}, and all are counted. Does one deal stand in two of "
        "them, as after a move to another CRM? It counts twice: put # before one of the blocks, or "
        "export only what was not moved."
    ]

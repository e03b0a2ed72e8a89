"""Columns that software wrote: one format reads every cell, and one pattern proves it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from revops.sources.casting.dates.clock import change_days, changes
from revops.sources.casting.dates.reading import Reading

_DAY, _TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}", "[0-9]{2}:[0-9]{2}"


@dataclass(frozen=True)
class _Format:
    """A format, the cells that it reads, and whether they are in UTC whatever the zone."""

    format: str
    pattern: str
    is_utc: bool = False
    has_time: bool = True


def _formats() -> tuple[_Format, ...]:
    """List the formats of software, the plainest first."""
    found = [
        _Format("%Y-%m-%d", f"^{_DAY}$", has_time=False),
        _Format("%Y%m%d", "^(?:19|20)[0-9]{6}$", has_time=False),
    ]
    for gap in (" ", "T"):
        found.append(_Format(f"%Y-%m-%d{gap}%H:%M", f"^{_DAY}{gap}{_TIME}$"))
        for end in ("", "Z", " UTC", "+0000", "+00:00"):
            written = f"^{_DAY}{gap}{_TIME}:[0-9]{{2}}"
            said = end.replace("+", r"\+") + "$"
            found += [
                _Format(f"%Y-%m-%d{gap}%H:%M:%S{end}", written + said, bool(end)),
                _Format(
                    f"%Y-%m-%d{gap}%H:%M:%S%.f{end}",
                    rf"{written}(?:\.[0-9]{{1,9}})?{said}",
                    bool(end),
                ),
            ]
    return tuple(found)


FORMATS = _formats()


def _candidates(texts: pl.LazyFrame, columns: Mapping[str, pl.DataType]) -> dict[str, list[int]]:
    """Give the formats that read the first filled cell of each column."""
    firsts = texts.select(pl.col(name).drop_nulls().first() for name in columns).collect()
    cells = firsts.row(0, named=True)
    return {
        name: [n for n, one in enumerate(FORMATS) if cell and re.search(one.pattern, cell)]
        for name, cell in cells.items()
    }


def clock_changes(name: str, format_: str, zone: str) -> pl.Expr:
    """Count the cells of a column that fall into a change of the clocks."""
    days = [f"{day:%Y-%m-%d}" for day in change_days(zone)]
    near = pl.col(name).filter(pl.col(name).str.head(10).is_in(days))
    moment = near.str.to_datetime(format_, time_unit="us", strict=False)
    skipped, twice = changes(moment, zone)
    return pl.struct(skipped=skipped, twice=twice).alias(name)


def clock_evidence(skipped: int, twice: int) -> str:
    """Say how many times fell into a change of the clocks, and how they were read.

    >>> clock_evidence(0, 2)
    '; 2 in an hour that happened twice are read as the first'
    """
    said = f"; {skipped} in an hour that the clocks skipped are read an hour later"
    again = f"; {twice} in an hour that happened twice are read as the first"
    return (said if skipped else "") + (again if twice else "")


def _with_changes(
    texts: pl.LazyFrame, found: dict[str, _Format], zone: str
) -> dict[str, tuple[int, int]]:
    """Count the clock changes of every column of local times."""
    timed = {name: one for name, one in found.items() if one.has_time and not one.is_utc}
    if not timed or not change_days(zone):
        return {}
    counted = texts.select(clock_changes(name, one.format, zone) for name, one in timed.items())
    row = counted.collect().row(0, named=True)
    return {name: (row[name]["skipped"], row[name]["twice"]) for name in timed}


def quick(texts: pl.LazyFrame, columns: Mapping[str, pl.DataType], zone: str) -> dict[str, Reading]:
    """Decide the columns of which one format reads every cell; the others are left out.

    >>> cells = pl.LazyFrame({"at": ["2024-01-22T16:14:25Z", None], "on": ["2024-01-22", "1/2/24"]})
    >>> found = quick(cells, {"at": pl.Datetime("us", "UTC"), "on": pl.Date()}, "UTC")
    >>> {name: (one.format, one.is_utc) for name, one in found.items()}
    {'at': ('%Y-%m-%dT%H:%M:%SZ', True)}
    """
    tried = _candidates(texts, columns)
    counts = texts.select(
        *(pl.col(name).count().alias(name) for name in columns),
        *(
            pl.col(name).str.contains(FORMATS[n].pattern).sum().alias(f"{n} {name}")
            for name, some in tried.items()
            for n in some
        ),
    )
    row = counts.collect().row(0, named=True)
    found = {
        name: next((FORMATS[n] for n in some if row[f"{n} {name}"] == row[name]), None)
        for name, some in tried.items()
    }
    sure = {name: one for name, one in found.items() if one is not None}
    clocks = _with_changes(
        texts, {n: one for n, one in sure.items() if isinstance(columns[n], pl.Datetime)}, zone
    )
    return {
        name: Reading(
            format=one.format,
            is_utc=one.is_utc,
            read_as="ISO",
            evidence="every cell begins with the year" + clock_evidence(*clocks.get(name, (0, 0))),
            n_cells=row[name],
        )
        for name, one in sure.items()
    }

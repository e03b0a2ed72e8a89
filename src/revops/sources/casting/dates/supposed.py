"""A column that software wrote, as its first cells tell: what all of them must show to prove it.

What `quick` finds out in several passes over the cells is here one set of counts, which can be
taken together with others. `asked` says what to count of a column whose reading is supposed, and
`proven` gives the reading that `quick` would give, or nothing where the cells are otherwise.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from revops.sources.casting.dates.clock import change_days
from revops.sources.casting.dates.quick import FORMATS, clock_changes, clock_evidence
from revops.sources.casting.dates.reading import Reading


def fitting(text: pl.Expr, reading: Reading) -> pl.Expr:
    """Say whether a cell is written in the one format of a reading."""
    pattern = next(one.pattern for one in FORMATS if one.format == reading.format)
    return text.str.contains(pattern)


def asked(name: str, reading: Reading, dtype: pl.DataType, zone: str) -> dict[str, pl.Expr]:
    """Say what to count of a column that is supposed to be read by one format."""
    wanted = {
        f"filled {name}": pl.col(name).count(),
        f"fitting {name}": fitting(pl.col(name), reading).sum(),
    }
    return wanted | changed(name, reading, dtype, zone)


def changed(name: str, reading: Reading, dtype: pl.DataType, zone: str) -> dict[str, pl.Expr]:
    """Say what to count of local times around the changes of the clocks; nothing of others."""
    has_clock = isinstance(dtype, pl.Datetime) and "%H" in reading.format and not reading.is_utc
    is_wanted = has_clock and change_days(zone)
    return {f"changes {name}": clock_changes(name, reading.format, zone)} if is_wanted else {}


def proven(name: str, reading: Reading, counts: Mapping[str, Any]) -> Reading | None:
    """Give the reading of a column whose cells are as supposed; nothing where some are not.

    >>> cells = pl.DataFrame({"at": ["2024-01-22T16:14:25Z", "2024-01-23T16:14:25Z", None]})
    >>> first = Reading(format="%Y-%m-%dT%H:%M:%SZ", is_utc=True, evidence="by the first cells")
    >>> counts = cells.select(**asked("at", first, pl.Datetime(), "UTC")).row(0, named=True)
    >>> proven("at", first, counts).evidence, proven("at", first, counts).n_cells
    ('every cell begins with the year', 2)
    """
    n_cells = counts[f"filled {name}"]
    if not n_cells or counts[f"fitting {name}"] != n_cells:
        return None
    found = counts.get(f"changes {name}", {"skipped": 0, "twice": 0})
    evidence = "every cell begins with the year" + clock_evidence(**found)
    return replace(reading, evidence=evidence, n_cells=n_cells)

"""The tables behind the simulation, one CSV each: channels, campaigns, content and decisions."""

import csv
from pathlib import Path


def rows(name: str) -> list[dict[str, str]]:
    """Read one of the tables, every cell as text.

    >>> rows("channels")[0]["name"]
    'paid_search'
    """
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed(cell: str) -> tuple[str, ...]:
    """Split a cell that lists several values.

    >>> listed("Chile;Peru"), listed("")
    (('Chile', 'Peru'), ())
    """
    return tuple(cell.split(";")) if cell else ()

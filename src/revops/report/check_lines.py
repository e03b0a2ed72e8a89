"""What `revops check` says on a terminal: what failed, what changed, what was set aside."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from revops.report.quarantine import FOLDER, n_set_aside

_COUNTED = ("critical", "warning")
_SOUND = ("passed", "no data")
_ROWS = ("n_new", "n_persisting", "n_mended")


def count(number: int, word: str) -> str:
    """Write a number and its word.

    >>> count(1, "row"), count(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def failed_lines(failed: pl.DataFrame) -> Iterator[str]:
    """Say what each failed check found, worst first."""
    for found in failed.to_dicts():
        rows = (
            "" if found["n_failed"] is None else f"{found['n_failed']} of {found['n_rows']} rows. "
        )
        yield f"{found['severity']:<9}{found['table']}: {rows}{found['description']}"


def since(changes: pl.DataFrame) -> Mapping[str, Any]:
    """Count, over critical checks and warnings, what is new and what was mended.

    Rows count where they can be followed or counted; of checks of a whole table only the checks
    count.
    """
    told = changes.filter(pl.col("severity").is_in(_COUNTED))
    known = told.filter(~pl.col("compared").is_in(["first load", "not the same check"]))
    fails, failed = (~pl.col(name).is_in(_SOUND) for name in ("status", "was"))
    counted = known.select(
        *(pl.col(name).sum() for name in _ROWS),
        (fails & ~failed).sum().alias("n_checks_new"),
        (failed & ~fails).sum().alias("n_checks_mended"),
        pl.lit(told.height - known.height).alias("n_checks_not_compared"),
    )
    return {name: int(value or 0) for name, value in counted.row(0, named=True).items()}


def since_lines(changes: pl.DataFrame, before: date | None) -> Iterator[str]:
    """Say what changed since the load before; nothing where there is none."""
    if before is None:
        return
    n = since(changes)
    yield (
        f"since the load of {before}: {count(n['n_new'], 'failing row')} new, "
        f"{n['n_persisting']:,} persisting, {n['n_mended']:,} mended; "
        f"{count(n['n_checks_new'], 'check')} newly failing, {n['n_checks_mended']} mended"
    )
    if n["n_checks_not_compared"]:
        yield (
            f"{count(n['n_checks_not_compared'], 'failing check')} not compared: new, "
            "or changed since that load"
        )


def quarantine_lines(quarantined: pl.DataFrame, *, written: bool) -> Iterator[str]:
    """Say how many rows of each table were set aside, and where they are listed."""
    for table, rows in n_set_aside(quarantined).items():
        yield f"set aside {table}: {count(rows, 'row')}, listed in .revops/{FOLDER}/{table}.csv"
    if not written:
        yield f".revops/{FOLDER} is of an earlier check: a file of it is open in another program"

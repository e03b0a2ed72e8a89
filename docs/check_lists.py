"""The lists of the checks: what each of them means, and what can go wrong beside what looks for it.

`covered.csv` has one row a thing that goes wrong in exports: the checks that see it, by their ids
(`*.` stands for any table), or the reason why none does.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from revops.checks import load_suites
from revops.checks.freshness import STALE
from revops.checks.refused import READ
from revops.checks.stated import KINDS
from revops.checks.suite import Suite

ROOT = Path(__file__).parents[1]
HEAD = ("check", "means", "severity", "mended by", "guards")
COVERED = ("what goes wrong", "checks", "and beside them")


def suites() -> dict[str, Suite]:
    """Read the suites that the package brings."""
    return load_suites({path.stem: path for path in (ROOT / "expectations").glob("*.json")})


def stated() -> list[tuple[str, str, str, str, str]]:
    """Describe the checks that no suite states: of any table, from its files and earlier loads."""
    fixed = [
        ("*.source_fresh", STALE, "critical", "both", "`*`"),
        ("*.{column}_read", READ, "critical", "both", "what the column's checks guard"),
    ]
    more = [
        (f"*.{kind.name}", kind.description, kind.severity, kind.owner, "`*`") for kind in KINDS
    ]
    return [(f"`{name}`", *told) for name, *told in (*fixed, *more)]


def of_suite(suite: Suite) -> Iterator[tuple[str, str, str, str, str]]:
    """Describe the checks of one suite, in its order."""
    for check in suite.expectations:
        guards = ", ".join(f"`{guard}`" for guard in check.meta.guards)
        yield (
            f"`{check.meta.id}`",
            check.description,
            check.severity,
            check.meta.owner,
            guards,
        )


def covered() -> list[dict[str, str]]:
    """Read what can go wrong."""
    with (Path(__file__).parent / "covered.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

"""All versions of the qualified-lead definition, read from agreement/qualified_lead/."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

from revops.errors import SettingsError
from revops.workspace.qualified_lead import QualifiedLead
from revops.workspace.read import read_toml

FOLDER = "qualified_lead"


def overlaps(versions: Sequence[QualifiedLead]) -> list[str]:
    """Say which versions are in force on one day; drafts never are."""
    signed = [each for each in versions if not each.is_draft]
    return [
        f"agreement/{FOLDER}/{b.version}.toml: is in force from {b.in_force_from}, while version "
        f"'{a.version}' is in force to {a.in_force_to or 'further notice'}; end that one before"
        for a, b in combinations(in_order(signed), 2)
        if a.in_force_to is None or str(a.in_force_to) >= str(b.in_force_from)
    ]


def in_order(versions: Iterable[QualifiedLead]) -> tuple[QualifiedLead, ...]:
    """Sort versions: those signed by their first day, then drafts."""
    return tuple(
        sorted(versions, key=lambda v: (v.is_draft, str(v.in_force_from or "9999"), v.version))
    )


def _read_one(path: Path, problems: list[str]) -> list[QualifiedLead]:
    """Read one version; what is wrong is added to the problems."""
    shown = f"agreement/{FOLDER}/{path.name}"
    try:
        version = read_toml(path, QualifiedLead, shown=shown)
    except SettingsError as error:
        problems.extend(f"{shown}: {each}" for each in error.problems)
        return []
    if version.version != path.stem:
        problems.append(
            f"{shown}: version is '{version.version}'; name the file {version.version}.toml"
        )
    return [version]


def read_qualified_lead(folder: Path, problems: list[str]) -> tuple[QualifiedLead, ...]:
    """Read every version in a folder, in the order in which they came into force, then drafts."""
    paths = sorted(folder.glob("*.toml"))
    versions = in_order(version for path in paths for version in _read_one(path, problems))
    problems.extend(overlaps(versions))
    return versions

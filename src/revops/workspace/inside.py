"""What must stay in the workspace: the paths of its settings, and who may read what it keeps."""

import os
from pathlib import Path, PurePosixPath, PureWindowsPath


def inside(root: Path, name: str | Path) -> Path | None:
    """Give the place that a name means in a folder; nothing where it leads out of it.

    >>> inside(Path("/w"), "sql/leads.sql").as_posix()[-13:]
    'sql/leads.sql'
    >>> inside(Path("/w"), "../x.sql"), inside(Path("/w"), "/etc/passwd")
    (None, None)
    """
    base = root.resolve()
    found = (base / name).resolve()
    return found if found.is_relative_to(base) else None


def stays_inside(name: str) -> str:
    """Refuse a folder that leaves the workspace, unless a variable of the environment says where.

    >>> stays_inside("reports"), stays_inside("${SHARED}/reports")
    ('reports', '${SHARED}/reports')
    """
    plain = PurePosixPath(name.replace("\\", "/"))
    is_far = plain.is_absolute() or ".." in plain.parts or PureWindowsPath(name).drive
    if is_far and not name.startswith("$"):
        raise ValueError(
            f"'{name}' leads out of the workspace. Name a folder in it, or put the place into an "
            'environment variable: folder = "${SHARED}/reports"'
        )
    return name


def no_wider(folder: Path, root: Path) -> None:
    """Make a folder, open to nobody to whom the workspace's own folder is closed."""
    folder.mkdir(parents=True, exist_ok=True)
    own, bound = folder.stat().st_mode & 0o777, root.stat().st_mode & 0o777
    if os.name != "nt" and own & ~bound:
        folder.chmod(own & bound | 0o700)

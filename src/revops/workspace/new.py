"""Make a workspace: a commented revops.toml and an agreement/ to edit."""

import shutil
from pathlib import Path

from revops.errors import RevopsError

TEMPLATE = Path(__file__).with_name("template")


def add_missing(folder: Path) -> list[Path]:
    """Write those files of a new workspace that are not there yet."""
    written = []
    for source in sorted(path for path in TEMPLATE.rglob("*") if path.is_file()):
        target = folder / source.relative_to(TEMPLATE)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            written.append(target)
    return written


def new_workspace(folder: Path) -> list[Path]:
    """Write the files of a new workspace; one that is there already is never overwritten."""
    if (folder / "revops.toml").exists():
        raise RevopsError(
            f"{folder / 'revops.toml'} is there already, and nothing was changed. "
            "Edit it, or name another folder. To add new files to it: revops new DIR --from FOLDER"
        )
    return add_missing(folder)

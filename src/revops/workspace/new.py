"""Make a workspace: a commented revops.toml and an agreement/ to edit."""

import shutil
from pathlib import Path

from revops.errors import RevopsError

_TEMPLATE = Path(__file__).with_name("template")


def new_workspace(folder: Path) -> list[Path]:
    """Write the files of a new workspace; one that is there already is never overwritten."""
    if (folder / "revops.toml").exists():
        raise RevopsError(
            f"{folder / 'revops.toml'} is there already, and nothing was changed. "
            "Edit it, or name another folder"
        )
    written = []
    for source in sorted(path for path in _TEMPLATE.rglob("*") if path.is_file()):
        target = folder / source.relative_to(_TEMPLATE)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            written.append(target)
    return written

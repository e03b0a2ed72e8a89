"""The files of a folder of downloads, and how revops.toml calls them."""

import os
import re
from pathlib import Path

_OWN = {"agreement", "reports", "notebooks", "expectations", "node_modules", "__pycache__"}
_ODD = re.compile(r"[$\\*?\[]|^~")


def files_in(folder: Path, workspace: Path) -> list[Path]:
    """List the files of a folder and of the folders in it, by name; a workspace's own are none.

    Hidden folders are left out, hidden files are not: they are told as such.
    """
    own = workspace.resolve()
    found = []
    for place, folders, names in os.walk(folder):
        here = Path(place)
        is_own = here.resolve() == own
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not (is_own and name in _OWN)
        )
        found += [here / name for name in sorted(names) if not (is_own and name == "revops.toml")]
    return found


def _pattern(text: str) -> str:
    """Write a name that a path could take for a variable or a pattern as a pattern of itself."""
    escaped = re.sub(r"[$*?\[]", lambda found: f"[{found[0]}]", text)
    return re.sub(r"^~", "[~]", escaped).replace("\\", "?")


def _from(root: str, full: str) -> str:
    """Write a path from a folder, through the folders above it where they have one in common.

    On another drive it stays whole, and where a link would lead `..` astray.
    """
    try:
        shared = os.path.commonpath([root, full])
    except ValueError:  # another drive
        return full
    inside = os.path.relpath(full, root)
    if shared == root:
        return inside
    is_same = os.path.realpath(os.path.join(root, inside)) == os.path.realpath(full)  # noqa: PTH118
    return inside if is_same and shared != Path(shared).anchor else full


def path_in(workspace: Path, file: Path, name: str = "") -> str:
    """Write a file's path as revops.toml names it: from the workspace, so that both can move.

    `name` is a pattern in place of the file's own name.

    >>> path_in(Path("/data/ours"), Path("/data/ours/data/deals.csv"))
    'data/deals.csv'
    >>> path_in(Path("/data/ours"), Path("/data/a$b/deals.csv"))
    '../a[$]b/deals.csv'
    >>> path_in(Path("/data/ours"), Path("/mnt/deals.csv"))
    '/mnt/deals.csv'
    """
    # abspath, not resolve: the name is the user's own, links and all
    root, full = os.path.abspath(workspace), os.path.abspath(file)  # noqa: PTH100
    inside = _from(root, full)
    folder, own = Path(inside).parent.as_posix(), Path(inside).name
    last = name or (_pattern(own) if _ODD.search(own) else own)
    where = _pattern(folder) if _ODD.search(folder) else folder
    return last if where == "." else f"{where.rstrip('/')}/{last}"

"""The channels that stand while revops.toml cannot be read: its own, or those of the last good one.

.revops/delivery.json   the company, the language and the [[delivery]] blocks of the last settings
                        that could be read, as revops.toml has them: a secret is a variable there
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from revops.errors import RevopsError
from revops.store import replace_text
from revops.text import N_
from revops.workspace import Workspace
from revops.workspace.agreement import Agreement, Sla
from revops.workspace.inside import no_wider
from revops.workspace.readable import readable, written
from revops.workspace.settings import Settings
from revops.workspace.workspace import read_settings

FILE = "delivery.json"
_STILL = N_(
    "revops.toml cannot be read as a whole: this was sent by those of its channels that can be."
)
_BEFORE = N_(
    "The channels in revops.toml cannot be read now: this was sent by those of the last settings "
    "that could be."
)


@dataclass(frozen=True)
class Standing:
    """A workspace of which only the channels count; `said` is what a notice says of them.

    Without a channel, `is_unheard` tells whether there should be one.
    """

    workspace: Workspace
    said: str = ""
    is_unheard: bool = False


def keep(workspace: Workspace) -> None:
    """Keep the channels of settings that can be read, for a day on which they cannot."""
    content = written(workspace.root)
    found = readable(content) if content is not None else None
    if found is None or not found.is_whole:
        return
    path = workspace.state / FILE
    told = json.dumps(found.written, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if not path.is_file() or path.read_text("utf-8") != told:
        no_wider(workspace.state, workspace.root)
        replace_text(path, told)


def standing(root: Path) -> Standing:
    """Give the channels by which a notice can go, whatever is wrong with revops.toml."""
    with suppress(RevopsError):
        return _of(root, read_settings(root))  # it is the agreement that cannot be read
    content, before = written(root) or {}, _kept(root)
    last_channels = (before or {}).get("delivery", [])
    now = readable(content)
    if now.is_whole and now.settings.delivery:
        return _of(root, now.settings, _STILL)
    last = readable({**(before or {}), **now.written, "delivery": last_channels})
    if last.settings.delivery:
        return _of(root, last.settings, _BEFORE)
    is_unheard = before is None or "delivery" in content
    return _of(root, now.settings, _STILL, is_unheard=is_unheard)


def _of(root: Path, settings: Settings, said: str = "", *, is_unheard: bool = False) -> Standing:
    is_unheard = is_unheard and not settings.delivery
    nothing = Agreement(pl.DataFrame(), pl.DataFrame(), Sla(), {})
    return Standing(Workspace(root, settings, nothing), said, is_unheard)


def _kept(root: Path) -> Mapping[str, Any] | None:
    """Read what was kept; nothing where there is nothing, or it is torn."""
    with suppress(OSError, ValueError):
        found = json.loads((root / ".revops" / FILE).read_text("utf-8"))
        return found if isinstance(found, dict) else None
    return None

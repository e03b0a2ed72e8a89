"""From a workspace to pages that people read: run, render, index.

`open_page` is what a notebook imports; it is loaded when it is asked for, so that the command
line answers at once.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from revops.report.opening import open_page

__all__ = ["open_page"]


def __getattr__(name: str) -> Any:
    """Load `open_page` at its first use."""
    if name == "open_page":
        from revops.report.opening import open_page

        return open_page
    raise AttributeError(f"module 'revops.report' has no attribute '{name}'")

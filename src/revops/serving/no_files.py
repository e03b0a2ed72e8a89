"""Jupyter's manager of files, without the address under which it would serve them."""

from typing import Any

from jupyter_server.services.contents.filemanager import FileContentsManager


class NoFiles(FileContentsManager):
    """Nothing of the workspace is to be fetched: exports hold personal data."""

    def get_extra_handlers(self) -> list[Any]:
        """Give no address."""
        return []

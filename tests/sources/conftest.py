"""Small exports, written and read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from revops.sources import Loaded, read_all
from revops.workspace.settings import ExportSettings

Load = Callable[..., Loaded]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Write one export into a workspace and read it."""

    def write_and_read(
        source: str,
        content: str | bytes,
        *,
        path: str = "export.csv",
        **settings: object,
    ) -> Loaded:
        data = content.encode() if isinstance(content, str) else content
        (tmp_path / path).write_bytes(data)
        export = ExportSettings(source=source, path=path, **settings)
        return read_all([export], root=tmp_path, zone="UTC")

    return write_and_read

"""The one reader: any export file, of any kind, becomes a grid of text."""

from collections.abc import Sequence
from pathlib import Path

from revops.sources.mapping import Export
from revops.sources.reading.delimited import read_delimited
from revops.sources.reading.encoding import to_utf8
from revops.sources.reading.excel import SUFFIXES, read_excel
from revops.sources.reading.grid import Grid
from revops.sources.reading.parquet import read_parquet
from revops.sources.refusal import refuse
from revops.workspace.settings import ExportSettings


def read(path: Path, data: bytes, exports: Sequence[Export], settings: ExportSettings) -> Grid:
    """Read a file's bytes by its suffix; whatever is neither Excel nor Parquet is text."""
    if not data.strip():
        raise refuse("the file is empty. Export it again.")
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        return read_excel(data, exports, settings.sheet)
    if suffix in {".parquet", ".pq"}:
        return read_parquet(data)
    text = to_utf8(data, settings.encoding)
    if not text.strip():
        raise refuse("the file is empty. Export it again.")
    return read_delimited(text, exports, settings.separator)

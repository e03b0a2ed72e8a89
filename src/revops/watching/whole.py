"""Whether a file is whole, or still on its way."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

_PARQUET = b"PAR1"


def unfinished(paths: Iterable[Path]) -> list[str]:
    """Name the files whose end is not there yet.

    A workbook ends with its list of parts, a Parquet file with its mark. Of a text file nobody
    can say; it counts as whole when it has not grown for a while.
    """
    return sorted(path.name for path in paths if not _ends_well(path))


def _ends_well(path: Path) -> bool:
    try:
        match path.suffix.lower():
            case ".xlsx" | ".xlsm" | ".zip":
                return zipfile.is_zipfile(path)
            case ".parquet":
                with path.open("rb") as file:
                    file.seek(-len(_PARQUET), 2)
                    return file.read() == _PARQUET
        with path.open("rb"):
            return True
    except OSError:
        return False

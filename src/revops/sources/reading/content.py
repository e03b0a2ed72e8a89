"""The bytes of a file, as they were when it was fingerprinted."""

import hashlib
from pathlib import Path

from revops.sources.refusal import away


def content(path: Path, known: str | None = None) -> tuple[bytes, str]:
    """Give a file's bytes and their SHA-256; what it was before is `known`.

    Raises SourceAway where the file cannot be read now, or is no longer what it was.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise away(f"the file cannot be opened: {error.strerror}.") from None
    digest = hashlib.sha256(data).hexdigest()
    if known and digest != known:
        raise away("the file changed while it was read. Run again when it is whole.")
    return data, digest

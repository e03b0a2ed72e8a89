"""Find every message that a reader may see, and keep both catalogues in step with them.

`python -m revops.text.extract` rewrites locale/en.po and locale/es.po from the project's
code, notebooks, suites and templates. Translations are kept; a message that is gone is
dropped; what still lacks a translation is listed, and the command ends with 1.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from revops.errors import RevopsError
from revops.text import catalogue
from revops.text.merge import merged, missing, written
from revops.text.readers import (
    Message,
    notebook_messages,
    python_messages,
    suite_messages,
    template_messages,
)

Reader = Callable[[str, str], Iterator[tuple[str, ...]]]

#: Where messages stand and who reads them.
PLACES: Mapping[str, Reader] = {
    "src/revops/**/*.py": python_messages,
    "src/revops/**/*.j2": template_messages,
    "src/revops/**/*.html": template_messages,
    "notebooks/*.ipynb": notebook_messages,
    "expectations/*.json": suite_messages,
}


def project_root() -> Path:
    """Give the project's folder; an installed package has no sources to read."""
    root = Path(__file__).parents[3]
    if not (root / "src" / "revops").is_dir():
        raise RevopsError("messages are read from the project's sources; run this in a clone.")
    return root


def extract(root: Path) -> list[Message]:
    """Give every message of the project, sorted by file, each with its place."""
    found = []
    for pattern, reader in PLACES.items():
        for path in sorted(root.glob(pattern)):
            place = path.relative_to(root).as_posix()
            words = reader(path.read_text(encoding="utf-8"), place)
            found += [Message(forms, place) for forms in words]
    return found


def update(language: str, messages: list[Message]) -> list[str]:
    """Write one language's catalogue anew and give the messages that it still lacks."""
    path = catalogue.FOLDER / f"{language}.po"
    fresh = merged(language, messages, path)
    path.write_bytes(written(fresh, path))
    return missing(fresh)


def main() -> int:
    """Rewrite both catalogues, say what is missing, and end with 1 if anything is."""
    messages = extract(project_root())
    lacks = {language: update(language, messages) for language in ("en", "es")}
    for language, found in lacks.items():
        for message in found:
            sys.stdout.write(f"{language}.po lacks: {message!r}\n")
    sys.stdout.write(f"{len({message.forms for message in messages})} messages\n")
    return 1 if any(lacks.values()) else 0


if __name__ == "__main__":
    sys.exit(main())

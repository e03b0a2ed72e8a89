"""Write the lists of the documents anew, so that what they list is what the code has.

    python docs/write.py

Between `<!-- list: NAME -->` and `<!-- end -->` stands what the code says. The rest of a
document is written by people.
"""

import re
from pathlib import Path

from lists import listing

ROOT = Path(__file__).parents[1]
LIST = re.compile(r"(<!-- list: ([\w ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(text: str) -> str:
    """Fill in every list of a document."""
    return LIST.sub(lambda found: f"{found[1]}{listing(found[2])}{found[3]}", text)


def documents() -> list[Path]:
    """List the documents that hold lists."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def main() -> None:
    """Write every document whose lists are not what the code says."""
    for path in documents():
        text = path.read_text("utf-8")
        if filled(text) != text:
            path.write_text(filled(text), "utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""What Faro publishes: guides, cases, webinars, articles, decks and pages, by theme."""

from dataclasses import dataclass
from datetime import date

from revops.sample.facts import rows


@dataclass(frozen=True)
class Piece:
    """One piece of content."""

    content_id: str
    title: str
    kind: str
    theme: str
    author: str
    published: date
    with_seller: str

    @property
    def url(self) -> str:
        """Where it stands on Faro's site.

        >>> PIECES[1].url
        '/precios'
        """
        return "/" if self.content_id == "inicio" else f"/{self.content_id}"


def _piece(row: dict[str, str]) -> Piece:
    """Read one piece."""
    return Piece(
        content_id=row["content_id"],
        title=row["title"],
        kind=row["kind"],
        theme=row["theme"],
        author=row["author"],
        published=date.fromisoformat(row["published"]),
        with_seller=row["with_seller"],
    )


PIECES = tuple(_piece(row) for row in rows("content"))

"""What stands in the first cells of each column: ids, days, numbers, e-mails, outcomes."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}.*|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}.*|\d{4}/\d{1,2}/\d{1,2}.*"
)
_NUMBER = re.compile(r"[-(]?\s*[^\w\s]{0,3}\s*\d[\d.,'’\s]*\s*[^\w\s]{0,2}\)?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_OUTCOMES = {
    "won": ("won", "closed won", "win", "ganado", "ganada", "cerrado ganado", "cerrada ganada",
            "cierre ganado", "ganho", "ganha", "venda ganha", "vendido", "vendida", "fechado ganho",
            "negocio ganado", "closedwon"),
    "lost": ("lost", "closed lost", "lose", "perdido", "perdida", "cerrado perdido",
             "cerrada perdida", "cierre perdido", "venda perdida", "fechado perdido",
             "negocio perdido", "descartado", "closedlost"),
    "open": ("open", "abierto", "abierta", "aberto", "aberta", "em andamento", "en curso"),
}  # fmt: skip
_ENDINGS = {
    "won": r"\b(?:won|ganad[oa]s?|ganh[oa]s?|vendid[oa]s?)\b",
    "lost": r"\b(?:lost|perdid[oa]s?)\b",
}


def plain(text: str) -> str:
    """Write a text without capitals, accents and marks, one blank between words.

    >>> plain("Fecha de Creación"), plain("closeValue"), plain("E-mail_1")
    ('fecha de creacion', 'close value', 'e mail 1')
    """
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    bare = unicodedata.normalize("NFKD", parted)
    letters = "".join(one for one in bare if not unicodedata.combining(one)).casefold()
    return " ".join(re.findall(r"[^\W_]+", letters))


def outcome(label: str) -> str:
    """Say what a stage's words mean: `won`, `lost`, `open`, or nothing that they say.

    >>> [outcome(each) for each in ("Closed Won", "Cerrado perdido", "Ganho", "Demo")]
    ['won', 'lost', 'won', '']
    """
    words = plain(label)
    for status, known in _OUTCOMES.items():
        if words in known:
            return status
    ended = [status for status, ending in _ENDINGS.items() if re.search(ending, words)]
    return ended[0] if len(ended) == 1 else ""


@dataclass(frozen=True)
class Content:
    """One column of a file's head."""

    name: str
    cells: tuple[str, ...]

    @property
    def filled(self) -> list[str]:
        """Give the cells that are not blank."""
        return [cell for cell in self.cells if cell]

    @property
    def is_key(self) -> bool:
        """Tell whether every cell is filled and none repeats, as only an id's do."""
        filled = self.filled
        is_filled = len(filled) == len(self.cells) > 0
        return is_filled and len(set(filled)) == len(filled) and not self.share(_DATE)

    def share(self, shape: re.Pattern[str]) -> float:
        """Give the share of filled cells of a shape."""
        filled = self.filled
        return sum(bool(shape.fullmatch(cell)) for cell in filled) / len(filled) if filled else 0.0

    @property
    def kind(self) -> str:
        """Say what most cells are: `date`, `number`, `email`, `text`, or nothing."""
        if not self.filled:
            return ""
        shapes = (("email", _EMAIL), ("date", _DATE), ("number", _NUMBER))
        return next((kind for kind, shape in shapes if self.share(shape) >= 0.8), "text")

    @property
    def outcomes(self) -> set[str]:
        """Give the outcomes that a column of few different words speaks of."""
        words = set(self.filled)
        return {outcome(word) for word in words} - {""} if 2 <= len(words) <= 12 else set()


def contents(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Content]:
    """Give the columns of a head; rows all blank are left out.

    >>> rows = [("1", "Won"), ("2", "Won"), ("", "")]
    >>> [(one.name, one.kind, one.is_key) for one in contents(["Id", "Stage"], rows)]
    [('Id', 'number', True), ('Stage', 'text', False)]
    """
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    return [
        Content(name, tuple(row[at].strip() if at < len(row) else "" for row in filled))
        for at, name in enumerate(header)
    ]

"""How a date may be written: the kinds of cells, and what they hold, as patterns.

A cell is `iso` (the year first), `compact` (`20240122`), `slashed` (day and month as numbers,
the year last), `named` (the month as a word), `serial` (the day number of a spreadsheet) or
`epoch` (seconds, or thousandths or millionths of them, since 1970). Anything else is no date.
"""

import polars as pl

_CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
_HALF = r"[ap]\.? ?m\.?|h(?:rs?)?\.?"
_ZONE = r"(?:GMT|UTC)? ?[+-][0-9]{1,2}(?::?[0-9]{2})?|[A-Z]{1,5}"
_AFTER = rf"(?:(?:T|,? +(?:at |a las |às )?){_CLOCK}(?: ?(?:{_HALF}))?(?: ?(?:{_ZONE}))?)?"
_WEEKDAY = r"(?:\p{L}{3,13}(?:-feira)?\.?,? +)?"

SLASHED = rf"(?i)^([0-9]{{1,2}})([/.\- ])([0-9]{{1,2}})([/.\- ])([0-9]{{4}}|[0-9]{{2}})({_AFTER})$"
ISO = rf"(?i)^([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}})(?:{_AFTER})$"
COMPACT = r"^([0-9]{4})([0-9]{2})([0-9]{2})$"
NAMED = (
    rf"(?i)^{_WEEKDAY}([0-9]{{1,2}})(?:st|nd|rd|th|º|o|\.)?[ /-]*(?:de )?(\p{{L}}{{3,10}})\.?,?"
    rf"[ /-]*(?:del? )?([0-9]{{4}}|[0-9]{{2}})(?:{_AFTER})$"
)
NAMED_FIRST = (
    rf"(?i)^(?:\p{{L}}{{3,13}}\.?, +)?(\p{{L}}{{3,10}})\.?[ -]+([0-9]{{1,2}})(?:st|nd|rd|th)?"
    rf"(?:, *|[ -]+)([0-9]{{4}})(?:{_AFTER})$"
)
SERIAL = r"^[0-9]{5}(?:\.[0-9]+)?$"
EPOCH = r"^(?:[0-9]{10}|[0-9]{13}|[0-9]{16})$"

KINDS = {
    "iso": (ISO,),
    "slashed": (SLASHED,),
    "named": (NAMED, NAMED_FIRST),
    "compact": (COMPACT,),
    "serial": (SERIAL,),
    "epoch": (EPOCH,),
}

_MONTHS = (
    "jan january ene enero janeiro",
    "feb february febrero fev fevereiro",
    "mar march marzo março marco",
    "apr april abr abril",
    "may mayo mai maio",
    "jun june junio junho",
    "jul july julio julho",
    "aug august ago agosto",
    "sep sept september septiembre setiembre set setembro",
    "oct october octubre out outubro",
    "nov november noviembre novembro",
    "dec december dic diciembre dez dezembro",
)
MONTHS = {word: str(n) for n, words in enumerate(_MONTHS, start=1) for word in words.split()}
"""The months' names and short names in English, Spanish and Portuguese: none means two months."""


def plain(text: pl.Expr) -> pl.Expr:
    """Write every blank as a space."""
    return text.str.replace_all("[\u00a0\u2009\u202f]", " ").str.strip_chars()


def kind(text: pl.Expr) -> pl.Expr:
    """Say which kind a cell is of; null when it is no date.

    >>> cells = pl.DataFrame({"cell": ["2024-01-22", "22/1/24 4 h", "22/1/24", "45123", "soon"]})
    >>> cells.select(kind(pl.col("cell")))["cell"].to_list()
    ['iso', None, 'slashed', 'serial', None]
    """
    none = pl.lit(None, pl.String)
    return pl.coalesce(
        *(
            pl.when(pl.any_horizontal(text.str.contains(one) for one in some)).then(pl.lit(name))
            for name, some in KINDS.items()
        ),
        none,
    ).alias(text.meta.output_name())

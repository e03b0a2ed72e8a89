"""What one of our columns is made of: a header, several in turn, a part of one.

>>> FirstFilled((("gclid",), ("fbclid",))).parts[1]
('fbclid',)
"""

import re
from dataclasses import dataclass

Names = tuple[str | re.Pattern[str], ...]
"""Spellings of one header, best first. A pattern's named groups fill our columns of that name."""


@dataclass(frozen=True)
class FirstFilled:
    """The first of several headers that is filled in a row: a click id of any platform."""

    parts: "tuple[Cell, ...]"


@dataclass(frozen=True)
class Joined:
    """Several headers as one text: first and last name.

    A `whole` text needs every part: an id that is made of a campaign and a person. `end` is put
    after a text that is there.
    """

    parts: "tuple[Cell, ...]"
    mark: str = " "
    whole: bool = False
    end: str = ""


@dataclass(frozen=True)
class FirstListed:
    """The first id of a cell that lists several: `101;102`."""

    names: Names


@dataclass(frozen=True)
class Piece:
    """The part of a cell that the pattern's group holds: the source of `google / cpc`."""

    names: Names
    pattern: str


@dataclass(frozen=True)
class Epoch:
    """A time counted since 1970: 10 digits are seconds, 13 milliseconds, 16 microseconds.

    Any other cell is left as it is.
    """

    names: Names


@dataclass(frozen=True)
class OneDay:
    """The first day of a span, where its last day is the same; a longer span has no day.

    In a file without the last day, `alone` takes the first as it is.
    """

    first: Names
    last: Names
    alone: bool = False


@dataclass(frozen=True)
class Beside:
    """What belongs to the header that another column is read from: the currency of that amount.

    The first pair whose header the file has decides, even where its own partner is lacking.
    """

    pairs: "tuple[tuple[Names, Names], ...]"


@dataclass(frozen=True)
class Without:
    """A header that tells the whole only in rows where another one is blank or nought."""

    names: Names
    other: Names


Cell = Names | FirstFilled | Joined | FirstListed | Piece | Epoch | OneDay | Beside | Without


def parts(cell: Cell) -> tuple[Names, ...]:
    """Give each header that a cell is made of, once.

    >>> parts(FirstFilled((("Id",), Joined((("Campaign",), ("Person",))))))
    (('Id',), ('Campaign',), ('Person',))
    """
    if isinstance(cell, FirstFilled | Joined):
        return tuple(dict.fromkeys(names for part in cell.parts for names in parts(part)))
    if isinstance(cell, OneDay):
        return (cell.first, cell.last)
    if isinstance(cell, Beside):
        return tuple(partner for _, partner in cell.pairs)
    if isinstance(cell, Without):
        return (cell.names, cell.other)
    return (cell.names,) if isinstance(cell, FirstListed | Piece | Epoch) else (cell,)

"""How a part of the reader says that it can go no further, before the place is known."""

from revops.errors import SourceAway, SourceError


def refuse(*problems: str) -> SourceError:
    """Make the error of one file; `read_all` gathers them and adds the place.

    >>> refuse("the file is empty").problems
    ['the file is empty']
    """
    return SourceError("an export cannot be read", problems)


def away(*problems: str) -> SourceAway:
    """Make the error of one file that may be read at another time.

    >>> away("the drive is gone").problems
    ['the drive is gone']
    """
    return SourceAway("an export cannot be read now", problems)

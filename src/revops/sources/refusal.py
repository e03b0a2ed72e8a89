"""How a part of the reader says that it can go no further, before the place is known."""

from revops.errors import SourceError


def refuse(*problems: str) -> SourceError:
    """Make the error of one file; `read_all` gathers them and adds the place.

    >>> refuse("the file is empty").problems
    ['the file is empty']
    """
    return SourceError("an export cannot be read", problems)

"""What goes wrong with a query: the database is away, or it refuses what was asked."""

import re
from collections.abc import Sequence

_ECHO = re.compile(r"\s*Query was:.*", re.DOTALL)


class Refused(Exception):
    """The database refused the query, or its result is none that can be read."""


class Away(Exception):
    """The database cannot be reached now; a later try may find it."""


def first_words(error: BaseException) -> str:
    """Give a driver's message in one line, without the query that it repeats.

    >>> first_words(ValueError("ERROR:  no such table\\nLINE 1: x\\n\\nQuery was: select 1"))
    'ERROR: no such table LINE 1: x'
    """
    return " ".join(_ECHO.sub("", str(error)).split()).rstrip(".")


def refuse_twins(names: Sequence[str]) -> None:
    """Refuse a result that gives two columns one name, or none.

    >>> refuse_twins(["id", "Id"])
    """
    twins = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if twins:
        named = ", ".join(f"'{name}'" for name in twins)
        raise Refused(f"the result has several columns named {named}. Name each with `as`.")


def too_long(seconds: int) -> str:
    """Say that a query was stopped."""
    return (
        f"it took longer than {seconds} seconds and was stopped. Make the query quicker, or set "
        "time_limit in its block."
    )

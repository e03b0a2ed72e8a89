"""Everything that revops refuses, each with the fact first and then what to do.

Each class carries the exit code that a scheduler sees: 1 a critical check failed,
2 wrong usage, settings or input, 3 a report failed.

>>> print(UnknownName("metric", "win_rat", ["win_rate", "n_won"]))
there is no metric named 'win_rat'. Did you mean 'win_rate'? Known: n_won, win_rate.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


def nearest(name: str, choices: Iterable[str]) -> str:
    """Say which known name was probably meant; empty when none is near.

    >>> nearest("curency", ["currency", "language"])
    " Did you mean 'currency'?"
    """
    close = get_close_matches(name, list(choices), n=1, cutoff=0.6)
    return f" Did you mean '{close[0]}'?" if close else ""


class RevopsError(Exception):
    """A fact that stops the work, then what to do about it."""

    exit_code = 2


class Problems(RevopsError):
    """Several problems of one kind, all listed at once.

    >>> raise Problems("revops.toml has 2 problems", ["a: is missing", "b: is no number"])
    Traceback (most recent call last):
        ...
    revops.errors.Problems: revops.toml has 2 problems:
      - a: is missing
      - b: is no number
    """

    def __init__(self, fact: str, problems: Sequence[str], advice: str = "") -> None:
        self.problems = list(problems)
        lines = [f"{fact}:", *(f"  - {problem}" for problem in self.problems)]
        super().__init__("\n".join([*lines, advice] if advice else lines))


class SettingsError(Problems):
    """What is wrong in revops.toml or agreement/, with file and key."""


class SourceError(Problems):
    """What is wrong with an export, with file and row."""


class SourceAway(SourceError):
    """An export that cannot be read now; a later try may find it whole."""


class DatabaseAway(SourceError):
    """A database that cannot be reached now; a later try may find it."""


class UnknownName(RevopsError):
    """A name that is none of the known ones."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        choices = sorted(known)
        super().__init__(
            f"there is no {kind} named '{name}'.{nearest(name, choices)} "
            f"Known: {', '.join(choices) or 'none'}."
        )


class BadParameter(RevopsError):
    """A parameter that a notebook does not have or whose type is another one."""


class BadWeights(RevopsError):
    """Attribution weights that cannot be turned into credit."""


class TooFewJourneys(RevopsError):
    """Too few journeys of several touches for a model to learn from.

    >>> print(TooFewJourneys(12, 40, 200))
    12 of 40 journeys have two or more touches; a model that learns needs 200. Add an export that \
records touches, or use a model that does not learn.
    """

    def __init__(self, n: int, total: int, fewest: int) -> None:
        self.n, self.total, self.fewest = n, total, fewest
        super().__init__(
            f"{n} of {total} journeys have two or more touches; a model that learns needs "
            f"{fewest}. Add an export that records touches, or use a model that does not learn."
        )


class Busy(RevopsError):
    """Another run holds the folder."""


class ChecksFailed(RevopsError):
    """A critical check failed, so what depends on it is not computed."""

    exit_code = 1


class ReportFailed(RevopsError):
    """A notebook did not run to its end."""

    exit_code = 3

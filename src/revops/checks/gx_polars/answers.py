"""Answers: many questions in one pass, each of them computed once, failing or not.

Aggregates and samples run together. Where a pass fails, its halves run apart, until the failing
question is found; its error is kept like an answer. What takes much memory (all values of a
column, repeated keys, many distinct values) has passes of its own.
"""

from collections.abc import Callable, Mapping
from functools import partial
from types import TracebackType
from typing import Any

from revops.checks.gx_polars.condition import Condition
from revops.checks.gx_polars.distinct import Counted, count_distinct, rough_count
from revops.checks.gx_polars.failing import find_repeated
from revops.checks.gx_polars.passes import Key, Shared, run_pass
from revops.checks.gx_polars.question import (
    Aggregate,
    Distinct,
    Known,
    Question,
    Refused,
    Repeats,
    Sample,
    Scope,
)
from revops.checks.gx_polars.repeats import Repeated


def _rough(key: Key) -> Key:
    return "rough", key


def _in_the_shared_pass(key: Key, scope: Scope, question: Question) -> Shared | None:
    """Give what of a question the shared pass answers: all, a first look, or nothing."""
    match question:
        case Aggregate(own="nothing" | "query") | Sample():
            return key, scope, question
        case Distinct():
            return _rough(key), scope, rough_count(question)
    return None


class Answers:
    """What was asked of one load of data, and the answers.

    >>> import polars as pl
    >>> answers = Answers()
    >>> rows = Scope("all", pl.LazyFrame({"clicks": [1, 2]}))
    >>> answers.ask({"sum": (rows, Aggregate(pl.col("clicks").sum()))})
    {'sum': 3}
    """

    def __init__(self) -> None:
        self._found: dict[Key, Any] = {}
        self._failed: dict[Key, Exception] = {}
        self._traces: dict[Key, TracebackType | None] = {}
        self._repeated: dict[tuple[str, int], Repeated | None] = {}

    def ask(self, asked: Mapping[Key, tuple[Scope, Question]]) -> dict[Key, Any]:
        """Answer the questions, all of them, before the first failure is raised."""
        new = [
            (key, scope, question)
            for key, (scope, question) in asked.items()
            if key not in self._found and key not in self._failed
        ]
        self._run([shared for one in new if (shared := _in_the_shared_pass(*one))])
        for key, scope, question in new:
            self._answer(key, scope, question)
        self._count([one for one in new if isinstance(one[2], Distinct)])
        for key in asked:
            if error := self._failed.get(key):
                # raised again and again, it would gather the traces of all times
                raise error.with_traceback(self._traces.setdefault(key, error.__traceback__))
        return {key: self._found[key] for key in asked}

    def failure(self, key: Key) -> Exception | None:
        """Say why a question has no answer."""
        return self._failed.get(key)

    def _answer(self, key: Key, scope: Scope, question: Question) -> None:
        """Answer a question that shares no pass with others."""
        match question:
            case Known(value):
                self._found[key] = value
            case Refused(error):
                self._failed[key] = error
            case Repeats(condition):
                self._keep(key, partial(self._n_repeated, scope, condition))
            case Aggregate(own="pass"):
                self._run([(key, scope, question)])

    def _count(self, asked: list[tuple[Key, Scope, Any]]) -> None:
        """Count distinct values, where the rough count came through."""
        counted: list[Key] = []
        ready: list[Counted] = []
        for key, scope, question in asked:
            if (rough := _rough(key)) in self._failed:
                self._failed[key] = self._failed[rough]
            else:
                counted.append(key)
                ready.append((scope, question, self._found[rough]))
        self._found |= dict(zip(counted, count_distinct(ready), strict=True))

    def _keep(self, key: Key, compute: Callable[[], Any]) -> None:
        """Keep what comes out, an answer or an error."""
        try:
            self._found[key] = compute()
        except Exception as error:  # whatever it is, it is this question's answer
            self._failed[key] = error

    def _run(self, asked: list[Shared]) -> None:
        """Answer questions in one pass; where it fails, in two halves."""
        if not asked:
            return
        try:
            self._found |= run_pass(asked, self._find)
        except Exception as error:
            if len(asked) == 1:
                self._failed[asked[0][0]] = error
                return
            middle = len(asked) // 2
            self._run(asked[:middle])
            self._run(asked[middle:])

    def _repeated_in(self, scope: Scope, condition: Condition) -> Repeated | None:
        """Find repeated keys, once a condition."""
        name = (scope.name, id(condition))
        if name not in self._repeated:
            self._repeated[name] = find_repeated(scope, condition)
        return self._repeated[name]

    def _find(self, scope: Scope, sample: Sample) -> Repeated | None:
        return self._repeated_in(scope, sample.condition)

    def _n_repeated(self, scope: Scope, condition: Condition) -> int:
        found = self._repeated_in(scope, condition)
        return 0 if found is None else found.n_rows

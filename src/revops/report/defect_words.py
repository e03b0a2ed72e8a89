"""The sentences about priced failures: how many, what rests on them, what mending frees."""

import polars as pl

from revops.defects import Priced
from revops.text import N_, Text

#: Of how many problems the bottom line says what mending them frees.
FIRST = 5


def _counted(problems: pl.DataFrame, text: Text) -> str:
    """Count the problems by severity."""
    n_critical = problems.filter(severity="critical").height
    n_warnings = problems.height - n_critical
    told = [
        text.plural("{n} critical", "{n} critical", n=n_critical) if n_critical else "",
        text.plural("{n} warning", "{n} warnings", n=n_warnings) if n_warnings else "",
    ]
    return ", ".join(each for each in told if each)


def _worth(priced: Priced, text: Text, currency: str) -> list[str]:
    """Say what rests on the problems, and what mending the first ones frees."""
    every, resting = priced.pipeline, priced.at_stake
    if every is None or resting is None:
        return [text(N_("what they are worth is not known, since no export gives deals"))]
    written = {
        "pipeline": text.money(every, currency, 0),
        "money": text.money(resting, currency, 0),
    }
    if not resting:
        return [text(N_("none of the {pipeline} in the pipeline rests on them"), **written)]
    first = min(FIRST, priced.problems.height)
    said = N_("{money} of the {pipeline} in the pipeline rests on records with problems")
    freed = text.plural(
        "mending the first on the list frees {freed}",
        "mending the first {n} on the list frees {freed}",
        n=first,
        freed=text.money(priced.freed(first), currency, 0),
    )
    return [text(said, **written), freed]


def bottom_line(priced: Priced, text: Text, currency: str) -> str:
    """Say in one sentence how bad it is, in money, and what mending a little brings."""
    problems = priced.problems
    if problems.is_empty():
        return text(N_("No check found a problem."))
    return "; ".join([_counted(problems, text), *_worth(priced, text, currency)]) + "."


def left_out(n_whole: int, priced: Priced, text: Text) -> list[str]:
    """Say what the list by money leaves out: problems without rows, deals without a value."""
    said = []
    if n_whole:
        told = text.plural(
            "{n} problem has no price, since it is about a whole file, column or table; it stands "
            "with all that failed, below.",
            "{n} problems have no price, since they are about a whole file, column or table; they "
            "stand with all that failed, below.",
            n=n_whole,
        )
        said.append(told)
    if n_bare := _bare(priced):
        told = text.plural(
            "{n} open deal on such records has no value; it counts as 0.",
            "{n} open deals on such records have no value; they count as 0.",
            n=n_bare,
        )
        said.append(told)
    return said


def _bare(priced: Priced) -> int:
    """Count the open deals on records with problems of which no value is known."""
    if priced.worth is None:
        return 0
    touched = priced.touched.join(priced.problems, on="check_id", how="semi")
    found = priced.worth.join(touched, on="deal", how="semi")
    return found.filter(pl.col("open_value").is_null()).height

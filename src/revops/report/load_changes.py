"""What changed since the load before, as a reader is told: what is new, what was mended."""

import polars as pl

from revops.text import N_, Text

_SOUND = ("passed", "no data")
_PROBLEMS = ("critical", "warning")
_FAILS = ~pl.col("status").is_in(_SOUND)
_FAILED = ~pl.col("was").is_in(_SOUND)
_COMPARED = ~pl.col("compared").is_in(["first load", "not the same check"])


def since_last_load(changes: pl.DataFrame, text: Text) -> str:
    """Count the problems that are new, persist and were mended since the load before."""
    problems = changes.filter(pl.col("severity").is_in(_PROBLEMS))
    known = problems.filter(_COMPARED)
    if known.is_empty():
        return text(N_("There is no earlier load that was checked alike, so nothing is compared."))
    new, persisting, mended = known.select(
        (_FAILS & ~_FAILED).sum().alias("new"),
        (_FAILS & _FAILED).sum().alias("persisting"),
        (~_FAILS).sum().alias("mended"),
    ).row(0)
    return text(
        N_("Since the load before: {new}, {persisting}, {mended}."),
        new=text.plural("{n} problem is new", "{n} problems are new", n=new),
        persisting=text.plural("{n} persists", "{n} persist", n=persisting),
        mended=text.plural("{n} was mended", "{n} were mended", n=mended),
    )


def rates(trend: pl.DataFrame) -> pl.DataFrame:
    """One row a table: how many of its checks pass at the last load, and the shares of both loads.

    >>> told = pl.DataFrame({"load": [1, 2], "table": ["leads"] * 2, "n_checks": [4, 4],
    ...     "n_passed": [3, 4], "pass_rate": [0.75, 1.0]})
    >>> rates(told).row(0)
    ('leads', 4, 4, 1.0, 0.75)
    """
    last = pl.col("load").max()
    now = trend.filter(pl.col("load") == last)
    before = trend.filter(pl.col("load") == last - 1).select("table", earlier_rate="pass_rate")
    both = now.join(before, on="table", how="left", maintain_order="left")
    return both.select("table", "n_checks", "n_passed", "pass_rate", "earlier_rate")


def changed(changes: pl.DataFrame, checks: pl.DataFrame) -> pl.DataFrame:
    """One row a problem of either load: how many of its rows are new, persist or were mended."""
    problems = changes.filter(pl.col("severity").is_in(_PROBLEMS), _COMPARED)
    named = problems.join(checks.select("check_id", "description"), on="check_id", how="left")
    order = pl.col("n_new").fill_null(0)
    return named.sort(order, "table", "check_id", descending=[True, False, False]).select(
        "table", "description", "n_new", "n_persisting", "n_mended", "first_load_seen"
    )

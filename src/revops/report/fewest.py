"""Breakdowns by an attribute of persons need groups of five: smaller ones are put together.

An attribute, such as a job title, can say who a person is where few have it. Its values held by
fewer than five people, or with fewer than five behind a number, count as one: "fewer than five".
If that one is too small as well, the next smallest joins it; a row that is still too small is left
out.
"""

from collections.abc import Callable, Sequence

import polars as pl

from revops.report.privacy import PERSONAL

FEWEST = 5
FEW = "(fewer than five)"
#: What a lead's record says of the person.
OF_PERSONS = PERSONAL | {"job_title", "country", "self_reported_source", "consent_basis"}


def attributes(by: Sequence[str] | None, leads: pl.DataFrame | None) -> list[str]:
    """Name the attributes of persons among the columns to cut by.

    >>> attributes(["job_title", "channel"], pl.DataFrame({"job_title": ["CFO"]}))
    ['job_title']
    """
    held = () if leads is None else leads.columns
    return [name for name in by or () if name in OF_PERSONS and name in held]


def rare_together(leads: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Put together the values that fewer than five leads have.

    >>> leads = pl.DataFrame({"job_title": ["CFO"] * 5 + ["Shaman", None]})
    >>> rare_together(leads, ["job_title"])["job_title"].to_list()[4:]
    ['CFO', '(fewer than five)', '(fewer than five)']
    """
    return leads.with_columns(
        pl.when(pl.len().over(name) < FEWEST)
        .then(pl.lit(FEW))
        .otherwise(pl.col(name).cast(pl.String))
        .alias(name)
        for name in names
    )


def in_fives(
    leads: pl.DataFrame, names: Sequence[str], compute: Callable[[pl.DataFrame], pl.DataFrame]
) -> pl.DataFrame:
    """Compute a metric cut by attributes of persons, its small groups put together.

    `compute` gives the metric's frame from leads; it is called until no group is too small.
    """
    leads = rare_together(leads, names)
    found = compute(leads)
    for name in names:
        while (small := _too_small(found, name)) and small != [FEW]:
            is_small = pl.col(name).fill_null(_BLANK).is_in(small)
            leads = leads.with_columns(
                pl.when(is_small).then(pl.lit(FEW)).otherwise(name).alias(name)
            )
            found = compute(leads)
    return found.filter(_size() >= FEWEST)


_BLANK = "(blank)"


def _size() -> pl.Expr:
    """Give how many are behind a row: what stands below the line, else what is counted."""
    return pl.coalesce("denominator", "numerator", "value").fill_null(0)


def _too_small(found: pl.DataFrame, name: str) -> list[str]:
    """Name the values with fewer than five behind their largest row; one too small takes another.

    >>> found = pl.DataFrame({"job_title": ["CFO", "CEO", FEW], "value": [9.0, 7.0, 2.0]})
    >>> nothing = pl.lit(None, pl.Float64)
    >>> _too_small(found.with_columns(numerator=nothing, denominator=nothing), "job_title")
    ['(fewer than five)', 'CEO']
    """
    sizes = found.group_by(name).agg(_size().max().alias("n")).sort("n", name)
    small = sizes.filter(pl.col("n") < FEWEST).get_column(name).to_list()
    others = sizes.filter(~pl.col(name).is_in(small)).get_column(name).to_list()
    return small + others[:1] if small == [FEW] else small

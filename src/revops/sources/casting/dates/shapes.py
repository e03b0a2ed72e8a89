"""The shape of a cell whose day and month are numbers, and how many cells show what.

A shape is the separators, the width of the year, the kind of time, and how one-digit parts are
written: `05/03/2024` and `5/3/2024` are two, and `25/12/2024` may be either.
"""

import polars as pl

from revops.sources.casting.dates.patterns import SLASHED, kind

PARTS = pl.Schema({"key": pl.String, "a": pl.Int32, "b": pl.Int32, "y": pl.Int32})


def _padding(part: pl.Expr) -> pl.Expr:
    """Say how a part is written: with a zero, with one digit, or in a way that tells nothing."""
    short = pl.when(part.str.len_bytes() == 1).then(pl.lit("1")).otherwise(pl.lit("-"))
    return pl.when(part.str.starts_with("0")).then(pl.lit("0")).otherwise(short)


def _time(tail: pl.Expr) -> pl.Expr:
    """Say what kind of time follows the day."""
    half = tail.str.contains("(?i)[0-9] ?[ap]\\.? ?m\\b")
    seconds = tail.str.contains("[0-9]:[0-9]{2}:[0-9]")
    return (
        pl.when(tail.str.len_bytes() == 0)
        .then(pl.lit("day"))
        .when(half)
        .then(pl.lit("am"))
        .when(seconds)
        .then(pl.lit("s"))
        .otherwise(pl.lit("m"))
    )


def split(cells: pl.Series) -> pl.DataFrame:
    """Give each cell with its shape and its numbers; they are null where it is of another kind.

    >>> split(pl.Series(["5/12/24 10:00"])).row(0)
    ('5/12/24 10:00', '//2m1-', 5, 12, 24, '5', '12', '24')
    """
    text = cells.to_frame("cell").select("cell", part=pl.col("cell").str.extract_groups(SLASHED))
    part = text.select("cell", pl.col("part").struct.unnest())
    year = pl.col("5").str.len_bytes().cast(pl.String)
    key = pl.concat_str(
        "2", "4", year, _time(pl.col("6")), *map(_padding, (pl.col("1"), pl.col("3")))
    )
    numbers = {"a": "1", "b": "3", "y": "5"}
    return part.select(
        "cell",
        key.alias("key"),
        *(pl.col(group).cast(pl.Int32).alias(name) for name, group in numbers.items()),
        *(pl.col(group).alias(f"{name}_text") for name, group in numbers.items()),
    )


def kinds(cells: pl.DataFrame) -> pl.Series:
    """Say of which kind each split cell is; the patterns are tried where there is another kind.

    >>> kinds(split(pl.Series(["5/12/24", "2024-12-05", "soon"]))).to_list()
    ['slashed', 'iso', None]
    """
    is_slashed = pl.col("key").is_not_null()
    has_others = cells.get_column("key").null_count() > cells.get_column("cell").null_count()
    other = kind(pl.col("cell")) if has_others else pl.lit(None, pl.String)
    slashed = pl.when(is_slashed).then(pl.lit("slashed")).otherwise(other)
    return cells.select(slashed.alias("kind")).to_series()


def tally(cells: pl.DataFrame) -> pl.DataFrame:
    """Count the split cells of each shape, first and second part, and year: one row each."""
    known = cells.filter(pl.col("key").is_not_null())
    return known.group_by(PARTS.names()).len("n").sort(PARTS.names())


def units(tallied: pl.DataFrame) -> pl.DataFrame:
    """Say which shapes were written by one hand, as far as the padding tells: the column `unit`.

    Where a place is padded in some cells and not in others, two hands wrote: each has its own
    unit, and the cells that may be of either have one of their own.
    """
    key = pl.col("key")
    first, second = key.str.slice(-2, 1), key.str.slice(-1, 1)
    base = key.str.head(-2)
    clash = pl.any_horizontal(
        (place == "0").any() & (place == "1").any() for place in (first, second)
    ).over(base)
    zero = (first == "0") | (second == "0")
    short = (first == "1") | (second == "1")
    hand = (
        pl.when(zero & short).then(pl.lit("b")).when(zero).then(pl.lit("0"))
        .when(short).then(pl.lit("1")).otherwise(pl.lit("-"))
    )  # fmt: skip
    own = pl.when(clash).then(pl.concat_str(base, hand)).otherwise(base)
    return tallied.with_columns(base=base, unit=own, is_unsure=clash & ~zero & ~short)

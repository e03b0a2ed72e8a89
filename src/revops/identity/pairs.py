"""Pairs of records that may be one: by a value that they share, for people to decide."""

import polars as pl

#: One row a pair that no rule makes one, with how sure (0 to 1) and why.
SUGGESTIONS = pl.Schema(
    {
        "table": pl.String(),
        "left_id": pl.String(),
        "right_id": pl.String(),
        "score": pl.Float64(),
        "why": pl.String(),
    }
)
#: What so many records share tells nothing about two of them.
MOST = 20


def sharing(records: pl.DataFrame, *by: str, score: float, why: str) -> pl.DataFrame:
    """Pair the first record with each other one that has the same known values.

    >>> seen = pl.DataFrame({"id": ["1", "2", "3"], "name": ["ana", "ana", None]})
    >>> sharing(seen, "name", score=0.9, why="same name").rows()
    [('1', '2', 0.9, 'same name')]
    """
    known = records.select("id", *by).drop_nulls()
    several = known.filter(pl.concat_str(by, separator="\n").is_duplicated()).unique()
    size = pl.len().over(by)
    few = several.filter((size > 1) & (size <= MOST))
    paired = few.with_columns(first=pl.col("id").min().over(by))
    return paired.filter(pl.col("id") != pl.col("first")).select(
        left_id="first", right_id="id", score=pl.lit(score), why=pl.lit(why)
    )


def gathered(table: str, *pairs: pl.DataFrame) -> pl.DataFrame:
    """Give each pair once, with its best score and all its reasons, surest first."""
    every = pl.concat([each.select("left_id", "right_id", "score", "why") for each in pairs])
    ordered = every.with_columns(
        pl.lit(table).alias("table"),
        left_id=pl.min_horizontal("left_id", "right_id"),
        right_id=pl.max_horizontal("left_id", "right_id"),
    )
    once = ordered.group_by("table", "left_id", "right_id").agg(
        pl.col("score").max(), pl.col("why").unique().sort().str.join(", ")
    )
    return once.sort("score", "left_id", "right_id", descending=[True, False, False]).cast(
        SUGGESTIONS
    )

"""How many records each rule made one, and how many were left alone, and why."""

from collections.abc import Iterable, Mapping

import polars as pl

MATCHED = "matched"
ALONE = "left alone"

#: One row a table and rule, or a table and reason: how many records.
MATCHES = pl.Schema(
    {
        "table": pl.String(),
        "outcome": pl.String(),
        "reason": pl.String(),
        "n_records": pl.Int64(),
    }
)


def counted(table: str, outcome: str, counts: Mapping[str, int]) -> pl.DataFrame:
    """Write counts by reason as rows; nothing counted is no row.

    >>> counted("leads", ALONE, {"address of a role": 2, "no e-mail address": 0}).rows()
    [('leads', 'left alone', 'address of a role', 2)]
    """
    rows = [(table, outcome, reason, n) for reason, n in counts.items() if n]
    return pl.DataFrame(rows, schema=MATCHES, orient="row")


def true_in(flags: pl.DataFrame) -> dict[str, int]:
    """Count the rows of which each reason holds."""
    return {name: int(flags[name].sum()) for name in flags.columns}


def by_rule(merges: pl.DataFrame) -> pl.DataFrame:
    """Count the merged records by what made them one."""
    counts = merges.group_by("table", reason="rule").agg(n_records=pl.len().cast(pl.Int64))
    return counts.select("table", pl.lit(MATCHED).alias("outcome"), "reason", "n_records")


def matches(merges: pl.DataFrame, others: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Gather all counts: what matched first, then what was left alone."""
    every = pl.concat([by_rule(merges), *others])
    return every.cast(MATCHES).sort(
        pl.col("outcome") != MATCHED,
        "table",
        "n_records",
        "reason",
        descending=[False, False, True, False],
    )

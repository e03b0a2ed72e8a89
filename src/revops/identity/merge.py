"""Merge the rows of one table that are one person or one company.

Each rule is an expression; two rows with the same value of it are one. Matches chain: if A is B
and B is C, all three are one. The survivor is the record that the CRM kept, else the oldest; its
empty cells are filled from the others.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

#: One row a record that became another, and by which rule.
MERGES = pl.Schema(dict.fromkeys(("table", "from_id", "to_id", "rule"), pl.String()))

IN_CRM = "merged in the CRM"


def _first_of(rows: pl.DataFrame, value: pl.Expr, rule: str) -> pl.DataFrame:
    """Pair each row with the first row that has its value."""
    return (
        rows.select("row", value.alias("value"))
        .filter(pl.col("value").is_not_null())
        .select("row", first=pl.col("row").first().over("value"), rule=pl.lit(rule))
        .filter(pl.col("row") != pl.col("first"))
    )


def _pairs(rows: pl.DataFrame, key: str, rules: Mapping[str, pl.Expr]) -> pl.DataFrame:
    """Pair the rows that are one, by every rule; a record listed twice is one."""
    found = [_first_of(rows, pl.col(key), "same id")]
    if "merged_into" in rows.columns:
        ids = rows.select(merged_into=pl.col(key), first=pl.col("row"))
        ids = ids.unique("merged_into", keep="first", maintain_order=True)
        merged = rows.join(ids, on="merged_into", maintain_order="left")
        found.append(merged.select("row", "first", rule=pl.lit(IN_CRM)))
    return pl.concat([*found, *(_first_of(rows, value, rule) for rule, value in rules.items())])


def _group(rows: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Number the groups of rows that are connected by pairs."""
    ends = pairs.select("row", "first").to_numpy()
    size = (rows.height, rows.height)
    links = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=size)
    numbers = connected_components(links, directed=False)[1]
    return rows.with_columns(pl.Series("group", numbers, dtype=pl.Int64))


def _filled(name: str, dtype: pl.DataType) -> pl.Expr:
    """Give the first value that is known; a truth holds when it holds of any record."""
    known = pl.col(name).drop_nulls()
    return known.max() if dtype == pl.Boolean else known.first()


def _survivors(grouped: pl.DataFrame, oldest: Sequence[str]) -> pl.DataFrame:
    """Keep one row a group; the columns in `oldest` come from its oldest record."""
    in_crm = [pl.col(name).is_not_null() for name in grouped.columns if name == "merged_into"]
    age = [name for name in grouped.columns if name == "created_at"]
    kept_first = grouped.sort("group", *in_crm, *age, "row", nulls_last=True)
    whole = [name for name in grouped.columns if name.startswith("from_") or name == "merged_into"]
    filled = [name for name in grouped.columns if name not in {"group", *whole, *oldest}]
    kept = kept_first.group_by("group", maintain_order=True).agg(
        *(pl.col(name).first() for name in whole),
        *(_filled(name, grouped.schema[name]) for name in filled),
    )
    by_age = grouped.sort("group", *age, "row", nulls_last=True)
    first = by_age.group_by("group", maintain_order=True).agg(
        pl.col(name).drop_nulls().first() for name in oldest
    )
    return kept.join(first, on="group", maintain_order="left").select(grouped.columns)


def merge(
    table: str,
    frame: pl.DataFrame,
    key: str,
    rules: Mapping[str, pl.Expr],
    oldest: Sequence[str] = (),
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give one row a person or company in file order, and which id became which.

    >>> people = pl.DataFrame(
    ...     {
    ...         "lead_id": ["L1", "L2", "L3"],
    ...         "email": ["ana@aurora.example", "bruno@aurora.example", "ana@aurora.example"],
    ...         "created_at": [2, 1, 3],
    ...     }
    ... )
    >>> kept, merges = merge("leads", people, "lead_id", {"e-mail": pl.col("email")})
    >>> kept.get_column("lead_id").to_list(), merges.rows()
    (['L1', 'L2'], [('leads', 'L3', 'L1', 'e-mail')])
    """
    rows = frame.with_row_index("row")
    pairs = _pairs(rows, key, rules)
    if pairs.is_empty():
        return frame, MERGES.to_frame()
    grouped = _group(rows, pairs)
    many = pl.len().over("group") > 1
    together = grouped.filter(many)
    kept = _survivors(together, oldest)
    place = grouped.group_by("group").agg(place=pl.col("row").min())
    everyone = pl.concat([grouped.filter(~many), kept]).join(place, on="group").sort("place")
    why = (
        together.join(pairs, on="row", how="inner")
        .sort("row")
        .group_by("group")
        .agg(pl.col("rule").unique(maintain_order=True).str.join(", "))
    )
    merges = (
        together.select("group", from_id=pl.col(key))
        .join(kept.select("group", to_id=pl.col(key)), on="group", maintain_order="left")
        .join(why, on="group", maintain_order="left")
        .filter((pl.col("from_id") != pl.col("to_id")) | pl.col("from_id").is_duplicated())
        .select(pl.lit(table).alias("table"), "from_id", "to_id", "rule")
        .unique(maintain_order=True)
    )
    return everyone.select(frame.columns), merges.cast(MERGES)

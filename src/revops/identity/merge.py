"""Merge the rows of one table that are one person or one company.

Two rows with the same key of a rule are one. Matches chain: if A is B and B is C, all three are
one. The survivor is the record that the CRM kept, else the oldest; its empty cells are filled from
the others.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from revops.identity.decisions import AGREED, DECISIONS, in_rows
from revops.identity.keys import SAME_ID
from revops.identity.survivors import survivors

#: One row a record that became another, and by which rules.
MERGES = pl.Schema(dict.fromkeys(("table", "from_id", "to_id", "rule"), pl.String()))

IN_CRM = "merged in the CRM"


def _pairs_of(keys: pl.DataFrame, rule: str) -> pl.DataFrame:
    """Pair each row with the first row that has its key."""
    keyed = keys.select("row", value=pl.col(rule)).filter(pl.col("value").is_not_null())
    many = keyed.filter(pl.col("value").is_duplicated())
    return many.select("row", first=pl.col("row").min().over("value"), rule=pl.lit(rule)).filter(
        pl.col("row") != pl.col("first")
    )


def _by_crm(rows: pl.DataFrame, key: str) -> pl.DataFrame:
    """Pair each record with the one that the CRM merged it into."""
    ids = rows.select(merged_into=pl.col(key), first=pl.col("row"))
    ids = ids.unique("merged_into", keep="first", maintain_order=True)
    merged = rows.select("row", "merged_into").join(ids, on="merged_into", maintain_order="left")
    return merged.select("row", "first", rule=pl.lit(IN_CRM))


def _grouped(height: int, pairs: pl.DataFrame) -> pl.Series:
    """Number the groups of rows that are connected by pairs; without pairs each is its own."""
    if pairs.is_empty():
        return pl.int_range(height, eager=True).alias("group")
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    ends = pairs.select("row", "first").to_numpy()
    links = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(height, height))
    return pl.Series("group", connected_components(links, directed=False)[1], dtype=pl.Int64)


def _without(keys: pl.DataFrame, ids: pl.Series, out: pl.Series) -> pl.DataFrame:
    """Take records out of every rule but that of the id itself."""
    stays = ~ids.is_in(out.implode())
    rules = [name for name in keys.columns if name not in {"row", SAME_ID}]
    return keys.with_columns(pl.when(stays).then(name).alias(name) for name in rules)


def _pairs(
    rows: pl.DataFrame, key: str, keys: pl.DataFrame, decided: pl.DataFrame
) -> tuple[pl.DataFrame, pl.Series]:
    """Pair the rows that are one, by every rule and decision; and number their groups."""
    sure = [decided.filter("is_same").select("row", "first", rule=pl.lit(AGREED))]
    if "merged_into" in rows.columns:
        sure.append(_by_crm(rows, key))
    rules = [name for name in keys.columns if name != "row"]
    pairs = pl.concat([*(_pairs_of(keys, rule) for rule in rules), *sure])
    groups = _grouped(rows.height, pairs)
    apart = decided.filter(~pl.col("is_same"))
    apart = apart.filter(groups.gather(apart["row"]) == groups.gather(apart["first"]))
    if apart.is_empty():
        return pairs, groups
    ids = rows.get_column(key)
    kept = _without(keys, ids, ids.gather(apart["row"]))
    pairs = pl.concat([*(_pairs_of(kept, rule) for rule in rules), *sure])
    return pairs, _grouped(rows.height, pairs)


def _why(pairs: pl.DataFrame, order: Sequence[str]) -> pl.DataFrame:
    """Say of each row by which rules it is one with another."""
    both = pl.concat(
        [pairs.select("row", "rule"), pairs.select("rule", row="first").select("row", "rule")]
    )
    ranked = both.unique().sort("row", pl.col("rule").cast(pl.Enum(order)))
    return ranked.group_by("row", maintain_order=True).agg(pl.col("rule").str.join(", "))


def merge(
    table: str,
    frame: pl.DataFrame,
    key: str,
    keys: pl.DataFrame,
    oldest: Sequence[str] = (),
    decisions: pl.DataFrame | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give one row a person or company in file order, and which id became which.

    >>> people = pl.DataFrame(
    ...     {
    ...         "lead_id": ["L1", "L2", "L3"],
    ...         "email": ["ana@aurora.example", "bruno@aurora.example", "ana@aurora.example"],
    ...         "created_at": [2, 1, 3],
    ...     }
    ... )
    >>> kept, merges = merge("leads", people, "lead_id", people.select(pl.col("email")))
    >>> kept.get_column("lead_id").to_list(), merges.rows()
    (['L1', 'L2'], [('leads', 'L3', 'L1', 'email')])
    """
    rows = frame.with_row_index("row")
    decided = in_rows(DECISIONS.to_frame() if decisions is None else decisions, frame[key])
    pairs, groups = _pairs(rows, key, keys.with_row_index("row"), decided)
    if pairs.is_empty():
        return frame, MERGES.to_frame()
    grouped = rows.with_columns(groups)
    many = pl.col("group").is_duplicated()
    together = grouped.filter(many)
    kept = survivors(together, oldest)
    place = grouped.group_by("group").agg(place=pl.col("row").min())
    everyone = pl.concat([grouped.filter(~many), kept]).join(place, on="group").sort("place")
    order = [*keys.columns, IN_CRM, AGREED]
    merges = _told(table, together, kept, key, _why(pairs, order))
    return everyone.select(frame.columns), merges


def _told(
    table: str, together: pl.DataFrame, kept: pl.DataFrame, key: str, why: pl.DataFrame
) -> pl.DataFrame:
    """Say which id became which, once each, by all rules that tied it."""
    named = (
        together.select("row", "group", from_id=pl.col(key))
        .join(kept.select("group", to_id=pl.col(key)), on="group", maintain_order="left")
        .join(why, on="row", maintain_order="left")
        .filter((pl.col("from_id") != pl.col("to_id")) | pl.col("from_id").is_duplicated())
    )
    rules = pl.col("rule").str.split(", ").explode().unique(maintain_order=True).str.join(", ")
    told = named.group_by("from_id", "to_id", maintain_order=True).agg(rules)
    return told.select(pl.lit(table).alias("table"), "from_id", "to_id", "rule").cast(MERGES)

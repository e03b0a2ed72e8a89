"""Failing records, known again in the next load: each is a number made of its key.

A row without an id of its own (its id is made of its file and row) is known by all that it says:
in the next export it stands in another row. Rows of one key are told apart by their order.
"""

import polars as pl

from revops.store import Snapshot, scans
from revops.tables import TABLES

#: Above so many failing rows of one check only their count is kept.
MOST = 200_000
_PROVENANCE = ("from_vendor", "from_file", "from_row")


def _own_id(table: str) -> pl.Expr:
    """Say which rows have an id of their own, whole."""
    key = TABLES[table].key
    whole = pl.all_horizontal(pl.col(name).is_not_null() for name in key)
    if len(key) > 1:
        return whole
    made = pl.concat_str("from_file", pl.lit(":"), "from_row")
    return whole & pl.col(key[0]).ne_missing(made)


def _content(table: str) -> pl.Expr:
    """Give what a row says, without its place and an id that was made of it, as a number."""
    key = TABLES[table].key
    left_out = (*_PROVENANCE, *(key if len(key) == 1 else ()))
    said = [name for name in TABLES[table].columns if name not in left_out]
    return pl.struct(said).hash(seed=1)


def _needed(table: str, part: pl.DataFrame, rows: pl.LazyFrame) -> pl.DataFrame:
    """Add to places of failing rows what each is known by."""
    key = pl.when(_own_id(table)).then(pl.struct(TABLES[table].key).hash())
    keyed = rows.select("place", key.alias("record"))
    known = keyed.join(part.lazy(), on="place").collect(engine="streaming")
    if not known["record"].has_nulls():
        return known
    bare = known.filter(pl.col("record").is_null()).select("place").unique().lazy()
    said = rows.join(bare, on="place").select("place", _content(table).alias("said"))
    told = known.join(said.collect(engine="streaming"), on="place", how="left")
    return told.with_columns(pl.coalesce("record", "said").alias("record")).drop("said")


def fingerprints(snapshot: Snapshot, failing: pl.DataFrame) -> pl.DataFrame:
    """Give one row a check: a number for each of its failing rows, sorted.

    A check with more failing rows than `MOST` is left out.
    """
    few = failing.filter(pl.col("rows").list.len() <= MOST)
    found = [pl.DataFrame(schema={"check_id": pl.String, "records": pl.List(pl.UInt64)})]
    tables = scans(snapshot)
    for (table,), part in few.group_by("table", maintain_order=True):
        name = str(table)
        places = part.select("check_id", pl.col("rows").alias("place")).explode("place")
        known = _needed(name, places, tables[name].with_row_index("place")).sort("place")
        nth = pl.col("record").cum_count().over("check_id", "record")
        again = known.select(
            "check_id", pl.struct("record", nth.alias("nth")).hash().alias("record")
        )
        found.append(again.group_by("check_id").agg(pl.col("record").sort().alias("records")))
    return pl.concat(found).sort("check_id")

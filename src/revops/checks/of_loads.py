"""Records that the load before held and this one does not: deleted, merged, or left out."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from revops import store
from revops.checks.loads import earlier
from revops.checks.measures import measured, recall
from revops.checks.stated import IDS_KEPT, SHOWN, ordered, told

#: Tables whose records stay for good; the others are often exported for some weeks only.
RECORDS = {
    "accounts": "account_id",
    "leads": "lead_id",
    "opportunities": "opportunity_id",
    "campaigns": "campaign_id",
}
_HIDDEN = "(an e-mail address, not shown)"


def _keys(table: pl.LazyFrame, key: str) -> pl.LazyFrame:
    """Give the ids that a load holds and does not mark as deleted."""
    there = table.filter(pl.col("deleted_at").is_null()) if _marks(table) else table
    return there.select(key).drop_nulls()


def _marks(table: pl.LazyFrame) -> bool:
    return "deleted_at" in table.collect_schema()


def _missing(now: store.Snapshot, past: store.Snapshot) -> Iterator[dict[str, object]]:
    """Count the ids of each table that are gone, and name a few."""
    here, there = store.scans(now), store.scans(past)
    for table, key in RECORDS.items():
        if table not in here or table not in there:
            continue
        old = _keys(there[table], key).collect()
        merged = now.merges.filter(table=table).select(pl.col("from_id").alias(key))
        known = pl.concat([here[table].select(key).collect(), merged])
        gone = old.join(known, on=key, how="anti").sort(key)
        shown = gone.head(SHOWN).select(
            pl.when(pl.col(key).str.contains("@")).then(pl.lit(_HIDDEN)).otherwise(key)
        )
        examples = shown.to_series().to_list()
        yield told(IDS_KEPT, table, n_rows=old.height, n_failed=gone.height, examples=examples)


def of_loads(state: Path, snapshot: store.Snapshot) -> pl.DataFrame:
    """Judge what is missing since the load before; nothing where that is no longer there."""
    own = recall(state, snapshot.name) or measured(snapshot)
    past = [name for name in earlier(state, snapshot.name, own) if store.exists(state, name)]
    if not past:
        return ordered([])
    return ordered([*_missing(snapshot, store.read(state, past[-1]))])

"""The loads that are kept, without a person: each file is replaced in one step.

What a load would leave out today is left out of what it made then, by the same rule.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import polars.selectors as cs

from revops import store
from revops.forgetting.words import Words
from revops.load.forgotten import FORGOTTEN, Gone, gone, refused_without, without_gone
from revops.load.ledger import STEPS
from revops.load.tombstones import Tombstones
from revops.sources.building.loaded import LEDGER
from revops.tables import TABLES

_IN_PLACE = f"${{before}}{FORGOTTEN}${{after}}"
#: Frames beside the tables whose texts may hold a person's words.
_TOLD = ("rejected", "readings", "sums", "files")


def without(state: Path, name: str, stones: Tombstones, words: Words) -> dict[str, int]:
    """Rewrite one load; say how many rows each table lost, and what else names the person."""
    snapshot = store.read(state, name)
    folder = state / "snapshots" / name
    tables = dict(snapshot.tables)
    whom = gone(tables, stones)
    left = without_gone(tables, whom, stones)
    lost = {table: tables[table].height - left[table].height for table in tables}
    ledger = _ledger(snapshot.ledger, tables, left)
    for table, frame in left.items():
        scrubbed = frame if table == "leads" else untold(frame, words, TABLES[table].key)
        replaced(folder / f"{table}.parquet", scrubbed, tables[table])
    _beside(folder, snapshot, whom, stones, words)
    replaced(folder / "ledger.parquet", ledger, snapshot.ledger)
    return {table: n for table, n in lost.items() if n}


def lost(state: Path, name: str, stones: Tombstones) -> dict[str, int]:
    """Say how many rows each table of a load would lose."""
    tables = dict(store.read(state, name).tables)
    left = without_gone(tables, gone(tables, stones), stones)
    counts = {table: tables[table].height - left[table].height for table in tables}
    return {table: n for table, n in counts.items() if n}


def _beside(
    folder: Path, snapshot: store.Snapshot, whom: Gone, stones: Tombstones, words: Words
) -> None:
    """Rewrite what stands beside the tables."""
    theirs = list(whom.leads)
    is_lead = pl.col("table") == "leads"
    names = {"merges": ("from_id", "to_id"), "suggestions": ("left_id", "right_id")}
    for name, columns in names.items():
        old: pl.DataFrame = getattr(snapshot, name)
        names_them = pl.any_horizontal(pl.col(column).is_in(theirs) for column in columns)
        replaced(folder / f"{name}.parquet", old.filter(~(is_lead & names_them)), old)
    refused = refused_without(snapshot.rejected, whom, stones)
    for name in _TOLD:
        old = getattr(snapshot, name)
        frame = refused if name == "rejected" else old
        replaced(folder / f"{name}.parquet", untold(frame, words), old)


def untold(frame: pl.DataFrame, words: Words, keys: tuple[str, ...] = ()) -> pl.DataFrame:
    """Take the person's words out of the texts of a table; ids and places stay.

    Lists of texts are looked into, too.
    """
    kept = [name for name in frame.columns if name in keys or name.endswith("_id")]
    texts = cs.string() - cs.by_name(*kept, "table", "from_file", require_all=False)
    lists = [name for name, dtype in frame.schema.items() if dtype == pl.List(pl.String)]
    twice = _replaced(_replaced(pl.element(), words), words)
    return frame.with_columns(
        _replaced(_replaced(texts, words), words),
        pl.col(lists).list.eval(twice),
    )


def _replaced(cell: pl.Expr, words: Words) -> pl.Expr:
    return cell.str.replace_all(words.in_texts, _IN_PLACE)


def _ledger(
    ledger: pl.DataFrame,
    before: Mapping[str, pl.DataFrame],
    after: Mapping[str, pl.DataFrame],
) -> pl.DataFrame:
    """Write into the ledger which rows were forgotten, in the order of its steps."""
    rows = [ledger]
    for table, frame in before.items():
        if frame.height == after[table].height:
            continue
        counts = [each.group_by("from_file").len() for each in (frame, after[table])]
        both = counts[0].join(counts[1], on="from_file", how="left", nulls_equal=True)
        n_gone = pl.col("len").cast(pl.Int64) - pl.col("len_right").fill_null(0).cast(pl.Int64)
        less = both.select(from_file=pl.col("from_file").cast(pl.String), n_rows=n_gone)
        vendors = ledger.filter(table=table).select("from_file", "from_vendor").unique()
        told = less.filter(pl.col("n_rows") > 0).join(vendors, on="from_file", how="left")
        new = told.with_columns(table=pl.lit(table), step=pl.lit("forgotten"))
        rows.append(new.select(LEDGER.names()).cast(LEDGER))
    place = {name: n for n, name in enumerate(STEPS)}
    order = {name: n for n, name in enumerate(TABLES)}
    keys = ["table", "from_vendor", "from_file", "step"]
    summed = pl.concat(rows).group_by(keys, maintain_order=True).agg(pl.col("n_rows").sum())
    return summed.sort(
        pl.col("table").replace_strict(order, default=99),
        pl.col("step").replace_strict(place, default=99),
        maintain_order=True,
    ).select(LEDGER.names())


def replaced(path: Path, frame: pl.DataFrame, old: pl.DataFrame) -> None:
    """Replace a file in one step, where anything in it is another; its load is as old as before."""
    if frame.equals(old):
        return
    aside, told = path.with_name(f".{path.name}.{os.getpid()}"), path.stat()
    frame.write_parquet(aside)
    os.utime(aside, ns=(told.st_atime_ns, told.st_mtime_ns))
    aside.replace(path)

"""What one load did, in lines: rows, versions, deletions, matches, totals and age."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import polars as pl

from revops.identity.matches import MATCHED
from revops.sources import unreconciled
from revops.store import Snapshot, height_of, scans
from revops.tables import TABLES
from revops.workspace.settings import ExportSettings, Settings

#: From which share on files are taken for successive states of one thing.
ALIKE = 0.5
#: From which share on a state that lacks so many records is questioned.
VANISHED = 0.2
#: How many columns with refused cells are named.
MANY = 10


def _by_table(counted: pl.DataFrame) -> str:
    """Write counts as a list: `leads 3, opportunities 5`."""
    summed = counted.group_by("table", maintain_order=True).agg(pl.col("n_rows").sum())
    return ", ".join(f"{name} {n:,}" for name, n in summed.rows())


def _rows(snapshot: Snapshot) -> Iterator[str]:
    for name, rows in scans(snapshot).items():
        yield f"{name:<20} {rows.select(pl.len()).collect().item():>9,} rows"


def _overlaps(snapshot: Snapshot) -> Iterator[str]:
    """Say how many rows a newer file of the same export holds again."""
    found = snapshot.ledger.filter(pl.col("step") == "older state")
    if not found.is_empty():
        yield f"In a newer file too (the newest counts): {_by_table(found)}"


def _deleted(snapshot: Snapshot, zone: str) -> Iterator[str]:
    """Say how many records the newest state lacks, and question a state that lacks many."""
    many = []
    for name in snapshot.tables:
        if "deleted_at" not in TABLES[name].columns:
            continue
        frame = snapshot.tables[name]
        gone = frame.filter(pl.col("deleted_at").is_not_null())
        if gone.height:
            many.append(f"{name} {gone.height:,}")
        local = pl.col("deleted_at").dt.convert_time_zone(zone).dt.date().alias("day")
        on = gone.group_by(local).len().filter(pl.col("len") > VANISHED * frame.height)
        for day, n in on.sort("day").rows():
            yield (
                f"{n:,} of {frame.height:,} rows of {name} vanished at once on {day}. "
                "Is that file an export of everything? If not, take it out."
            )
    if many:
        yield f"Deleted in the CRM (kept, with the day): {', '.join(many)}"


def _vanished(snapshot: Snapshot, exports: Sequence[ExportSettings]) -> Iterator[str]:
    """Count the events that the newest state lacks: they happened, so they stay without a mark."""
    states = [n for n, each in enumerate(exports, start=1) if each.successive == "states"]
    files = snapshot.files.filter(pl.col("export").is_in(states))
    is_older = pl.col("state_at") < pl.col("state_at").max().over("export")
    held = files.filter(is_older).explode("tables").group_by("tables").agg("path")
    older = dict(held.rows())
    counts = {}
    for name, rows in scans(snapshot).items():
        if name in older and "deleted_at" not in TABLES[name].columns:
            made = pl.col("is_rebuilt") if "is_rebuilt" in TABLES[name].columns else pl.lit(False)
            is_old = pl.col("from_file").cast(pl.String).is_in(older[name])
            counts[name] = height_of(rows.filter(is_old, ~made.fill_null(False)))
    if told := ", ".join(f"{name} {n:,}" for name, n in counts.items() if n):
        yield f"In an earlier state, not in the newest (they happened, and count): {told}"


def _matched(snapshot: Snapshot) -> Iterator[str]:
    """Say how many records matched by which rule, and how many were left alone and why."""
    for (outcome, table), found in snapshot.matches.group_by(
        "outcome", "table", maintain_order=True
    ):
        by = "by " if outcome == MATCHED else ""
        counts = found.select("reason", "n_records").rows()
        yield f"{table} {outcome}: " + ", ".join(f"{n:,} {by}{reason}" for reason, n in counts)
    if pairs := snapshot.suggestions.height:
        are = "pair of records" if pairs == 1 else "pairs of records"
        yield (
            f"{pairs:,} {are} may be one: revops list suggestions names them, "
            "agreement/same.csv decides"
        )


def _alike(snapshot: Snapshot, exports: Sequence[ExportSettings]) -> Iterator[str]:
    """Point out dated files that hold mostly the same rows, where nobody said what they are."""
    steps = snapshot.ledger.join(
        snapshot.files.select("export", "source", "state_at", from_file="path"), on="from_file"
    )
    for (number, source), found in steps.group_by("export", "source", maintain_order=True):
        said = {n: each.successive for n, each in enumerate(exports, start=1)}
        if found["state_at"].has_nulls() or said.get(int(str(number))):
            continue
        older = found.filter(pl.col("state_at") < found["state_at"].max())
        read, known = (
            int(older.filter(pl.col("step") == step)["n_rows"].sum())
            for step in ("read", "older state")
        )
        if known > ALIKE * read:
            yield (
                f"{source}: {known:,} of {read:,} rows of its older files are in newer ones too. "
                'If each file is all that there was on its day, set successive = "states": what '
                'vanished is then marked deleted. If not, set successive = "parts".'
            )


def _plain(number: Decimal) -> str:
    """Write an amount without the zeros that its type adds."""
    whole, _, part = f"{number:,f}".partition(".")
    return f"{whole}.{part.rstrip('0')}".rstrip(".")


def _totals(snapshot: Snapshot) -> Iterator[str]:
    """Name the totals of an export that its rows do not add up to; of several, the first."""
    once = ("from_file", "header", "own_total")
    for row in (
        unreconciled(snapshot.sums).unique(once, keep="first", maintain_order=True).to_dicts()
    ):
        yield (
            f"{row['from_file']}: the rows of '{row['header']}' add up to "
            f"{_plain(row['rows_sum'])}, its own total says {_plain(row['own_total'])}. "
            "Are all rows in the file, and was every cell read?"
        )


def _refused(snapshot: Snapshot) -> Iterator[str]:
    """Name the columns in which dates or numbers could not be decided."""
    refused = snapshot.readings.filter(pl.col("n_refused") > 0)
    if refused.height > MANY:
        cells = refused["n_refused"].sum()
        yield f"{cells:,} cells of {refused.height:,} columns were refused; the first {MANY} are:"
    for row in refused.head(MANY).to_dicts():
        yield (
            f"{row['from_file']}: {row['n_refused']:,} of {row['n_cells']:,} cells of "
            f"'{row['header']}' were refused as {row['kind']}."
        )


def summary(snapshot: Snapshot, settings: Settings) -> list[str]:
    """Say in lines what a load did: a line a table, then what a reader should know of it."""
    return [
        *_rows(snapshot),
        *_overlaps(snapshot),
        *_deleted(snapshot, settings.zone),
        *_vanished(snapshot, settings.exports),
        *_matched(snapshot),
        *_alike(snapshot, settings.exports),
        *_totals(snapshot),
        *_refused(snapshot),
    ]


def ledger_lines(snapshot: Snapshot) -> list[str]:
    """Say file by file what became of each row: `read` less all others are in the table."""
    lines = []
    for (table, file), steps in snapshot.ledger.group_by("table", "from_file", maintain_order=True):
        each = dict(steps.select("step", "n_rows").rows())
        left = each.pop("read", 0) - sum(each.values())
        taken = "".join(f" - {n:,} {step}" for step, n in each.items())
        lines.append(f"{table}, {file}: {left + sum(each.values()):,} read{taken} = {left:,}")
    return lines

"""The sheet in which people label notes, and the figures that come of it.

The sheet holds the notes themselves: it stays in the workspace. What is kept of it in agreement/ is
counts by topic only.
"""

import csv
import re
from io import StringIO
from pathlib import Path

import polars as pl

from revops import store
from revops.alignment.topics import as_topics, scored
from revops.errors import Problems, RevopsError, nearest
from revops.report.downloads import csv_bytes
from revops.workspace import Workspace
from revops.workspace.topic_figures import COUNTS, FILE, fingerprint

COLUMNS = ("text", "topics")
#: What people write for "leave this note out".
LEFT_OUT = "?"
_BETWEEN = re.compile(r"[;,/|\n]+")


def write_sheet(path: Path, notes: pl.DataFrame) -> None:
    """Write the notes with an empty column for their topics; cells are safe for a spreadsheet.

    Raises:
        RevopsError: the file is there already, or there is no note to label.
    """
    if path.exists():
        raise RevopsError(
            f"{path} is there already, and its labels would be lost. Name another file with --out, "
            f"or read this one: revops topics label --read {path}"
        )
    if notes.is_empty():
        raise RevopsError(
            "this workspace has no notes to label: no activity has a note and no feedback a text. "
            "Map the column that holds them in revops.toml, or tag conversations in the CRM."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(csv_bytes(notes.select("text", topics=pl.lit("", pl.String))))


def read_sheet(path: Path, topics: pl.DataFrame) -> pl.DataFrame:
    """Read the labelled notes: text and topics; notes marked `?` are left out.

    A topic may be written by its name or by one of its words. A spreadsheet may have saved the
    file with semicolons or in Windows' encoding.

    Raises:
        RevopsError: there is no such file, or no note has a topic.
        Problems: a column is missing or a topic is not known; all are told at once.
    """
    rows = _rows(path)
    known = sorted(set(topics.get_column("topic")) - {"none"})
    said = [_BETWEEN.split(row["topics"] or "") for row in rows]
    tags = pl.Series([[tag.strip() for tag in each] for each in said], dtype=pl.List(pl.String))
    named = as_topics(tags, topics).to_list()
    problems = [
        f"{path.name} row {number}: '{tag}' is no topic.{nearest(tag, known)} "
        f"Known: {', '.join(known)}"
        for number, each in enumerate(named, start=2)
        for tag in each
        if tag not in (*known, LEFT_OUT)
    ]
    if problems:
        raise Problems(f"{path.name} has {len(problems)} problem(s)", problems)
    labelled = [
        {"text": re.sub(r"^'(?=[=+\-@\t\r])", "", row["text"] or ""), "topics": each}
        for row, each in zip(rows, named, strict=True)
        if LEFT_OUT not in each and (row["text"] or "").strip()
    ]
    if not any(each["topics"] for each in labelled):
        raise RevopsError(
            f"{path} has no labelled note: write topics into the column 'topics', such as "
            "price; timing. Leave it blank only where a note has none."
        )
    return pl.DataFrame(
        labelled, schema=pl.Schema({"text": pl.String(), "topics": pl.List(pl.String())})
    )


def keep_figures(workspace: Workspace, labelled: pl.DataFrame) -> pl.DataFrame:
    """Score the labelled notes, keep the counts in agreement/topics_measured.csv, give the figures.

    Topics of the lists that neither people nor the reader found are kept with counts of 0.
    """
    topics = workspace.agreement.topics
    figures = scored(labelled, topics)
    names = topics.filter(pl.col("topic") != "none").select("topic").unique()
    counts = names.join(figures.select("topic", *COUNTS), on="topic", how="left").sort("topic")
    lists = pl.lit(fingerprint(topics)).alias("lists")
    kept = counts.with_columns(pl.col(COUNTS).fill_null(0), lists)
    store.replace_text(workspace.root / "agreement" / FILE, kept.write_csv())
    return figures


def _rows(path: Path) -> list[dict[str, str]]:
    """Read the rows of the sheet, however a spreadsheet saved it."""
    if not path.is_file():
        raise RevopsError(
            f"there is no file {path}. Write one to fill in: revops topics label --out {path}"
        )
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    separator = max((",", ";", "\t"), key=first.count)
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=separator, restval="")
    header = [name.strip().lower() for name in reader.fieldnames or []]
    reader.fieldnames = header
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        problems = [f"the column '{name}' is missing" for name in missing]
        raise Problems(f"{path.name} has {len(problems)} problem(s)", problems)
    return list(reader)

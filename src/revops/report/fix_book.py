"""The fix list as a file: a workbook with one sheet a team, or one CSV of all of it."""

import os
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from revops.errors import BadParameter, RevopsError
from revops.report.downloads import book_bytes, csv_bytes
from revops.text import N_, Text
from revops.text.labels import LABELS

TEAMS = ("marketing", "sales", "both")
#: How many rows a sheet holds; a CSV beside the workbook then holds all.
ROWS_A_SHEET = 5_000
_KINDS = (".xlsx", ".csv")
_CODES = ("severity", "table")
_PIXELS = 480
_LEFT = N_("Not shown here: {n}. All rows are in {file}")


def _told(fixes: pl.DataFrame, text: Text) -> pl.DataFrame:
    """Write codes and reasons in the reader's language; a column that says nothing is left out."""
    reasons = fixes["reason"].unique(maintain_order=True)
    names = {each: text.label(each) if each in LABELS else text(each) for each in reasons}
    said = [pl.col("reason").replace(names)]
    for column in _CODES:
        codes = fixes[column].unique(maintain_order=True)
        said.append(pl.col(column).replace({code: text.label(code) for code in codes}))
    priced = fixes["value_touched"].null_count() < fixes.height
    return fixes.with_columns(said).drop([] if priced else "value_touched")


def workbook(fixes: pl.DataFrame, text: Text, *, currency: str, whole: str = "") -> bytes:
    """Write one sheet a team; `whole` names the file that holds what a full sheet leaves out.

    The same list gives the same bytes. Text that a spreadsheet would run gets an apostrophe.
    """
    told = _told(fixes, text)
    teams = {team: told.filter(pl.col("owner") == team).drop("owner") for team in TEAMS}
    left = {team: rows.height - ROWS_A_SHEET for team, rows in teams.items()}
    labels = {name: text.label(name) for name in told.columns}
    labels["value_touched"] = f"{text.label('value_touched')} ({currency})"
    return book_bytes(
        {text.label(team): rows.head(ROWS_A_SHEET) for team, rows in teams.items()},
        labels,
        notes={text.label(t): text(_LEFT, n=n, file=whole) for t, n in left.items() if n > 0},
        widest=_PIXELS,
    )


def refuse_kind(out: Path) -> None:
    """Refuse a name whose ending is no kind of file that can be written."""
    if out.suffix.lower() not in _KINDS:
        raise BadParameter(f"--fix-list is '{out}'; write a name that ends in .xlsx or .csv")


def files(out: Path, fixes: pl.DataFrame, text: Text, *, currency: str) -> Mapping[Path, bytes]:
    """Give each file to write: the one asked for, and a CSV of all where a sheet is full."""
    if out.suffix.lower() == ".csv":
        return {out: csv_bytes(fixes)}
    whole = out.with_suffix(".csv")
    made = {out: workbook(fixes, text, currency=currency, whole=whole.name)}
    full = fixes.group_by("owner").len()["len"].max() or 0
    return {**made, whole: csv_bytes(fixes)} if int(str(full)) > ROWS_A_SHEET else made


def write_files(made: Mapping[Path, bytes]) -> None:
    """Write files, each in one step; one that a program holds open is refused."""
    for path, content in made.items():
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(content)
            aside.replace(path)
        except OSError as error:
            aside.unlink(missing_ok=True)
            why = error.strerror or error
            raise RevopsError(
                f"{path} cannot be written: {why}. Close it where it is open, or name another file"
            ) from error

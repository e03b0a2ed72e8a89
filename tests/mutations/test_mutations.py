"""However a file was mangled: the same numbers, or a refusal that names file, row and cause."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import polars as pl
import pytest

from revops.errors import SourceError
from revops.sources import Loaded, read_all
from revops.tables import TABLES
from revops.workspace.settings import ExportSettings
from tests.mutations.clean import KINDS
from tests.mutations.sheet import Sheet
from tests.mutations.spoil import spoiled

BATCHES, EACH = 50, 100
CLEAN = 24
ZONE = "America/Santiago"
OURS = ("from_file", "from_row", "original")


def read(sheet: Sheet, folder: Path, name: str) -> tuple[Loaded, dict[int, int]]:
    """Write a sheet and read it back; say which row of the file was which."""
    content, places = sheet.content()
    (folder / name).write_bytes(content)
    export = ExportSettings.model_validate({**sheet.source, "path": name})
    return read_all([export], root=folder, zone=ZONE), places


def rows_of(loaded: Loaded, sheet: Sheet, places: dict[int, int]) -> pl.DataFrame:
    """Give the table's rows, each under the number of the row that it was made from."""
    frame = loaded.tables[sheet.table]
    original = pl.col("from_row").replace_strict(places, default=None, return_dtype=pl.Int64)
    return frame.with_columns(original.alias("original"))


def silent(clean: pl.DataFrame, found: pl.DataFrame, refused: pl.DataFrame) -> list[str]:
    """List the cells that differ, and the rows that are gone, without a word."""
    if found["original"].null_count():
        return [f"a row that is no data: {found.filter(pl.col('original').is_null()).row(0)}"]
    told = set(refused.select("original", "column").rows())
    whole = {row for row, column in told}
    lost = set(clean["original"]) - set(found["original"])
    wrong = [f"row {row} is gone" for row in sorted(lost - whole)]
    both = clean.join(found, on="original", suffix=" now", validate="1:1")
    for name in (name for name in clean.columns if name not in OURS):
        now = pl.col(f"{name} now")
        differs = both.filter(~pl.col(name).eq_missing(now))
        for row, was, is_ in differs.select("original", name, f"{name} now").rows():
            if is_ is not None or (row, name) not in told:
                wrong.append(f"row {row}, {name}: {was} became {is_}")
    return wrong


@cache
def expected(kind: Callable[[Random], Sheet], which: int, folder: Path) -> pl.DataFrame:
    """Give the rows of a clean sheet, read once."""
    sheet = kind(Random(which))
    loaded, places = read(sheet, folder, "clean.csv")
    return rows_of(loaded, sheet, places)


def one(number: int, folder: Path) -> tuple[str, Sheet, list[str]]:
    """Spoil one clean sheet; say whether it came out the same, in part, refused or wrong."""
    kind, which = KINDS[number % len(KINDS)], number // len(KINDS) % CLEAN
    clean = expected(kind, which, folder)
    sheet = spoiled(kind(Random(which)), Random(number))
    try:
        loaded, now = read(sheet, folder, "spoiled.csv")
    except SourceError as error:
        named = [problem for problem in error.problems if "spoiled.csv" in problem]
        return "refused", sheet, [] if named else [f"a refusal without a cause: {error}"]
    renumbered = {line: sheet.origin[row] for line, row in now.items()}
    was = clean.filter(pl.col("original").is_in(sheet.origin))
    found = rows_of(loaded, sheet, renumbered)
    original = pl.col("from_row").replace_strict(renumbered, default=None, return_dtype=pl.Int64)
    refused = loaded.rejected.with_columns(original.alias("original"))
    key = list(TABLES[sheet.table].key) if sheet.renamed else []
    wrong = silent(was.drop(key), found.drop(key), refused)
    return ("wrong" if wrong else "in part" if refused.height else "same"), sheet, wrong


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_mangled_export_gives_the_same_rows_or_says_what_it_refuses(
    batch: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    outcomes = [one(batch * EACH + number, folder) for number in range(EACH)]
    wrong = [
        f"{sheet.source['source']} {sheet.done}: {found[:3]} ({len(found)})"
        for _, sheet, found in outcomes
        if found
    ]
    assert not wrong, "\n".join(wrong)
    same = sum(outcome == "same" for outcome, _, _ in outcomes)
    refused = sum(outcome == "refused" for outcome, _, _ in outcomes)
    assert same >= 0.5 * EACH, f"only {same} of {EACH} were read whole"
    assert refused <= 0.15 * EACH, f"{refused} of {EACH} were refused whole"

"""A file whose end is missing is not whole."""

from pathlib import Path

import polars as pl
import xlsxwriter

from revops.watching.whole import unfinished


def test_parquet_and_workbooks_are_whole_only_with_their_end(tmp_path: Path) -> None:
    table, book, text = (tmp_path / name for name in ("a.parquet", "b.xlsx", "c.csv"))
    pl.DataFrame({"x": [1]}).write_parquet(table)
    with xlsxwriter.Workbook(str(book)) as made:
        made.add_worksheet().write(0, 0, "x")
    text.write_text("x", "utf-8")
    assert unfinished([table, book, text]) == []
    for path in (table, book):
        path.write_bytes(path.read_bytes()[:-30])
    assert unfinished([table, book, text]) == ["a.parquet", "b.xlsx"]


def test_a_file_that_is_empty_or_gone_is_not_whole(tmp_path: Path) -> None:
    empty = tmp_path / "a.parquet"
    empty.touch()
    assert unfinished([empty, tmp_path / "gone.csv"]) == ["a.parquet", "gone.csv"]

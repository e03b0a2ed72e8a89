"""A check reads the columns that it needs: a big table is never read whole."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as parquet
import pytest
from polars.testing import assert_frame_equal

from revops import checks, store
from revops.checks.flags import FLAGS, with_flags
from revops.checks.rows import Rows

AS_OF = date(2026, 6, 30)
Tables = dict[str, pl.DataFrame]
KNOWN_KIND = {
    "type": "expect_column_values_to_be_in_set",
    "kwargs": {"column": "kind", "value_set": ["click"]},
    "severity": "critical",
    "description": "Only clicks.",
    "meta": {"id": "only_clicks", "owner": "marketing", "guards": ["*"]},
}
LEAD_KNOWN = {
    "type": "expect_column_values_to_be_in_set",
    "kwargs": {"column": "lead_known", "value_set": [True]},
    "severity": "warning",
    "description": "The lead is there.",
    "meta": {"id": "lead_known", "owner": "marketing", "guards": []},
}
READ = {
    "touchpoints": ["touchpoint_id", "kind", "lead_id", "from_vendor", "from_file", "from_row"],
    "leads": ["lead_id"],
}


class NeverWhole(store.Tables):
    """Tables that may be read in part only."""

    def __getitem__(self, name: str) -> pl.DataFrame:
        raise AssertionError(f"{name} was read whole")


def poisoned(
    folder: Path, tables: Mapping[str, pl.DataFrame], read: Mapping[str, list[str]]
) -> store.Tables:
    """Write tables of which only the columns to be read are whole; the others are rubbish."""
    for name, frame in tables.items():
        path = folder / f"{name}.parquet"
        frame.write_parquet(path, statistics=False)
        content = bytearray(path.read_bytes())
        group = parquet.ParquetFile(path).metadata.row_group(0)
        for chunk in (group.column(n) for n in range(group.num_columns)):
            if chunk.path_in_schema.partition(".")[0] not in read.get(name, []):
                start = chunk.dictionary_page_offset or chunk.data_page_offset
                content[start : start + chunk.total_compressed_size] = (
                    b"\xff" * chunk.total_compressed_size
                )
        path.write_bytes(content)
    return store.Tables({name: pl.scan_parquet(folder / f"{name}.parquet") for name in tables})


def test_a_column_that_no_check_reads_is_not_read(
    tmp_path: Path, make_tables: Callable[..., Tables], run_entries: Callable[..., checks.Checked]
) -> None:
    every = make_tables("touchpoints", {"lead_id": "nobody", "kind": "click"})
    tables = {name: every[name] for name in READ}
    asked = (KNOWN_KIND, LEAD_KNOWN)
    lean = run_entries("touchpoints", poisoned(tmp_path, tables, READ), *asked)
    plain = run_entries("touchpoints", tables, *asked)
    assert_frame_equal(lean.results, plain.results)
    assert_frame_equal(lean.quarantined, plain.quarantined)
    assert_frame_equal(lean.failing, plain.failing)
    assert plain.quarantined.height > 0
    assert "nobody" in tables["touchpoints"]["lead_id"].to_list()
    with pytest.raises(pl.exceptions.PolarsError):
        lean.tables["touchpoints"]


def test_no_suite_reads_a_table_whole(
    make_tables: Callable[..., Tables], suite_paths: dict[str, Path]
) -> None:
    tables = make_tables()
    lean = checks.run(NeverWhole(store.unread(tables)), suite_paths, as_of=AS_OF)
    plain = checks.run(tables, suite_paths, as_of=AS_OF)
    assert_frame_equal(lean.results, plain.results)
    assert store.Tables(store.unread(lean.tables)).keys() == tables.keys()


@pytest.mark.parametrize("table", FLAGS)
def test_no_flag_reads_another_table_whole(table: str, make_tables: Callable[..., Tables]) -> None:
    tables = make_tables()
    lean = with_flags(table, NeverWhole(store.unread(tables)), AS_OF)
    assert_frame_equal(lean.flags, with_flags(table, tables, AS_OF).flags)


def test_kept_rows_and_those_set_aside_are_all_rows(
    make_tables: Callable[..., Tables], run_entries: Callable[..., checks.Checked]
) -> None:
    tables = make_tables()
    found = run_entries("touchpoints", tables, KNOWN_KIND)
    kept, aside = found.tables["touchpoints"], found.quarantined["place"]
    whole = tables["touchpoints"].with_row_index("place")
    gone = whole.filter(pl.col("place").is_in(aside.implode())).drop("place")
    assert kept.height + gone.height == whole.height > kept.height > 0
    assert set(kept["kind"]) == {"click"}
    assert_frame_equal(pl.concat([kept, gone]).sort("from_row"), tables["touchpoints"])


@pytest.mark.parametrize(
    ("values", "is_empty"),
    [([None, None], True), ([], True), ([None, 1], False), ([None] * 10_001 + [1], False)],
)
def test_a_column_is_empty_only_without_any_value(values: list[Any], is_empty: bool) -> None:
    rows = Rows(pl.LazyFrame({"clicks": values}, schema={"clicks": pl.Int64}))
    assert rows.is_empty("clicks") == is_empty

"""Laws of casting: no cell is lost, no row is moved."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from revops.sources import REASONS, SOURCES
from revops.sources.building.build import build
from revops.sources.casting import words
from revops.sources.casting.cast import Style
from revops.sources.mapping import Export
from revops.sources.reading.delimited import read_delimited
from revops.sources.reading.grid import grid
from revops.tables import TABLES

CELLS = st.one_of(
    st.sampled_from(["", " ", "12", "12,5", "12.5", "1,200", "2024-01-02", "01/02/2024", "yes"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
    st.datetimes().map(str),
    st.decimals(allow_nan=False, allow_infinity=False).map(str),
)
OPPORTUNITIES = Export(
    "toy",
    "deals",
    "opportunities",
    columns={name: (name,) for name in TABLES["opportunities"].columns},
)
NAMES = list(OPPORTUNITIES.columns)
law = settings(deadline=None, max_examples=40)


def stands_for_nothing(cell: str, name: str) -> bool:
    dtype = TABLES["opportunities"].columns[name].dtype
    is_text = dtype in (pl.String, pl.List)
    word = cell.strip()
    beside = not is_text and word.lower() in words.MISSING_BESIDE_TEXT
    return word == "" or word in words.MISSING or beside


@law
@given(st.lists(st.lists(CELLS, min_size=len(NAMES), max_size=len(NAMES)), max_size=6))
def test_a_cell_is_typed_or_missing_or_told(rows):
    cells = pl.DataFrame(rows, schema=[str(i) for i in range(len(NAMES))], orient="row")
    report = grid(NAMES, 1, cells.cast(pl.String))
    built = build(OPPORTUNITIES, report, "deals.csv", Style("America/Santiago"))
    told = set(built.rejected.select("from_row", "column").iter_rows())
    typed = {row["from_row"]: row for row in built.frame.iter_rows(named=True)}
    for cell in report.cells.iter_rows(named=True):
        number = cell["from_row"]
        if number not in typed:
            assert (number, "opportunity_id") in told
            continue
        for place, name in enumerate(NAMES):
            is_missing = stands_for_nothing(cell[str(place)], name)
            is_told = (number, name) in told
            assert (typed[number][name] is None) == (is_missing or is_told), (name, cell)
            assert not (is_missing and is_told)


@law
@given(st.lists(CELLS, max_size=8))
def test_rows_keep_their_order(ids):
    cells = pl.DataFrame({"0": ids}, schema={"0": pl.String})
    built = build(OPPORTUNITIES, grid(["opportunity_id"], 1, cells), "deals.csv", Style())
    assert built.frame["from_row"].is_sorted()
    assert built.frame["opportunity_id"].to_list() == [
        i.strip() for i in ids if not stands_for_nothing(i, "opportunity_id")
    ]


@law
@given(st.lists(CELLS, min_size=1))
def test_every_reason_is_a_known_one(texts):
    cells = pl.DataFrame({"0": ["1"] * len(texts), "1": texts, "2": texts, "3": texts})
    header = ["opportunity_id", "amount", "close_date", "term_months"]
    built = build(OPPORTUNITIES, grid(header, 1, cells), "deals.csv", Style())
    assert set(built.rejected["reason"]) <= set(REASONS)


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


@law
@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_the_fast_and_the_careful_reader_agree(rows, separator):
    wanted = [Export("toy", "x", "leads", columns={"lead_id": ("Id",), "email": ("Mail",)})]
    lines = [["Id", "Mail", "Name"], *rows]
    text = "".join(separator.join(map(quoted, line)) + "\n" for line in lines)
    surplus = separator.join(["9", "x", "y", "too much"]) + "\n"
    fast = read_delimited(text.encode(), wanted)
    careful = read_delimited((text + surplus).encode(), wanted)
    assert careful.surplus.rows() == [(len(rows) + 2, "too much")]
    blank = {name: pl.col(name).fill_null("") for name in ("0", "1", "2")}
    assert_frame_equal(
        fast.cells.with_columns(**blank), careful.cells.with_columns(**blank), check_dtypes=True
    )


@pytest.mark.parametrize("table", TABLES)
def test_every_table_can_be_built_from_our_own_headers(table):
    export = SOURCES[f"template.{table}"][0]
    names = list(TABLES[table].columns)
    cells = pl.DataFrame({str(i): ["2024-01-02"] for i in range(len(names))})
    built = build(export, grid(names, 1, cells), "x.csv", Style())
    assert built.frame.schema == TABLES[table].schema()

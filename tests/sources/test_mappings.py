"""Every mapping names columns that exist and headers that can be found."""

import re

import pytest

from revops.sources import SOURCES, Export
from revops.sources.mapping import parts
from revops.sources.reading.header import tidy
from revops.tables import TABLES

EXPORTS = [export for exports in SOURCES.values() for export in exports]
every_export = pytest.mark.parametrize(
    "export", EXPORTS, ids=lambda one: f"{one.source} to {one.table}"
)


def spellings(export: Export) -> list[str]:
    cells = export.columns.values()
    names = (name for cell in cells for some in parts(cell) for name in some)
    return [name for name in names if isinstance(name, str)]


@every_export
def test_columns_exist(export):
    known = {*TABLES[export.table].columns, "from_vendor"}
    wide = {"stage", *export.wide.columns} if export.wide else set()
    named = {
        *export.columns,
        *export.constants,
        *export.defaults,
        *export.blanks,
        *export.values,
        *export.key,
        *export.adds_up,
        *wide,
    }
    assert named <= known
    assert {export.numbered, export.explode} <= {"", *known}


@every_export
def test_every_needed_column_has_a_way_to_be_filled(export):
    assert set(export.needed) <= {*export.columns, *export.sure()}


@every_export
def test_headers_are_spelt_once(export):
    for our, cell in export.columns.items():
        plain = [tidy(n).casefold() for some in parts(cell) for n in some if isinstance(n, str)]
        assert len(plain) == len(set(plain)), our


@every_export
def test_quirks_are_of_headers_that_are_read(export):
    read = spellings(export)
    assert {*export.shifts, *export.only} <= set(read)
    moved = [cell for cell in export.columns.values() if {*export.shifts} & {*parts(cell)[0]}]
    assert all(isinstance(cell, tuple) for cell in moved)


@every_export
def test_what_adds_up_are_numbers_of_a_file_in_finer_detail(export):
    schema = TABLES[export.table].schema()
    assert bool(export.adds_up) == bool(export.finer)
    assert all(schema[name].is_numeric() for name in export.adds_up)
    assert not {*export.adds_up} & {*export.needed}


@every_export
def test_totals_are_patterns(export):
    assert all(re.compile(pattern) for pattern in export.totals)


def test_optional_exports_follow_one_that_is_not():
    for exports in SOURCES.values():
        assert not exports[0].optional
        whole = [export.table for export in exports if not export.given]
        assert len(set(whole)) == len(whole)


def test_rows_that_a_field_makes_need_that_field():
    for export in (export for exports in SOURCES.values() for export in exports if export.given):
        assert export.optional
        assert set(export.given) <= set(export.columns)
        assert set(export.given) <= set(export.needed)

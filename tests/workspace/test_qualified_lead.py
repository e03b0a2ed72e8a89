"""Versions of the qualified-lead definition: what is refused, and how it is told."""

from datetime import date
from pathlib import Path

import pytest

from revops.errors import SettingsError
from revops.tables import TABLES
from revops.workspace import QualifiedLead
from revops.workspace.agreement import read_agreement
from revops.workspace.criteria import DEEPEST, LONGEST, check, numbers_of, with_number
from revops.workspace.lead_fields import LEAD_FIELDS

SIGNED = """
[signed.marketing]
name = "Elisa"
on = 2025-12-01
[signed.sales]
name = "Camila"
on = 2025-12-02
"""


def text(
    version: str = "2026",
    sql: str = "touches_90d >= 3",
    days: str = "in_force_from = 2026-01-01",
    signed: str = SIGNED,
    more: str = "",
) -> str:
    criteria = f'[[criteria]]\nid = "engaged"\nsql = "{sql}"\n'
    return f'version = "{version}"\n{days}\n{more}\n{signed}\n{criteria}'


def read(folder: Path, **files: str) -> tuple[QualifiedLead, ...]:
    place = folder / "qualified_lead"
    place.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (place / f"{name.removeprefix('v')}.toml").write_text(content, encoding="utf-8")
    return read_agreement(folder).qualified_lead


def refused(folder: Path, **files: str) -> str:
    with pytest.raises(SettingsError) as error:
        read(folder, **files)
    return str(error.value)


def test_without_the_folder_nothing_is_agreed(tmp_path: Path) -> None:
    assert read_agreement(tmp_path).qualified_lead == ()


def test_a_version_is_read_with_its_days_and_signatures(tmp_path: Path) -> None:
    (version,) = read(tmp_path, v2026=text(more='required = ["email"]'))
    assert not version.is_draft
    assert [each.id for each in version.conditions] == ["engaged", "has_email"]
    assert version.is_in_force(date(2026, 1, 1))
    assert not version.is_in_force(date(2025, 12, 31))


@pytest.mark.parametrize(
    ("sql", "problem"),
    [
        ("touchs_90d >= 3", "no field of a lead named 'touchs_90d'. Did you mean 'touches_90d'?"),
        ("touches_90d >= 'three'", "is no condition that can be computed: cannot compare string"),
        ("country + 1 > 2", "is no condition that can be computed"),
        ("touches_90d", "gives Int64, not true or false"),
        ("read_csv('secret.csv')", "no allowed function named 'read_csv'"),
        ("UPER(country) = 'CHILE'", "no allowed function named 'UPER'. Did you mean 'UPPER'?"),
        ("country IN (SELECT country FROM leads)", "no field of a lead named 'SELECT'"),
        ("country REGEXP '(a+)+$'", "no field of a lead named 'REGEXP'"),
        ("__import__('os').system('ls')", "'.system('ls'' is not allowed here"),
        ("touches_90d >= 3; DROP TABLE leads", "'; DROP TABLE' is not allowed here"),
        ("touches_90d::int >= 3", "'::int >= 3' is not allowed here"),
        ("touches_90d >= 3 touches_30d", "an operator is missing before 'touches_30d'"),
        ("1 = 1", "names no field of a lead"),
        ("", "is empty"),
        ("touches_90d >=", "is no condition that can be computed"),
        ("days_since_created / 7 >= 2", "'days_since_created' changes every day"),
        ("touches_90d > days_since_created", "'days_since_created' changes every day"),
        ("touches_90d >= 3 AND " * 60 + "TRUE", f"is longer than {LONGEST} characters"),
        ("(" * (DEEPEST + 1) + "attended_webinar" + ")" * (DEEPEST + 1), "too many parentheses"),
    ],
)
def test_a_wrong_condition_is_told_with_file_and_criterion(
    tmp_path: Path, sql: str, problem: str
) -> None:
    told = refused(tmp_path, v2026=text(sql=sql))
    assert "agreement/qualified_lead/2026.toml: criteria[1]: criterion 'engaged': " in told
    assert problem in told


@pytest.mark.parametrize(
    "sql",
    [
        "employees >= 50 AND country IN ('CL', 'PE')",
        "attended_webinar OR NOT has_opted_out",
        "LOWER(job_title) LIKE '%gerente%' AND industry IS NOT NULL",
        "COALESCE(employees, 0) BETWEEN 20 AND 500",
        "CASE WHEN channels_total > 2 THEN TRUE ELSE forms_30d >= 1 END",
        "days_since_created <= 30 and touches_7d >= 2",
        "company = 'it''s'",
    ],
)
def test_what_people_write_is_allowed(sql: str) -> None:
    assert check(sql) == sql


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (text(version="2027"), "version is '2027'; name the file 2027.toml"),
        (
            text(days="in_force_from = 2026-02-01\nin_force_to = 2026-01-31"),
            "in force from 2026-02-01 to 2026-01-31 is an empty period",
        ),
        (text(days="in_force_to = 2026-01-31"), "in_force_to needs an in_force_from"),
        (text(more='required = ["emial"]'), "no record field named 'emial'. Did you mean 'email'?"),
        (text(more='set_at_creation = ["touches_90d"]'), "no record field named 'touches_90d'"),
        (text(more='[predicts]\noutcome = "sold"'), "predicts.outcome: Input should be"),
        (text() + '[[criteria]]\nid = "engaged"\nsql = "forms_7d > 0"', "'engaged' is there twice"),
        (text(more="weight = 3"), "weight: unknown key"),
        ('version = "2026"', "criteria: is required and missing"),
    ],
)
def test_a_wrong_version_is_told_with_its_file(tmp_path: Path, content: str, problem: str) -> None:
    told = refused(tmp_path, v2026=content)
    assert "agreement/qualified_lead/2026.toml: " in told
    assert problem in told


def test_two_versions_in_force_on_one_day_are_refused(tmp_path: Path) -> None:
    late = text(version="2027", days="in_force_from = 2026-06-01")
    told = refused(tmp_path, v2026=text(), v2027=late)
    assert (
        "agreement/qualified_lead/2027.toml: is in force from 2026-06-01, while version '2026'"
        in told
    )
    ended = text(days="in_force_from = 2026-01-01\nin_force_to = 2026-05-31")
    assert [each.version for each in read(tmp_path, v2026=ended, v2027=late)] == ["2026", "2027"]


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    told = refused(tmp_path, va=text(version="a", sql="x > 1"), vb=text(version="b", sql="y > 1"))
    assert "a.toml" in told
    assert "b.toml" in told


@pytest.mark.parametrize(
    ("content", "missing"),
    [
        (text(signed=SIGNED.partition("[signed.sales]")[0]), ("sales",)),
        (text(signed="[signed.sales]" + SIGNED.partition("[signed.sales]")[2]), ("marketing",)),
        (text(days=""), ("first_day",)),
        (text(signed="", days=""), ("marketing", "sales", "first_day")),
    ],
)
def test_a_version_without_signature_or_day_is_a_draft(
    tmp_path: Path, content: str, missing: tuple[str, ...]
) -> None:
    (version,) = read(tmp_path, v2026=content)
    assert version.is_draft
    assert version.missing == missing
    assert not version.is_in_force(date(2026, 6, 1))


def test_a_draft_may_overlap_and_shapes_no_number(tmp_path: Path) -> None:
    versions = read(tmp_path, v2026=text(), vnext=text(version="next", signed=""))
    assert [each.version for each in versions] == ["2026", "next"]
    texts = read_agreement(tmp_path).texts
    assert "qualified_lead/2026.toml" in texts
    assert "qualified_lead/next.toml" not in texts


def test_record_fields_are_columns_of_their_tables() -> None:
    for field in LEAD_FIELDS.values():
        assert field.table in TABLES
        if field.clock == "record":
            column = TABLES[field.table].columns[field.column]
            assert column.dtype == field.dtype, field.name


def test_a_number_is_replaced_where_it_stands() -> None:
    sql = "touches_90d >= 3 AND country <> '3' AND employees >= 50.5"
    assert numbers_of(sql) == ["3", "50.5"]
    assert with_number(sql, 0, "7") == "touches_90d >= 7 AND country <> '3' AND employees >= 50.5"
    assert with_number(sql, 1, "9") == "touches_90d >= 3 AND country <> '3' AND employees >= 9"

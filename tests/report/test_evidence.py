"""What stands behind the numbers: which records matched, and which pairs may be one."""

from datetime import date
from types import SimpleNamespace

import polars as pl
import pytest

from revops.identity import MATCHES, SUGGESTIONS
from revops.report.evidence import Evidence
from revops.text.labels import LABELS

PAIRS = [
    ("leads", "1", "2", 0.9, "same name at one company"),
    ("leads", "1", "3", 0.95, "same name and telephone, same name at one company"),
    ("accounts", "7", "8", 0.5, "same web domain"),
]
COUNTS = [("leads", "matched", "e-mail", 20), ("leads", "left alone", "address of a role", 3)]


@pytest.fixture
def evidence() -> Evidence:
    snapshot = SimpleNamespace(
        suggestions=pl.DataFrame(PAIRS, schema=SUGGESTIONS, orient="row"),
        matches=pl.DataFrame(COUNTS, schema=MATCHES, orient="row"),
    )
    return Evidence(snapshot, SimpleNamespace(), date(2026, 6, 30))  # type: ignore[arg-type]


def test_pairs_are_counted_by_each_reason_with_the_ids_of_the_likeliest(evidence: Evidence) -> None:
    assert evidence.suggestions().rows() == [
        ("accounts", "same web domain", 1, "7; 8"),
        ("leads", "same name and telephone", 1, "1; 3"),
        ("leads", "same name at one company", 2, "1; 3"),
    ]


def test_every_word_of_both_tables_has_a_name(evidence: Evidence) -> None:
    counts = evidence.matches()
    codes = {*counts.columns, *evidence.suggestions().columns, *counts["outcome"].to_list()}
    assert codes <= set(LABELS)

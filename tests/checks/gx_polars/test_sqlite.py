"""What only databases answer elsewhere, held against SQLite: its rows, and results on it.

SQLite itself comes with Python; Great Expectations' own engine on it needs SQLAlchemy.
"""

import sqlite3
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.checks.gx_polars.conftest import Ask

from revops.checks.gx_polars import Tables

WORDS = pl.DataFrame(
    {
        "n": range(12),
        "word": ["anna", "hanna", "a_b", "a%b", "axb", "", None, "日本", "a.b", "ab", "x\ny", "b"],
    }
)
OTHER = pl.DataFrame({"word": ["anna", "ab", "b", "zz", None], "n": [0, 9, 11, 3, 5]})
PATTERNS = ("a%", "%n_a", "a_b", "%", "", "%b", "_", "a.b", "%本")
PASSING = "SELECT * FROM {batch} WHERE n < 0"
QUERIES = (
    "SELECT * FROM {batch} WHERE word LIKE 'a%' ORDER BY n",
    "SELECT COUNT(*) AS k FROM {batch} GROUP BY word HAVING COUNT(*) > 1",
    "SELECT n FROM {batch} WHERE n NOT IN (SELECT n FROM other) ORDER BY n DESC",
    PASSING,
)
COMPARED = (
    ("SELECT word FROM {batch}", "SELECT word FROM other", 0.2),
    ("SELECT COUNT(*) AS k FROM {batch}", "SELECT COUNT(*) AS k FROM other", 1),
    ("SELECT word FROM {batch} WHERE n < 0", "SELECT word FROM other WHERE n < 0", 1),
)
CASES: list[tuple[str, dict[str, Any]]] = [
    *(
        ("expect_column_values_to_match_like_pattern", {"column": "word", "like_pattern": like})
        for like in PATTERNS
    ),
    *(
        ("expect_column_values_to_not_match_like_pattern", {"column": "word", "like_pattern": like})
        for like in PATTERNS
    ),
    *(
        (f"expect_column_values_to_{word}like_pattern", {"column": "word"} | escaped)
        for word in ("match_", "not_match_")
        for escaped in (
            {"like_pattern": "a!_b", "escape": "!"},
            {"like_pattern": "%!%%", "escape": "!"},
        )
    ),
    *(
        (
            "expect_column_values_to_match_like_pattern_list",
            {"column": "word", "like_pattern_list": ["a%", "%b"], "match_on": how},
        )
        for how in ("any", "all")
    ),
    (
        "expect_column_values_to_not_match_like_pattern_list",
        {"column": "word", "like_pattern_list": ["a%", "%b"]},
    ),
    *(
        (
            f"expect_column_values_to_{word}like_pattern_list",
            {"column": "word", "like_pattern_list": ["a!_b", "!%%"], "escape": "!"},
        )
        for word in ("match_", "not_match_")
    ),
    ("expect_table_row_count_to_equal_other_table", {"other_table_name": "other"}),
    *(("unexpected_rows_expectation", {"unexpected_rows_query": sql}) for sql in QUERIES),
]
SHOWN = {"result_format": "COMPLETE", "unexpected_index_column_names": ["n"]}
COMPARE = "expect_query_results_to_match_comparison"


def comparisons(source: str) -> list[tuple[str, dict[str, Any]]]:
    return [
        (
            COMPARE,
            {
                "base_query": base,
                "comparison_data_source_name": source,
                "comparison_query": other,
                "mostly": mostly,
            },
        )
        for base, other, mostly in COMPARED
    ]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place: Path = tmp_path_factory.mktemp("sqlite") / "words.db"
    connection = sqlite3.connect(place)
    for name, frame in (("words", WORDS), ("other", OTHER)):
        columns = [f"{c} {'TEXT' if c == 'word' else 'INTEGER'}" for c in frame.columns]
        connection.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
        holes = ", ".join("?" * frame.width)
        connection.executemany(f"INSERT INTO {name} VALUES ({holes})", frame.rows())
    connection.commit()
    connection.close()
    return place


@pytest.mark.parametrize("like", PATTERNS)
def test_like_patterns_match_what_sqlite_matches(
    like: str, database: Path, ask: Ask, polars_batches: Any
) -> None:
    kind = "expect_column_values_to_match_like_pattern"
    (found,) = ask(polars_batches, WORDS, [(kind, {"column": "word", "like_pattern": like})], SHOWN)
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA case_sensitive_like = ON")
    told = connection.execute("SELECT n FROM words WHERE word NOT LIKE ? ORDER BY n", [like])
    assert [row["n"] for row in found.result["unexpected_index_list"]] == [
        n for (n,) in told.fetchall()
    ]
    connection.close()


@pytest.fixture(scope="module")
def databases(context: Any, database: Path) -> Any:
    source = context.data_sources.add_sqlite(
        name="sqlite", connection_string=f"sqlite:///{database}"
    )
    yield source.add_table_asset("words", "words").add_batch_definition_whole_table("all")
    source.get_execution_engine().close()


def told(result: Any) -> dict[str, Any]:
    """Leave out where the rows are: a database has no order."""
    aside = ("unexpected_index_list", "partial_unexpected_index_list", "unexpected_index_query")
    return {key: value for key, value in result.result.items() if key not in aside}


@pytest.mark.parametrize("shown", ["BOOLEAN_ONLY", "BASIC", "SUMMARY", "COMPLETE"])
def test_results_are_those_of_the_engine_on_sqlite(
    ask: Ask, polars_batches: Any, databases: Any, great: Any, shown: str
) -> None:
    tables = Tables(WORDS.lazy(), related={"other": OTHER})
    ours = ask(polars_batches, tables, [*CASES, *comparisons("polars")], shown)
    cases = [*CASES, *comparisons("sqlite")]
    entries = [{"type": k, "kwargs": v, "meta": {"id": n}} for n, (k, v) in enumerate(cases)]
    suite = great.ExpectationSuite(name="words", expectations=entries)
    results = databases.get_batch().validate(suite, result_format=shown).results
    theirs = {result.expectation_config.meta["id"]: result for result in results}
    differing = [
        (case, one.success, told(one), theirs[n].success, told(theirs[n]))
        for n, (case, one) in enumerate(zip(cases, ours, strict=True))
        if (one.success, told(one)) != (theirs[n].success, told(theirs[n]))
    ]
    assert differing == []


def test_a_polars_batch_is_reconciled_with_a_database(
    ask: Ask, polars_batches: Any, databases: Any
) -> None:
    found = ask(polars_batches, WORDS, comparisons("sqlite"), "COMPLETE")
    assert [result.success for result in found] == [True, False, True]
    assert found[1].result["details"]["unexpected_rows"] == [{"k": 12}]

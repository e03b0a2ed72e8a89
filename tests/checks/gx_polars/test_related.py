"""Expectations over related tables: foreign keys, reconciliation, rows that a query returns."""

from typing import Any

import polars as pl
import pytest

from revops.checks.gx_polars import Tables

LEADS = pl.DataFrame(
    {
        "lead_id": ["L1", "L2", "L3", "L4"],
        "account_id": ["A1", "A9", None, "A8"],
        "score": [10, 25, None, 40],
    }
)
ACCOUNTS = pl.DataFrame({"account_id": ["A1", "A2", "A3", "A4"], "score": [10, 25, 3, None]})
UNKNOWN = (
    "SELECT b.* FROM {batch} b LEFT JOIN accounts a ON a.account_id = b.account_id"
    " WHERE b.account_id IS NOT NULL AND a.account_id IS NULL"
)


@pytest.fixture
def batch(polars_batches: Any) -> Any:
    tables = Tables(LEADS.lazy(), related={"accounts": ACCOUNTS})
    return polars_batches.get_batch(batch_parameters={"dataframe": tables})


def rows(great: Any, sql: str) -> Any:
    return great.expectations.UnexpectedRowsExpectation(unexpected_rows_query=sql)


def message(result: Any) -> str:
    (told,) = result.exception_info.values()
    return str(told["exception_message"])


def test_a_foreign_key_is_checked_by_a_query(great: Any, batch: Any) -> None:
    found = batch.validate(rows(great, UNKNOWN), result_format="COMPLETE")
    assert not found.success
    assert found.result["observed_value"] == 2
    shown = found.result["details"]["unexpected_rows"]
    assert sorted(row["lead_id"] for row in shown) == ["L2", "L4"]
    assert set(shown[0]) == {"lead_id", "account_id", "score"}


@pytest.mark.parametrize(
    ("shown", "result"),
    [("BOOLEAN_ONLY", {}), ("BASIC", {"observed_value": 2}), ("SUMMARY", {"observed_value": 2})],
)
def test_other_formats_show_no_rows(great: Any, batch: Any, shown: str, result: Any) -> None:
    found = batch.validate(rows(great, UNKNOWN), result_format=shown)
    assert (found.success, found.result) == (False, result)


def test_a_query_without_rows_passes(great: Any, batch: Any) -> None:
    found = batch.validate(
        rows(great, "SELECT * FROM {batch} WHERE score > 99"), result_format="COMPLETE"
    )
    assert found.success
    assert found.result["details"]["unexpected_rows"] == []


def test_two_hundred_rows_are_shown_and_all_are_counted(great: Any, polars_batches: Any) -> None:
    frame = pl.DataFrame({"n": range(1000)})
    batch = polars_batches.get_batch(batch_parameters={"dataframe": frame})
    found = batch.validate(
        rows(great, "SELECT * FROM {batch} WHERE n >= 10"), result_format="COMPLETE"
    )
    assert found.result["observed_value"] == 990
    shown = found.result["details"]["unexpected_rows"]
    assert [row["n"] for row in shown] == [*range(10, 210)]


def test_each_bad_query_tells_its_own_reason(great: Any, batch: Any) -> None:
    queries = ["SELECT gone FROM {batch}", "DROP TABLE {batch}", "SELECT '{x}' FROM {batch}"]
    suite = great.ExpectationSuite(name="s", expectations=[rows(great, sql) for sql in queries])
    found = batch.validate(suite).results
    told = {r.expectation_config.kwargs["unexpected_rows_query"]: message(r) for r in found}
    assert 'unable to find column "gone"' in told[queries[0]]
    assert "can only read" in told[queries[1]]
    assert "`x` is not a placeholder" in told[queries[2]]


def test_a_row_condition_narrows_what_a_query_reads(batch: Any) -> None:
    from revops.checks.gx_polars.bridge.queries import selected

    high = {
        "type": "comparison",
        "column": {"name": "score"},
        "operator": ">",
        "parameter": 30,
    }
    engine = batch.data.execution_engine
    engine.load_batch_data(batch.id, batch.data)
    domain = {"batch_id": batch.id, "row_condition": high}
    assert selected(engine, domain, UNKNOWN).collect()["lead_id"].to_list() == ["L4"]


def test_rows_are_set_aside_where_a_query_returns_rows_of_the_batch(great: Any, batch: Any) -> None:
    from revops.checks.gx_polars.bridge import failing_places

    asked = [
        rows(great, UNKNOWN),
        rows(great, "SELECT lead_id FROM {batch} WHERE score > 20"),
        rows(great, "SELECT * FROM {batch} WHERE score > 20 ORDER BY score DESC"),
        rows(great, "SELECT * FROM accounts"),
        rows(great, "SELECT gone FROM {batch}"),
        rows(great, "SELECT * FROM {batch} WHERE score > 99"),
        great.expectations.ExpectColumnValuesToNotBeNull(column="account_id"),
        great.expectations.ExpectTableRowCountToEqual(value=1),
    ]
    batch.validate(great.ExpectationSuite(name="s", expectations=asked))
    found = failing_places(batch, asked)
    places = [None if each is None else each.to_list() for each in found]
    assert places == [[1, 3], None, [1, 3], None, None, [], [2], None]


def test_rows_that_a_query_makes_fewer_are_not_taken_for_the_batch_s(
    great: Any, polars_batches: Any
) -> None:
    from revops.checks.gx_polars.bridge import failing_places

    frame = pl.DataFrame({"n": [1, 1, 2]})
    batch = polars_batches.get_batch(batch_parameters={"dataframe": frame})
    asked = rows(great, "SELECT DISTINCT * FROM {batch}")
    assert batch.validate(asked).result["observed_value"] == 2
    assert failing_places(batch, [asked]) == [None]


def test_a_table_is_held_against_another(great: Any, batch: Any) -> None:
    same = great.expectations.ExpectTableRowCountToEqualOtherTable
    found = batch.validate(same(other_table_name="accounts"))
    assert found.success
    assert found.result["observed_value"] == {"self": 4, "other": 4}
    gone = batch.validate(same(other_table_name="gone"))
    assert message(gone) == "no related table 'gone'; related tables: accounts"


def test_results_are_reconciled_with_a_related_table(great: Any, batch: Any) -> None:
    asked = great.expectations.ExpectQueryResultsToMatchComparison(
        base_query="SELECT score FROM {batch}",
        comparison_data_source_name="polars",
        comparison_query="SELECT score FROM accounts",
        mostly=0.75,
    )
    found = batch.validate(asked, result_format="COMPLETE")
    assert found.success
    assert found.result["unexpected_count"] == 1
    details = found.result["details"]
    assert details == {"missing_rows": [{"score": 3}], "unexpected_rows": [{"score": 40}]}


def test_related_parquet_is_scanned_and_another_source_compared(
    great: Any, context: Any, tmp_path: Any
) -> None:
    for name, frame in (("leads", LEADS), ("accounts", ACCOUNTS)):
        frame.write_parquet(tmp_path / f"{name}.parquet")
    ours, theirs = (context.data_sources.add_polars(name) for name in ("ours", "theirs"))
    theirs.add_parquet_asset("billing", tmp_path / "accounts.parquet")
    accounts = {"accounts": tmp_path / "accounts.parquet"}
    asset = ours.add_parquet_asset("leads", tmp_path / "leads.parquet", related=accounts)
    batch = asset.add_batch_definition("all").get_batch()
    compared = great.expectations.ExpectQueryResultsToMatchComparison(
        base_query="SELECT COUNT(*) AS n FROM {batch}",
        comparison_data_source_name="theirs",
        comparison_query="SELECT COUNT(*) AS n FROM billing",
    )
    suite = great.ExpectationSuite(name="s", expectations=[rows(great, UNKNOWN), compared])
    found = {r.expectation_config.type: r.success for r in batch.validate(suite).results}
    assert found == {
        "unexpected_rows_expectation": False,
        "expect_query_results_to_match_comparison": True,
    }


def test_a_source_to_compare_with_must_be_polars_or_a_database(
    great: Any, context: Any, batch: Any, pandas_batches: Any
) -> None:
    asked = great.expectations.ExpectQueryResultsToMatchComparison(
        base_query="SELECT score FROM {batch}",
        comparison_data_source_name="pandas",
        comparison_query="SELECT 1",
    )
    assert message(batch.validate(asked)) == "'pandas' is neither a Polars source nor a database"

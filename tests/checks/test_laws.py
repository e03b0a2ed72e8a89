"""Laws: nothing is lost, and the order of rows changes no count."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revops import checks

IDS = st.sampled_from(["O1", "O2", "O3", None])
STATUSES = st.sampled_from(["open", "won", "sold", None])
ROWS = st.lists(st.tuples(IDS, STATUSES), min_size=1, max_size=12)
WANTED = ("opportunity_id_present", "opportunity_id_unique", "status_present", "status_known")


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four critical checks of deals, which is enough and quick."""
    source = Path(__file__).parents[2] / "expectations" / "opportunities.json"
    content: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    kept = [c for c in content["expectations"] if c["meta"]["id"].split(".")[1] in WANTED]
    path = tmp_path_factory.mktemp("suite") / "opportunities.json"
    path.write_text(json.dumps(content | {"expectations": kept}), encoding="utf-8")
    return path


def checked(rows: list[tuple[str | None, str | None]], suite: Path) -> checks.Checked:
    schema = {"opportunity_id": pl.String, "status": pl.String}
    frame = pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        pl.lit("deals.csv").alias("from_file"), pl.int_range(2, pl.len() + 2).alias("from_row")
    )
    return checks.run({"opportunities": frame}, {"opportunities": suite}, as_of=date(2026, 6, 30))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=ROWS)
def test_rows_in_are_rows_kept_plus_rows_set_aside(
    suite: Path, rows: list[tuple[str | None, str | None]]
) -> None:
    found = checked(rows, suite)
    aside = found.quarantined["from_row"].unique()
    assert found.tables["opportunities"].height + aside.len() == len(rows)
    assert not found.tables["opportunities"]["opportunity_id"].is_duplicated().any()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=ROWS, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_count(
    suite: Path, rows: list[tuple[str | None, str | None]], order: Any
) -> None:
    shuffled = list(rows)
    order.shuffle(shuffled)
    first, second = checked(rows, suite), checked(shuffled, suite)
    counts = [name for name in first.results.columns if name != "examples"]
    assert first.results.select(counts).equals(second.results.select(counts))
    assert first.quarantined.height == second.quarantined.height
    assert first.blocked == second.blocked

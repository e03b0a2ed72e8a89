"""How old each export is, and what is held back when it is too old."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from revops import checks
from revops.tables import TABLES
from revops.workspace.settings import ExportSettings, Settings

AS_OF = date(2026, 7, 10)


def table(name: str, file: str, **cells: object) -> pl.DataFrame:
    return pl.DataFrame([{"from_file": file, **cells}], schema=TABLES[name].schema())


def at(day: int) -> datetime:
    return datetime(2026, 7, day, 12, tzinfo=UTC)


FILES = pl.DataFrame(
    {
        "path": ["google.csv", "meta.csv", "deals.csv", "rates.csv"],
        "source": ["google_ads.campaigns", "meta_ads.campaigns", "hubspot.deals", "template.rates"],
        "tables": [["spend", "campaigns"], ["spend"], ["opportunities"], ["rates"]],
        "export": [1, 2, 3, 4],
        "state_at": [None, None, None, None],
    },
    schema_overrides={"state_at": pl.Datetime("us", "UTC")},
)
TABLES_THERE = {
    "opportunities": table("opportunities", "deals.csv", created_at=at(1), closed_at=at(9)),
    "spend": pl.concat(
        [
            table("spend", "google.csv", spent_on=date(2026, 7, 9)),
            table("spend", "meta.csv", spent_on=date(2026, 6, 30)),
            table("spend", "meta.csv", spent_on=date(2026, 8, 30)),
        ]
    ),
    "rates": table("rates", "rates.csv", day=date(2026, 1, 1)),
}


def settings(*days: int | None, as_of: date | None = None) -> Settings:
    exports = [
        ExportSettings(source=source, path=path, freshness_days=limit)
        for path, source, limit in zip(FILES["path"], FILES["source"], days, strict=True)
    ]
    return Settings(company="Faro", currency="USD", as_of=as_of, exports=exports)


def judged(config: Settings) -> dict[str, list[str]]:
    ages = checks.source_ages(TABLES_THERE, FILES, as_of=AS_OF)
    found = checks.freshness(ages, checks.limits(config), TABLES_THERE)
    assert (found["blocks"] == found["examples"].list.len().gt(0)).all()
    return dict(found.select("table", "examples").rows())


def test_an_export_is_as_old_as_its_newest_record_that_counts() -> None:
    ages = checks.source_ages(TABLES_THERE, FILES, as_of=AS_OF)
    assert ages.select("source", "age_days").rows() == [
        ("google_ads.campaigns", 1),
        ("meta_ads.campaigns", 10),
        ("hubspot.deals", 1),  # its last closing
        ("template.rates", None),  # no record of it has a day
    ]
    assert checks.oldest(ages) == ("meta_ads.campaigns", 10)


def test_the_day_in_a_files_name_counts_where_it_is_newer() -> None:
    named = FILES.with_columns(state_at=pl.lit(at(8)))
    ages = checks.source_ages(TABLES_THERE, named, as_of=AS_OF)
    assert ages["age_days"].to_list() == [1, 2, 1, 2]
    later = FILES.with_columns(state_at=pl.lit(at(30)))
    assert checks.source_ages(TABLES_THERE, later, as_of=AS_OF)["age_days"].to_list()[1] == 10


def test_a_live_workspace_has_limits_from_the_first_load() -> None:
    stale = "meta_ads.campaigns: 10 days old, limit 8"
    assert judged(settings(None, None, None, None)) == {"opportunities": [], "spend": [stale]}


def test_a_fixed_day_has_none_but_its_own() -> None:
    assert judged(settings(None, None, None, None, as_of=AS_OF)) == {}
    found = judged(settings(None, None, 0, None, as_of=AS_OF))
    assert found == {"opportunities": ["hubspot.deals: 1 days old, limit 0"]}


@pytest.mark.parametrize(("limit", "is_stale"), [(9, True), (10, False)])
def test_the_settings_limit_counts(limit: int, is_stale: bool) -> None:
    assert bool(judged(settings(None, limit, None, None))["spend"]) is is_stale


def test_a_stale_table_blocks_all_that_is_made_of_it() -> None:
    ages = checks.source_ages(TABLES_THERE, FILES, as_of=AS_OF)
    limits = checks.limits(settings(None, None, None, None))
    fresh = checks.freshness(ages, limits, TABLES_THERE)
    found = checks.run(TABLES_THERE, {}, as_of=AS_OF, fresh=fresh)
    assert list(found.blocked) == ["table:spend"]
    assert "spend.source_fresh" in found.blocked["table:spend"]
    assert found.results.schema == checks.RESULTS

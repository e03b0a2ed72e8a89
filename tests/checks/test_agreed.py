"""What is agreed stands beside the tables: flags read it, and it is no table of the result."""

from collections.abc import Callable

import polars as pl

from revops import checks, store
from revops.checks.agreed import agreed, beside
from revops.workspace import Agreement, Sla

from .conftest import AGREED, AS_OF, SUITES

Tables = dict[str, pl.DataFrame]
FITS = "opportunities.status_fits_stage"


def status(found: checks.Checked, check_id: str) -> str:
    told: str = found.results.filter(check_id=check_id)["status"].item()
    return told


def test_a_check_of_the_agreement_says_nothing_without_one(
    make_tables: Callable[..., Tables],
) -> None:
    tables = {name: make_tables()[name] for name in ("opportunities", "leads")}
    suite = {"opportunities": SUITES["opportunities"]}
    alone = checks.run(tables, suite, as_of=AS_OF)
    assert status(alone, FITS) == "no data"
    given = checks.run(tables, suite, as_of=AS_OF, agreed=AGREED)
    assert status(given, FITS) == "passed"
    assert set(given.tables) == set(tables)
    other = AGREED | {"stages": AGREED["stages"].with_columns(status=pl.lit("open"))}
    changed = checks.run(tables, suite, as_of=AS_OF, agreed=other)
    assert status(changed, FITS) == "failed"


def test_the_agreement_is_handed_over_as_tables() -> None:
    agreement = Agreement(AGREED["stages"], pl.DataFrame(), Sla(attempts=5), {})
    found = agreed(agreement)
    assert found["stages"].equals(AGREED["stages"], null_equal=True)
    assert found["sla"].rows() == [(5,)]


def test_tables_stay_unread_beside_the_agreement() -> None:
    class NeverRead(store.Tables):
        def __getitem__(self, name: str) -> pl.DataFrame:
            raise AssertionError(f"{name} was read")

    tables = NeverRead({"leads": pl.LazyFrame({"lead_id": ["L1"]})})
    seen = beside(tables, AGREED)
    assert set(seen) == {"leads", "stages", "sla"}
    assert store.unread(seen)["leads"].collect().height == 1

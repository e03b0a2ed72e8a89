"""The share of qualified leads that reach the outcome: counted by hand."""

from datetime import date

import polars as pl
import pytest

from revops.metrics import qualified_precision
from revops.metrics.metric import NotComputable
from revops.workspace.qualified_lead import Criterion, Predicts, QualifiedLead

LAST = date(2026, 12, 31)
MET = date(2026, 1, 10)


def version(outcome: str, name: str = "v", days: int = 90) -> QualifiedLead:
    predicts = Predicts(outcome=outcome, within_days=days)
    asked = [Criterion(id="a", sql="attended_webinar")]
    return QualifiedLead(version=name, criteria=asked, predicts=predicts)


def met(*leads: str, name: str = "v") -> pl.DataFrame:
    return pl.DataFrame({"lead_id": leads}).with_columns(
        version=pl.lit(name), met_on=pl.lit(MET), qualified_by=pl.lit("dated")
    )


def deals(rows: list[tuple]) -> pl.DataFrame:
    schema = {"lead_id": pl.String, "created_at": pl.Date, "closed_at": pl.Date,
              "status": pl.String}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


DEALS = deals(
    [
        ("ana", date(2026, 1, 10), date(2026, 3, 1), "won"),
        ("bruno", date(2026, 6, 1), None, "open"),
        ("carla", date(2026, 1, 5), date(2026, 2, 1), "won"),
        ("diego", date(2026, 2, 1), date(2026, 2, 20), "lost"),
    ]
)
EVERYONE = met("ana", "bruno", "carla", "diego", "elena")


@pytest.mark.parametrize(
    ("outcome", "reached", "leads", "before"),
    [("opportunity", 2, 4, 1), ("won", 2, 5, 0)],
)
def test_each_outcome_has_its_day(outcome: str, reached: int, leads: int, before: int) -> None:
    row = qualified_precision(EVERYONE, DEALS, [version(outcome)], as_of=LAST).row(0, named=True)
    assert (row["numerator"], row["denominator"], row["n_before"]) == (reached, leads, before)
    assert row["value"] == pytest.approx(reached / leads)
    assert row["low"] < row["value"] < row["high"]


def test_what_comes_after_the_days_of_the_version_does_not_count() -> None:
    found = qualified_precision(EVERYONE, DEALS, [version("opportunity", days=200)], as_of=LAST)
    assert found["numerator"].item() == 3


def test_each_version_has_its_own_outcome_and_days() -> None:
    both = pl.concat([EVERYONE, met("ana", "elena", name="w")])
    asked = [version("opportunity"), version("won", "w", 60)]
    found = qualified_precision(both, DEALS, asked, as_of=LAST)
    assert found.select("version", "outcome", "horizon_days", "value").rows() == [
        ("v", "opportunity", 90, 0.5),
        ("w", "won", 60, 0.5),
    ]


def test_deals_without_a_first_day_cannot_tell_an_opportunity() -> None:
    undated = DEALS.with_columns(created_at=pl.lit(None, pl.Date))
    with pytest.raises(NotComputable, match="no deal says when it was opened"):
        qualified_precision(EVERYONE, undated, [version("opportunity")], as_of=LAST)
    row = qualified_precision(EVERYONE, undated, [version("won")], as_of=LAST)
    assert row["numerator"].item() == 2

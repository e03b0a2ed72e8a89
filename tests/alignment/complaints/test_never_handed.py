"""Leads that met what was agreed and were never handed over, told apart from those on their way."""

from datetime import date

import polars as pl
import pytest

from revops.alignment import met_never_handed
from revops.metrics.metric import NotComputable

AS_OF = date(2026, 6, 30)


def leads(**routed: date | None) -> pl.DataFrame:
    made = [date(2026, 1, 1)] * len(routed)
    rows = {"lead_id": list(routed), "created_at": made, "routed_at": list(routed.values())}
    return pl.DataFrame(rows, schema_overrides={"routed_at": pl.Date})


def met(**on: date) -> pl.DataFrame:
    return pl.DataFrame({"lead_id": list(on), "met_on": list(on.values())})


MAY = date(2026, 5, 4)
LEADS = leads(ana=MAY, bruno=None, carla=None, diego=MAY, elena=date(2026, 7, 1))


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        ({"ana": MAY, "bruno": MAY}, (1, 2)),
        ({"ana": MAY, "bruno": date(2026, 6, 1)}, (0, 1)),  # may still be on its way
        ({"ana": MAY, "bruno": date(2026, 5, 31)}, (1, 2)),
        ({"ana": MAY, "bruno": date(2025, 6, 1)}, (0, 1)),  # before the period
        ({"ana": MAY, "elena": MAY}, (1, 2)),  # routed after the day: not yet known
    ],
)
def test_who_counts(on: dict[str, date], counts: tuple[int, int]) -> None:
    told = met_never_handed(LEADS, None, met(**on), as_of=AS_OF)
    assert told.select("numerator", "denominator").row(0) == counts
    assert told["low"][0] <= told["value"][0] <= told["high"][0]


def test_without_a_lead_that_met_it_there_is_no_share() -> None:
    with pytest.raises(NotComputable, match="no lead met"):
        met_never_handed(LEADS, None, met(ana=AS_OF), as_of=AS_OF)

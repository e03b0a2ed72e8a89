"""The difference of a segment's share won from that of all others, with its interval."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from revops import metrics

AS_OF = date(2026, 12, 31)
Maker = Callable[..., pl.DataFrame]
SOURCES = ["ad", "web", None]


@pytest.fixture
def tables(make_leads: Maker, make_deals: Maker) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Write 300 leads: of each source, every fourth, sixth or tenth is won, every third lost."""
    ids = [f"lead-{n}" for n in range(300)]
    every = {"ad": 4, "web": 6, None: 10}
    source = [SOURCES[n % 3] for n in range(300)]
    won = [n for n in range(300) if (n // 3) % every[source[n]] == 0]
    lost = [n for n in range(300) if n not in won and (n // 3) % 3 == 0]
    deals = make_deals(
        ["won"] * len(won) + ["lost"] * len(lost),
        [n % 50 for n in won + lost],
        [n % 50 + 10 + n % 70 for n in won + lost],
        lead_id=[ids[n] for n in won + lost],
    )
    return make_leads(ids, [n % 50 for n in range(300)], original_source=source), deals


def test_it_is_the_segments_share_less_that_of_the_leads_outside_it(
    tables: tuple[pl.DataFrame, pl.DataFrame],
) -> None:
    leads, deals = tables
    asked = {"as_of": AS_OF, "horizon_days": [30, 60]}
    found = metrics.won_share_difference(leads, deals, **asked)
    for source in ("ad", "web"):
        inside = pl.col("original_source").eq_missing(source)
        own = metrics.lead_to_won_share(leads.filter(inside), deals, **asked)
        rest = metrics.lead_to_won_share(leads.filter(~inside), deals, **asked)
        mine = found.filter(original_source=source)
        assert mine["value"].to_list() == pytest.approx((own["value"] - rest["value"]).to_list())
        low = (
            own["value"]
            - rest["value"]
            - ((own["value"] - own["low"]) ** 2 + (rest["high"] - rest["value"]) ** 2).sqrt()
        )
        assert mine["low"].to_list() == pytest.approx(low.to_list())
        assert mine["denominator"].to_list() == [100, 100]


def test_of_two_segments_each_is_the_other_one_with_its_sign_turned(
    tables: tuple[pl.DataFrame, pl.DataFrame],
) -> None:
    leads, deals = tables
    two = leads.filter(pl.col("original_source").is_not_null())
    found = metrics.won_share_difference(two, deals, as_of=AS_OF, horizon_days=[60])
    first, second = found.select("value", "low", "high").rows()
    assert first[0] == pytest.approx(-second[0])
    assert first[1:] == pytest.approx((-second[2], -second[1]))
    assert first[1] < first[0] < first[2]


def test_order_of_rows_does_not_matter(tables: tuple[pl.DataFrame, pl.DataFrame]) -> None:
    leads, deals = tables
    shuffled = (leads.sample(fraction=1, shuffle=True, seed=1), deals.reverse())
    found, same = (metrics.won_share_difference(*each, as_of=AS_OF) for each in (tables, shuffled))
    assert_frame_equal(found, same)


def test_nothing_is_said_where_one_side_was_not_watched_so_long(
    make_leads: Maker, make_deals: Maker
) -> None:
    leads = make_leads(["ana", "bruno"], [0, 300], original_source=["ad", "web"])
    deals = make_deals(["won"], [0], [5], lead_id=["bruno"]).clear()
    found = metrics.won_share_difference(leads, deals, as_of=AS_OF, horizon_days=[30, 180])
    assert found.select("horizon_days", "value").rows() == [(30, 0.0), (180, None)] * 2


def test_without_segments_there_is_no_difference(
    tables: tuple[pl.DataFrame, pl.DataFrame],
) -> None:
    with pytest.raises(metrics.NotComputable, match="needs segments"):
        metrics.won_share_difference(*tables, as_of=AS_OF, by=[])

"""Adding up finer detail keeps every total, and never takes a repeated row into a sum."""

from collections import Counter

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from revops.sources.building.added import added_up, finer_detail
from revops.sources.mapping import Export
from revops.sources.reading.grid import grid

ADS = Export("toy", "ads", "spend", columns={}, adds_up=("cost", "clicks"), finer=(("Ad",),))
SCHEMA = {"campaign_id": pl.String, "cost": pl.Int64, "clicks": pl.Int64, "from_row": pl.Int64}
ads = st.tuples(
    st.sampled_from("ab"), st.sampled_from("xyz"), st.integers(0, 9), st.none() | st.integers(0, 9)
)


@given(st.lists(ads, max_size=12))
def test_totals_are_kept_and_repeats_stay_apart(rows):
    numbered = list(enumerate(rows, start=2))
    typed = pl.DataFrame(
        [(campaign, cost, clicks, at) for at, (campaign, _, cost, clicks) in numbered],
        schema=SCHEMA,
        orient="row",
    )
    finer = pl.DataFrame(
        {"from_row": [at for at, _ in numbered], "finer": [ad for _, (_, ad, _, _) in numbered]},
        schema={"from_row": pl.Int64, "finer": pl.String},
    )
    summed = added_up(ADS, typed, finer)
    assert summed.columns == typed.columns
    assert summed["cost"].sum() == typed["cost"].sum()
    assert summed["clicks"].sum() == typed["clicks"].sum()
    times = Counter((campaign, ad) for campaign, ad, _, _ in rows)
    most = {name: max((n for (c, _), n in times.items() if c == name), default=0) for name in "ab"}
    assert summed.height == sum(most.values())
    assert summed["from_row"].is_sorted()


def test_a_file_without_finer_headers_is_left_as_it_is():
    cells = pl.DataFrame({"0": ["a", "a"], "1": ["3", "3"]})
    read = grid(["Campaign", "Cost"], 1, cells)
    assert finer_detail(ADS, read.header, read.cells) is None
    rows = pl.DataFrame({"campaign_id": ["a", "a"], "cost": [3, 3], "clicks": [1, 1]})
    assert added_up(ADS, rows, None).equals(rows)

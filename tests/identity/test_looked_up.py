"""Looking ids up by their hashes finds what looking them up as text does."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from revops.identity.looked_up import looked_up, shared

IDS = st.lists(st.one_of(st.none(), st.sampled_from([f"visitor-{n}" for n in range(9)])))


@given(texts=IDS, names=st.sets(st.sampled_from([f"visitor-{n}" for n in range(12)])))
def test_each_wanted_row_finds_its_name(texts: list[str | None], names: set[str]) -> None:
    listed = sorted(names)
    rows, few = pl.Series(texts, dtype=pl.String), pl.Series(listed, dtype=pl.String)
    wanted = pl.Series([place % 3 != 0 for place in range(len(texts))], dtype=pl.Boolean)
    expected = [
        (at, listed.index(text))
        for at, text in enumerate(texts)
        if at % 3 and text is not None and text in names
    ]
    assert looked_up(rows, wanted, few).sort("at").rows() == expected


@given(texts=IDS, others=st.lists(st.sampled_from([f"visitor-{n}" for n in range(12)])))
def test_rows_that_share_a_text_are_kept_and_no_other(
    texts: list[str | None], others: list[str]
) -> None:
    rows = pl.DataFrame(
        {"id": texts, "place": range(len(texts))}, schema_overrides={"id": pl.String}
    )
    kept = shared(rows, pl.Series("id", others, dtype=pl.String))
    assert kept["place"].to_list() == [at for at, text in enumerate(texts) if text in others]

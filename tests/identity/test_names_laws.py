"""Names without what writers differ in, against the standard library, one name at a time."""

import re
import unicodedata

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from revops.identity.names import bare, company_name, full, person_name

LETTERS = st.sampled_from("abzA Z-.'’áÑçİßﬁ\u00a0ω1٣")
NAMES = st.lists(st.none() | st.text(LETTERS, max_size=12) | st.text(max_size=8), max_size=8)


def _bare(name: str | None) -> str | None:
    """Write one name in lower case without accents, points and signs."""
    if name is None:
        return None
    split = unicodedata.normalize("NFKD", name)
    plain = "".join(one for one in split if not unicodedata.category(one).startswith("M")).lower()
    words = re.sub(r"[.'’]", "", plain)
    kept = [one if unicodedata.category(one)[0] in "LN" else " " for one in words]
    return " ".join("".join(kept).split()) or None


def _ordered(name: str) -> str:
    """Write the words of one name in order, each once."""
    return " ".join(sorted(set(name.split(" "))))


@given(st.lists(st.none() | st.text(LETTERS, max_size=12), max_size=8))
def test_names_are_bared_as_one_by_one(names: list[str | None]) -> None:
    frame = pl.DataFrame({"name": names}, schema={"name": pl.String})
    found = frame.select(bare=bare(pl.col("name")), full=person_name(pl.col("name")))
    barest = [_bare(name) for name in names]
    assert found["bare"].to_list() == barest
    assert found["full"].to_list() == [
        _ordered(name) if name and " " in name else None for name in barest
    ]


@given(NAMES)
def test_each_name_is_read_the_same_beside_others_and_alone(names: list[str | None]) -> None:
    frame = pl.DataFrame({"name": names}, schema={"name": pl.String})
    name = pl.col("name")
    every = [person_name(name).alias("a"), company_name(name).alias("b"), bare(name).alias("c")]
    alone = [frame.slice(place, 1).select(every) for place in range(frame.height)]
    assert frame.select(every).rows() == [row for one in alone for row in one.rows()]
    assert frame.select(person_name(name)).equals(frame.select(full(bare(name))))

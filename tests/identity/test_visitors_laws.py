"""Who was touched, against the rule followed one touch at a time."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from revops.identity.reasons import NOBODY_AT_ADDRESS, TWO_AT_ADDRESS, TWO_CLICKS, TWO_VISITORS
from revops.identity.visitors import BY_ADDRESS, BY_CLICK, BY_VISITOR, touches

BOOK = {"ana@x.example": ["L1"], "luis@x.example": ["L2"], "info@x.example": ["L1", "L3"]}
ADDRESSES = ["ANA@x.example", "luis@x.example", "info@x.example", "nobody@x.example", "none@"]
LEADS = st.sampled_from([None, None, None, "L1", "L2", "L9", *ADDRESSES])
TOUCH = st.tuples(
    LEADS, st.sampled_from([None, "v1", "v2", "v3"]), st.sampled_from([None, "c1", "c2", "c3"])
)


def _leading(who: Sequence[str | None], ids: Sequence[str | None]) -> Mapping[str, set[str]]:
    """Collect the people to whom each id leads."""
    found = defaultdict[str, set[str]](set)
    for lead, own in zip(who, ids, strict=True):
        if lead is not None and own is not None:
            found[own].add(lead)
    return found


def _by_address(lead: str | None) -> tuple[str | None, str | None]:
    """Say who is meant by what one touch has as its lead, and how that is known."""
    if lead is None or "@" not in lead:
        return lead, None
    meant = BOOK.get(lead.lower(), [])
    why = {0: NOBODY_AT_ADDRESS, 1: BY_ADDRESS}.get(len(meant), TWO_AT_ADDRESS)
    return (meant[0] if len(meant) == 1 else None), why


def _followed(seen: Sequence[tuple[str | None, ...]]) -> tuple[list[str | None], Counter[str]]:
    """Follow addresses, visitors, clicks and visitors again, one touch at a time."""
    read = [_by_address(lead) for lead, _, _ in seen]
    who, met = [lead for lead, _ in read], [why for _, why in read]
    visitors, clicks = [row[1] for row in seen], [row[2] for row in seen]
    for ids, label in ((visitors, BY_VISITOR), (clicks, BY_CLICK), (visitors, BY_VISITOR)):
        known = _leading(who, ids)
        for place, own in enumerate(ids):
            if who[place] is None and own is not None and len(known.get(own, ())) == 1:
                who[place], met[place] = next(iter(known[own])), label
    counts = Counter(why for why in met if why)
    for ids, reason in ((visitors, TWO_VISITORS), (clicks, TWO_CLICKS)):
        known = _leading(who, ids)
        pairs = zip(who, ids, strict=True)
        counts[reason] = sum(
            lead is None and own is not None and len(known.get(own, ())) > 1 for lead, own in pairs
        )
    return who, counts


@given(st.lists(TOUCH, max_size=14))
def test_touches_are_followed_as_one_by_one(
    seen: list[tuple[str | None, str | None, str | None]],
) -> None:
    names = ("lead_id", "anonymous_id", "click_id")
    frame = pl.DataFrame(seen, schema=dict.fromkeys(names, pl.String), orient="row")
    pairs = [(address, who) for address, people in BOOK.items() for who in people]
    book = pl.DataFrame(pairs, schema={"address": pl.String, "who": pl.String}, orient="row")
    named, found, alone = touches(frame, book)
    who, counts = _followed(seen)
    assert named["lead_id"].to_list() == who
    assert Counter({**found, **alone}) == counts
    assert named.drop("lead_id").equals(frame.drop("lead_id"))

"""Which deals and companies people are tied to: what is typed about these may name them."""

from collections.abc import Collection, Mapping

import polars as pl

#: Tables whose rows tie a person to a deal or a company.
_TIES = ("leads", "opportunities", "opportunity_people", "activities", "feedback")


def ties(
    tables: Mapping[str, pl.DataFrame], leads: Collection[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """List the deals and the companies that rows about some people name.

    >>> deals = {"opportunity_id": ["D1", "D2"], "lead_id": ["L1", ""], "account_id": ["C1", "C2"]}
    >>> ties({"opportunities": pl.DataFrame(deals)}, ["L1"])
    (frozenset({'D1'}), frozenset({'C1'}))
    """
    named = [tables[name] for name in _TIES if name in tables]
    theirs = [frame.filter(pl.col("lead_id").is_in(list(leads))) for frame in named]
    return _ids(theirs, "opportunity_id"), _ids(theirs, "account_id")


def _ids(frames: list[pl.DataFrame], column: str) -> frozenset[str]:
    found = (frame[column].drop_nulls().cast(pl.String) for frame in frames if column in frame)
    return frozenset(one for ids in found for one in ids.to_list())

"""Who was touched: by address, then by the visitor's id or the click that later filled a form.

An address, visitor or click that leads to two people names nobody.
"""

from collections.abc import Mapping

import polars as pl

from revops.identity import emails
from revops.identity.reasons import NOBODY_AT_ADDRESS, TWO_AT_ADDRESS, TWO_CLICKS, TWO_VISITORS

BY_ADDRESS = "e-mail of the touch"
BY_VISITOR = "visitor id"
BY_CLICK = "click id"

_MET = pl.Enum((BY_ADDRESS, BY_VISITOR, BY_CLICK, TWO_AT_ADDRESS, NOBODY_AT_ADDRESS))
#: In which order ids lead to people: a click may name a visitor who is not known otherwise.
_STEPS = (("anonymous_id", BY_VISITOR), ("click_id", BY_CLICK), ("anonymous_id", BY_VISITOR))


def only_one(pairs: pl.DataFrame, name: str, target: str) -> pl.DataFrame:
    """Keep the names that lead to exactly one target."""
    known = pairs.select(name, target).drop_nulls().unique()
    return known.filter(~pl.col(name).is_duplicated())


def _by_address(touchpoints: pl.DataFrame, book: pl.DataFrame) -> pl.DataFrame:
    """Put people in place of addresses, and say why an address names nobody."""
    text = pl.col("lead_id")
    mailed = text.str.contains("@", literal=True).fill_null(False)
    written = touchpoints.filter(mailed).get_column("lead_id").unique()
    read = pl.DataFrame({"lead_id": written, "address": emails.address(written)})
    one = only_one(book, "address", "who")
    places = read.join(one, on="address", how="left").with_columns(
        met=pl.when(pl.col("who").is_not_null())
        .then(pl.lit(BY_ADDRESS, _MET))
        .when(pl.col("address").is_in(book["address"].drop_nulls().unique().implode()))
        .then(pl.lit(TWO_AT_ADDRESS, _MET))
        .otherwise(pl.lit(NOBODY_AT_ADDRESS, _MET))
    )
    joined = touchpoints.join(places, on="lead_id", how="left", maintain_order="left")
    return joined.with_columns(lead_id=pl.when(mailed).then("who").otherwise("lead_id")).drop(
        "address", "who"
    )


def _leading(known: pl.DataFrame, column: str) -> pl.DataFrame:
    """Pair the ids of touches without a person with the people they lead to."""
    wanted = known.filter(pl.col("lead_id").is_null()).select(column).drop_nulls().unique()
    named = known.select(column, "lead_id").drop_nulls()
    return named.join(wanted, on=column, how="semi").unique()


def _by_id(known: pl.DataFrame, column: str, label: str) -> pl.DataFrame:
    """Fill in the person to whom an id leads, where a touch has none."""
    people = only_one(_leading(known, column), column, "lead_id").rename({"lead_id": "who"})
    if people.is_empty():
        return known
    joined = known.join(people, on=column, how="left", maintain_order="left")
    found = pl.col("lead_id").is_null() & pl.col("who").is_not_null()
    return joined.with_columns(
        lead_id=pl.coalesce("lead_id", "who"),
        met=pl.when(found).then(pl.lit(label, _MET)).otherwise("met"),
    ).drop("who")


def _left_alone(known: pl.DataFrame) -> dict[str, int]:
    """Count the touches whose visitor or click leads to two people."""
    counts = {}
    for column, reason in (("anonymous_id", TWO_VISITORS), ("click_id", TWO_CLICKS)):
        pairs = _leading(known, column)
        many = pairs.filter(pl.col(column).is_duplicated()).get_column(column).unique()
        nobodys = known.filter(pl.col("lead_id").is_null())
        counts[reason] = nobodys.filter(pl.col(column).is_in(many.implode())).height
    return counts


def touches(
    touchpoints: pl.DataFrame, book: pl.DataFrame
) -> tuple[pl.DataFrame, Mapping[str, int], Mapping[str, int]]:
    """Say who was touched, how many were found by what, and how many were not, and why.

    `book` says who (`who`) is meant by an address (`address`).

    >>> seen = pl.DataFrame({"lead_id": [None, "ANA@faro.cl"], "anonymous_id": ["v1", "v1"],
    ...     "click_id": [None, None]}, schema_overrides={"click_id": pl.String})
    >>> book = pl.DataFrame({"address": ["ana@faro.cl"], "who": ["L1"]})
    >>> named, found, alone = touches(seen, book)
    >>> named["lead_id"].to_list(), found
    (['L1', 'L1'], {'visitor id': 1, 'e-mail of the touch': 1})
    """
    known = _by_address(touchpoints.select("lead_id", "anonymous_id", "click_id"), book)
    for column, label in _STEPS:
        known = _by_id(known, column, label)
    met = known.filter(pl.col("met").is_not_null()).group_by("met", maintain_order=True).len()
    counts = dict(met.iter_rows())
    unmet = {TWO_AT_ADDRESS, NOBODY_AT_ADDRESS}
    found = {reason: n for reason, n in counts.items() if reason not in unmet}
    alone = {reason: n for reason, n in counts.items() if reason in unmet}
    named = touchpoints.with_columns(known.get_column("lead_id"))
    return named, found, {**alone, **_left_alone(known)}

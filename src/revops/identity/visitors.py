"""Who was touched: by address, then by the visitor's id or the click that later filled a form.

An address, visitor or click that leads to two people names nobody.
"""

from collections.abc import Mapping

import polars as pl

from revops.identity import emails
from revops.identity.looked_up import looked_up, shared
from revops.identity.reasons import NOBODY_AT_ADDRESS, TWO_AT_ADDRESS, TWO_CLICKS, TWO_VISITORS

BY_ADDRESS = "e-mail of the touch"
BY_VISITOR = "visitor id"
BY_CLICK = "click id"

_MET = pl.Enum((BY_ADDRESS, BY_VISITOR, BY_CLICK, TWO_AT_ADDRESS, NOBODY_AT_ADDRESS))
_IDS = ("anonymous_id", "click_id")
_FOUND = ("person", "met")


def only_one(pairs: pl.DataFrame, name: str, target: str) -> pl.DataFrame:
    """Keep the names that lead to exactly one target."""
    known = pairs.select(name, target).drop_nulls().unique()
    return known.filter(~pl.col(name).is_duplicated())


def _places(leads: pl.Series, book: pl.DataFrame) -> pl.DataFrame:
    """Say who is meant by each way in which touches name a person, and how that was found."""
    text = pl.DataFrame({"lead_id": leads})
    mailed = pl.col("lead_id").str.contains("@", literal=True)
    written = text.filter(mailed).get_column("lead_id")
    read = pl.DataFrame({"lead_id": written, "address": emails.address(written)})
    one = only_one(book, "address", "who")
    places = read.join(one, on="address", how="left").with_columns(
        met=pl.when(pl.col("who").is_not_null())
        .then(pl.lit(BY_ADDRESS, _MET))
        .when(pl.col("address").is_in(book["address"].drop_nulls().unique().implode()))
        .then(pl.lit(TWO_AT_ADDRESS, _MET))
        .otherwise(pl.lit(NOBODY_AT_ADDRESS, _MET))
    )
    named = text.filter(~mailed).select("lead_id", who="lead_id", met=pl.lit(None, _MET))
    return pl.concat([places.drop("address"), named])


def _by_address(touchpoints: pl.DataFrame, book: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """Put the number of a person in place of ids and addresses; give the people, too."""
    places = _places(touchpoints.get_column("lead_id").drop_nulls().unique(), book)
    people = places.select(pl.col("who").drop_nulls().unique()).with_row_index("person")
    numbered = places.join(people, on="who", how="left").select("lead_id", "person", "met")
    named = touchpoints.get_column("lead_id").is_not_null().arg_true()
    few = touchpoints.get_column("lead_id").gather(named).to_frame()
    met = few.join(numbered, on="lead_id", how="left", maintain_order="left")
    known = touchpoints.select(
        *_IDS,
        person=pl.repeat(None, pl.len(), dtype=pl.UInt32()),
        met=pl.repeat(None, pl.len(), dtype=_MET),
    )
    every = (known.get_column(name).scatter(named, met.get_column(name)) for name in _FOUND)
    return known.with_columns(*every), people.get_column("who")


def _leading(known: pl.DataFrame, column: str, among: pl.Expr | None = None) -> pl.DataFrame:
    """Give the ids that lead to people, each with one of them: `is_one` where there is no other.

    Only ids `among` those of some touches are looked at.
    """
    named = known.select(column, "person").drop_nulls()
    if among is not None:
        named = shared(named, _ids(known, column, among))
    first, last = pl.col("person").min(), pl.col("person").max()
    return named.group_by(column).agg(found=first, is_one=first == last)


def _ids(known: pl.DataFrame, column: str, among: pl.Expr) -> pl.Series:
    """Give the ids of some touches, and nothing else of them."""
    ids = pl.col(column).filter(among & pl.col(column).is_not_null())
    return known.select(ids).to_series()


def _filled(known: pl.DataFrame, leading: pl.DataFrame, column: str, label: str) -> pl.DataFrame:
    """Fill in the person to whom an id leads, where a touch has none."""
    one = leading.filter("is_one").select(column, "found")
    if one.is_empty():
        return known
    wanted = known.select(pl.col("person").is_null() & pl.col(column).is_not_null()).to_series()
    found = looked_up(known.get_column(column), wanted, one.get_column(column))
    at, met = found.get_column("at"), pl.repeat(label, found.height, dtype=_MET, eager=True)
    return known.with_columns(
        known.get_column("person").scatter(at, one.get_column("found").gather(found["place"])),
        known.get_column("met").scatter(at, met),
    )


def _led(known: pl.DataFrame) -> tuple[pl.DataFrame, Mapping[str, int]]:
    """Follow visitors, then clicks, then visitors again: a click may name one not known otherwise.

    Counts the touches whose visitor or click leads to two people. The second time only visitors
    whom a click has just named can lead to anyone new.
    """
    unnamed = pl.col("person").is_null()
    visitors = _leading(known, "anonymous_id")
    known = _filled(known, visitors, "anonymous_id", BY_VISITOR)
    clicks = _leading(known, "click_id", unnamed)
    known = _filled(known, clicks, "click_id", BY_CLICK)
    again = _leading(known, "anonymous_id", pl.col("met") == BY_CLICK)
    known = _filled(known, again, "anonymous_id", BY_VISITOR)
    clicks = _leading(known, "click_id", unnamed)
    return known, {
        TWO_VISITORS: _n_led_apart(known, pl.concat([visitors, again]), "anonymous_id"),
        TWO_CLICKS: _n_led_apart(known, clicks, "click_id"),
    }


def _n_led_apart(known: pl.DataFrame, leading: pl.DataFrame, column: str) -> int:
    """Count the touches of nobody whose visitor or click leads to two people."""
    many = leading.filter(~pl.col("is_one")).get_column(column).unique()
    if many.is_empty():
        return 0
    nobodys = _ids(known, column, pl.col("person").is_null())
    return int(nobodys.is_in(many.implode()).sum())


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
    (['L1', 'L1'], {'e-mail of the touch': 1, 'visitor id': 1})
    """
    known, people = _by_address(touchpoints, book)
    known, many = _led(known)
    met = known.get_column("met").value_counts().drop_nulls().sort("met")
    counts = dict(met.iter_rows())
    unmet = {TWO_AT_ADDRESS, NOBODY_AT_ADDRESS}
    found = {reason: n for reason, n in counts.items() if reason not in unmet}
    alone = {reason: n for reason, n in counts.items() if reason in unmet}
    named = touchpoints.with_columns(people.gather(known.get_column("person")).alias("lead_id"))
    return named, found, {**alone, **many}

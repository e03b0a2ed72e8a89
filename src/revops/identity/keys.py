"""By what the records of one table match: one column a rule, null where a record has no key."""

from dataclasses import dataclass

import polars as pl

#: The rule of the id itself; it comes first.
SAME_ID = "same id"


@dataclass(frozen=True)
class Keys:
    """One row a record, in the table's order.

    `values` has one column a rule: records with the same value are one. `alone` has one column a
    reason: true where it kept a record from matching.
    """

    values: pl.DataFrame
    alone: pl.DataFrame


def by_id(frame: pl.DataFrame, key: str) -> Keys:
    """Match records by id alone."""
    return Keys(frame.select(pl.col(key).alias(SAME_ID)), pl.DataFrame())


def has_several(frame: pl.DataFrame, by: str, value: str, least: int = 2) -> pl.Expr:
    """Say of each row whether its `by` goes with several known values.

    >>> seen = pl.DataFrame({"box": ["a", "a", "b", "b"], "name": ["x", "y", "x", None]})
    >>> seen.select(has_several(seen, "box", "name")).to_series().to_list()
    [True, True, False, False]
    """
    counted = frame.select(by, value).drop_nulls().unique().group_by(by).len()
    found = counted.filter(pl.col("len") >= least).get_column(by)
    return pl.col(by).is_in(found.implode()).fill_null(False)


def strangers(frame: pl.DataFrame, key: str, *known: str) -> pl.Expr:
    """Say whether two vendors use one id for different records: nothing known of them agrees.

    >>> seen = pl.DataFrame({"id": ["1", "1", "2", "2"], "from_vendor": ["x", "y", "x", "y"],
    ...     "email": ["a@x.cl", "b@x.cl", "c@x.cl", None]})
    >>> seen.select(strangers(seen, "id", "email")).to_series().to_list()
    [True, True, False, False]
    """
    shared = frame.filter(has_several(frame, key, "from_vendor"))
    differ = [
        (pl.struct("from_vendor", name).n_unique() == pl.col(name).n_unique())
        & (pl.col(name).null_count() == 0)
        for name in known
    ]
    apart = shared.group_by(key).agg(apart=pl.all_horizontal(differ)).filter("apart")
    return pl.col(key).is_in(apart.get_column(key).implode()).fill_null(False)

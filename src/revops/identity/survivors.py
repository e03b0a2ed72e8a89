"""Of several records of one person or company, the one that stays, with the gaps filled."""

from collections.abc import Sequence

import polars as pl

#: Filled where the CRM no longer keeps a record: one that it keeps survives such a one.
GONE = ("merged_into", "deleted_at")


def _filled(name: str, dtype: pl.DataType) -> pl.Expr:
    """Give the first value that is known; a truth holds when it holds of any record."""
    known = pl.col(name).drop_nulls()
    return known.max() if dtype == pl.Boolean else known.first()


def survivors(grouped: pl.DataFrame, oldest: Sequence[str]) -> pl.DataFrame:
    """Keep one row a group; the columns in `oldest` come from its oldest record.

    >>> records = pl.DataFrame({"row": [0, 1], "group": [1, 1], "id": ["A", "B"],
    ...     "created_at": [5, 2], "country": ["CL", None], "source": ["web", "fair"]})
    >>> survivors(records, ["source"]).row(0)
    (1, 1, 'B', 2, 'CL', 'fair')
    """
    in_crm = [pl.col(name).is_not_null() for name in GONE if name in grouped.columns]
    age = [name for name in grouped.columns if name == "created_at"]
    kept_first = grouped.sort("group", *in_crm, *age, "row", nulls_last=True)
    whole = [name for name in grouped.columns if name.startswith("from_") or name in GONE]
    filled = [name for name in grouped.columns if name not in {"group", *whole, *oldest}]
    kept = kept_first.group_by("group", maintain_order=True).agg(
        *(pl.col(name).first() for name in whole),
        *(_filled(name, grouped.schema[name]) for name in filled),
    )
    by_age = grouped.sort("group", *age, "row", nulls_last=True)
    first = by_age.group_by("group", maintain_order=True).agg(
        pl.col(name).drop_nulls().first() for name in oldest
    )
    return kept.join(first, on="group", maintain_order="left").select(grouped.columns)

"""Costs that stand twice: a campaign by its id in one file and by its name in another, one day."""

from collections.abc import Mapping

import polars as pl

_PLACE = ["from_vendor", "campaign_id"]


def named_twice(tables: Mapping[str, pl.DataFrame]) -> list[str]:
    """Say which vendors' costs of one day know a campaign by its id here and by its name there.

    >>> campaigns = pl.DataFrame(
    ...     {"from_vendor": "toy", "campaign_id": ["11", "Brand"], "name": ["Brand", "Brand"]})
    >>> spend = pl.DataFrame({"from_vendor": "toy", "campaign_id": ["11", "Brand"],
    ...     "spent_on": ["2026-08-13"] * 2, "from_file": ["a.csv", "b.csv"], "from_row": [2, 2]})
    >>> print(*named_twice({"campaigns": campaigns, "spend": spend}))
    toy: b.csv row 2 has the cost of 'Brand' by its name, and a.csv row 2 that of 11, which is \
called so, on one day: it may be counted twice. Export both with the campaign's id.
    """
    if not {"campaigns", "spend"} <= tables.keys():
        return []
    known = tables["campaigns"].select(*_PLACE, "name").unique(maintain_order=True)
    named = known.filter(pl.col("campaign_id") != pl.col("name"))
    spend = tables["spend"].select(*_PLACE, "spent_on", "from_file", "from_row")
    by_id = spend.join(named, on=_PLACE, how="inner", maintain_order="left")
    both = by_id.join(
        spend,
        left_on=["from_vendor", "name", "spent_on"],
        right_on=["from_vendor", "campaign_id", "spent_on"],
        how="inner",
        nulls_equal=True,
        maintain_order="left",
        suffix="_named",
    )
    first = both.unique("from_vendor", keep="first", maintain_order=True)
    return [
        f"{row['from_vendor']}: {row['from_file_named']} row {row['from_row_named']} has the cost "
        f"of '{row['name']}' by its name, and {row['from_file']} row {row['from_row']} that of "
        f"{row['campaign_id']}, which is called so, on one day: it may be counted twice. Export "
        "both with the campaign's id."
        for row in first.iter_rows(named=True)
    ]

"""How much open pipeline rests on each failing row?"""

from collections.abc import Mapping
from datetime import date

import polars as pl

from revops.defects.touched import records
from revops.defects.worth import deals

#: One row a failing row; null where its table names no record of a deal.
ROW_VALUES = pl.Schema({"table": pl.String(), "place": pl.UInt32(), "open_value": pl.Float64()})


def row_values(
    failing: pl.DataFrame, tables: Mapping[str, pl.LazyFrame], *, as_of: date, zone: str
) -> pl.DataFrame:
    """Give one row a failing row of a table: the open value of the deals that rest on its record.

    Empty where no export gives deals. The values do not add up: several rows may be of one deal.

    >>> from revops.tables import TABLES
    >>> frame = TABLES["opportunities"].empty().clear(2).with_columns(
    ...     opportunity_id=pl.Series(["d1", "d2"]), lead_id=pl.lit("ana"),
    ...     status=pl.lit("open"), amount_base=pl.Series([900, 500]))
    >>> leads = TABLES["leads"].empty().clear(1).with_columns(lead_id=pl.Series(["ana"]))
    >>> failing = pl.DataFrame({"check_id": ["c"], "table": ["leads"], "rows": [[0]]},
    ...     schema_overrides={"rows": pl.List(pl.UInt32)})
    >>> tables = {"opportunities": frame.lazy(), "leads": leads.lazy()}
    >>> row_values(failing, tables, as_of=date(2026, 6, 30), zone="UTC").rows()
    [('leads', 0, 1400.0)]
    """
    if "opportunities" not in tables:
        return ROW_VALUES.to_frame()
    roles = tables.get("opportunity_people")
    known = deals(tables["opportunities"], roles, as_of=as_of, zone=zone)
    worth = known.holders.join(known.worth, on="deal").group_by("kind", "id")
    open_value = worth.agg(pl.col("open_value").sum().cast(pl.Float64))
    parts = [ROW_VALUES.to_frame()]
    for (table,), found in failing.group_by("table", maintain_order=True):
        places = found["rows"].explode(empty_as_null=False).unique()
        name = str(table)
        named = records(name, tables[name], places) if name in tables else None
        if named is not None:
            valued = named.join(open_value, on=["kind", "id"], how="left").fill_null(0.0)
            told = valued.select(pl.lit(name).alias("table"), "place", "open_value")
            parts.append(told.cast(ROW_VALUES).sort("place"))
    return pl.concat(parts)

"""Which deals rest on the rows that fail a check?

opportunities: the deals themselves. leads: their deals, as the primary person or by a role.
accounts: their deals. opportunity_people, stage_history, field_history, activities, feedback and
customers: the deal of the row's record; a row that names no deal counts by its person, else by its
company. touchpoints: the deals of their person, else of their company. campaigns: the deals that
the CRM credits to them. What other tables hold is no record of a deal: no deal rests on it.
"""

from collections.abc import Mapping

import polars as pl

from revops.defects.worth import ROW

#: How a row names its record: the first of these columns that is filled.
_NAMED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "leads": (("lead", "lead_id"),),
    "accounts": (("account", "account_id"),),
    "opportunity_people": (("opportunity", "opportunity_id"),),
    "activities": (("opportunity", "opportunity_id"), ("lead", "lead_id")),
    "feedback": (("opportunity", "opportunity_id"), ("lead", "lead_id")),
    "customers": (("opportunity", "opportunity_id"), ("account", "account_id")),
    "touchpoints": (("lead", "lead_id"), ("account", "account_id")),
    "campaigns": (("campaign", "campaign_id"),),
}
_HISTORIES = ("stage_history", "field_history")
TOUCHED = pl.Schema({"check_id": pl.String(), "deal": pl.UInt32()})


def _record(table: str) -> tuple[pl.Expr, pl.Expr] | None:
    """Give the kind and the id of the record that a row of a table is about."""
    if table == "opportunities":
        return pl.lit(ROW), pl.col("place").cast(pl.String)
    if table in _HISTORIES:
        return pl.col("object"), pl.col("object_id")
    if table not in _NAMED:
        return None
    kinds = [pl.when(pl.col(c).is_not_null()).then(pl.lit(kind)) for kind, c in _NAMED[table]]
    return pl.coalesce(kinds), pl.coalesce(column for _, column in _NAMED[table])


def records(table: str, rows: pl.LazyFrame, places: pl.Series) -> pl.DataFrame | None:
    """Name the records of the failing rows; of a big table only these columns are read."""
    record = _record(table)
    if record is None:
        return None
    kind, name = record
    failing = rows.with_row_index("place").filter(pl.col("place").is_in(places.implode()))
    return failing.select("place", kind.alias("kind"), name.alias("id")).collect()


def _of_one(
    check: str, rows: pl.Series, records: pl.DataFrame, holders: pl.DataFrame
) -> pl.DataFrame:
    """List the deals that rest on the rows of one check, each once."""
    named = records.filter(pl.col("place").is_in(rows.implode())).select("kind", "id").unique()
    found = holders.join(named, on=["kind", "id"], how="semi").select("deal").unique()
    return found.select(pl.lit(check).alias("check_id"), "deal").sort("deal")


def touched(
    failing: pl.DataFrame, tables: Mapping[str, pl.LazyFrame], holders: pl.DataFrame
) -> pl.DataFrame:
    """One row a check and a deal that rests on rows which fail it.

    >>> from datetime import date
    >>> from revops.defects.worth import deals as of
    >>> from revops.tables import TABLES
    >>> frame = TABLES["opportunities"].empty().clear(2).with_columns(
    ...     opportunity_id=pl.Series(["d1", "d2"]), lead_id=pl.Series(["ana", "carla"]))
    >>> leads = TABLES["leads"].empty().clear(2).with_columns(lead_id=pl.Series(["ana", "carla"]))
    >>> failing = pl.DataFrame({"check_id": ["c"], "table": ["leads"], "rows": [[1]]},
    ...     schema_overrides={"rows": pl.List(pl.UInt32)})
    >>> found = of(frame.lazy(), as_of=date(2026, 6, 30), zone="UTC")
    >>> touched(failing, {"leads": leads.lazy()}, found.holders).rows()
    [('c', 1)]
    """
    parts = [TOUCHED.to_frame()]
    for (table,), found in failing.group_by("table", maintain_order=True):
        name = str(table)
        places = found.get_column("rows").explode(empty_as_null=False).unique()
        named = records(name, tables[name], places) if name in tables else None
        if named is not None:
            each = zip(found.get_column("check_id"), found.get_column("rows"), strict=True)
            parts += [_of_one(check, rows, named, holders) for check, rows in each]
    return pl.concat(parts)

"""Tables too big for memory: what a load changes in them, as expressions over their file."""

from collections.abc import Mapping

import polars as pl

from revops.load.channels import touches
from revops.tables import TABLES

#: The columns in which a load names who was touched.
NAMED = ("lead_id", "account_id")


def finished(
    stored: Mapping[str, pl.LazyFrame], tables: Mapping[str, pl.DataFrame], rules: pl.DataFrame
) -> dict[str, pl.LazyFrame]:
    """Give each big table with its channels, and with who was touched as `tables` has it.

    Its rows in `tables` are the same ones, in the same order, with fewer columns.

    >>> seen = TABLES["touchpoints"].empty().clear(1).with_columns(utm_source=pl.lit("google"))
    >>> rules = pl.DataFrame({"kind": ["touchpoint"], "source": ["google"], "medium": [None],
    ...     "channel": ["search"]}, schema_overrides={"medium": pl.String})
    >>> slim = pl.DataFrame({"lead_id": ["L1"], "account_id": ["A1"]})
    >>> found = finished({"touchpoints": seen.lazy()}, {"touchpoints": slim}, rules)
    >>> found["touchpoints"].select("lead_id", "channel").collect().row(0)
    ('L1', 'search')
    """
    done = {}
    for name, rows in stored.items():
        filled = touches(rows, rules, tables.get("campaigns"))
        who = tables[name].lazy().select(each for each in NAMED if each in tables[name].columns)
        named = pl.concat([filled.drop(who.collect_schema()), who], how="horizontal")
        done[name] = named.select(TABLES[name].schema().names())
    return done

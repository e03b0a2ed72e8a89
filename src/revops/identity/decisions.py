"""What people decided about two records: one, or not one (agreement/same.csv).

"One" is a rule of its own. "Not one" takes the record out of the rules where these would make it
one with the other; the CRM's own merges stand.
"""

from collections.abc import Mapping

import polars as pl

AGREED = "agreed"
DECISIONS = pl.Schema(
    {
        "table": pl.String(),
        "id": pl.String(),
        "same_as": pl.String(),
        "is_same": pl.Boolean(),
    }
)


def of_table(decisions: pl.DataFrame, table: str) -> pl.DataFrame:
    """Give the decisions about the records of one table."""
    return decisions.select(DECISIONS.names()).filter(pl.col("table") == table).drop_nulls()


def in_rows(decisions: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    """Find the rows that decisions are about; one about an unknown record is left out."""
    rows = ids.alias("id").to_frame().with_row_index("row").unique("id", keep="first")
    left = rows.select("id", "row").with_columns(pl.col("row").cast(pl.UInt32))
    found = decisions.join(left, on="id").join(left.select(same_as="id", first="row"), on="same_as")
    found = found.filter(pl.col("row") != pl.col("first"))
    return found.select("row", "first", "is_same").sort("row", "first")


def n_unknown(decisions: pl.DataFrame, ids: pl.Series) -> int:
    """Count the decisions about a record that no export holds."""
    known = ids.implode()
    named = decisions.filter(pl.col("id").is_in(known) & pl.col("same_as").is_in(known))
    return decisions.height - named.height


def undecided(
    suggestions: pl.DataFrame, decisions: pl.DataFrame, survivors: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    """Leave out the suggestions that people have decided about, under whatever id."""
    left = suggestions
    for table, merges in survivors.items():
        pairs = of_table(decisions, table).with_columns(
            pl.col("id", "same_as").replace(merges["from_id"], merges["to_id"])
        )
        told = pairs.select(
            "table",
            left_id=pl.min_horizontal("id", "same_as"),
            right_id=pl.max_horizontal("id", "same_as"),
        )
        left = left.join(
            told, on=["table", "left_id", "right_id"], how="anti", maintain_order="left"
        )
    return left

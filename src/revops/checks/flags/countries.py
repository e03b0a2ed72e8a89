"""Countries as people write them."""

import polars as pl

from revops.checks.flags.late import late
from revops.checks.flags.over_rows import Wide
from revops.text.countries import spellings


def _plain(text: pl.Expr) -> pl.Expr:
    """Write a name without case, accents, blanks and signs."""
    bare = text.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return bare.str.replace_all(r"[^\p{L}\p{N}]", "")


def names_country(column: str) -> Wide:
    """Say whether a text is a country's name or code."""

    def make() -> pl.Expr:
        known = pl.DataFrame({"name": list(spellings())}).select(_plain(pl.col("name")))
        return _plain(pl.col(column)).is_in(known["name"].unique().implode())

    return late(make, column)

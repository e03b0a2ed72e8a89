"""Two loads side by side: which failing records are new, which persist, which were mended."""

import polars as pl

_SOUND = ("passed", "no data")
_ORDER = {"critical": 0, "warning": 1, "info": 2}
#: One row a check that fails, or failed at the load before.
CHANGES = pl.Schema(
    {
        "check_id": pl.String(),
        "table": pl.String(),
        "severity": pl.String(),
        "status": pl.String(),
        "was": pl.String(),
        "n_failed": pl.Int64(),
        "n_new": pl.Int64(),
        "n_persisting": pl.Int64(),
        "n_mended": pl.Int64(),
        "compared": pl.String(),
        "first_load_seen": pl.Date(),
    }
)


def _how() -> pl.Expr:
    """Say how far a check can be compared with the load before."""
    known, before = pl.col("records").is_not_null(), pl.col("records_before").is_not_null()
    return (
        pl.when(pl.col("was").is_null())
        .then(pl.lit("first load"))
        .when(pl.col("definition") != pl.col("definition_before"))
        .then(pl.lit("not the same check"))
        .when(pl.col("n_failed").is_null() | pl.col("n_failed_before").is_null())
        .then(pl.lit("by status"))
        .when(known & before)
        .then(pl.lit("by record"))
        .otherwise(pl.lit("by count"))
    )


def _none_failed(status: str, after: str = "") -> list[pl.Expr]:
    """Say of a check that holds that no row fails it, unless its entry lets some fail."""
    n_failed, records = pl.col(f"n_failed{after}"), pl.col(f"records{after}")
    holds = pl.col(status).is_in(_SOUND) & (n_failed.fill_null(0) == 0)
    empty = pl.lit([], dtype=pl.List(pl.UInt64))
    return [
        pl.when(holds)
        .then(pl.lit(0, dtype=pl.Int64))
        .otherwise(n_failed)
        .alias(f"n_failed{after}"),
        pl.when(holds).then(empty).otherwise(records).alias(f"records{after}"),
    ]


def _counted(how: str, persisting: pl.Expr) -> pl.Expr:
    """Count what persists where checks are compared in one way."""
    return pl.when(pl.col("compared") == how).then(persisting)


def compared(now: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Compare what two loads' checks found, worst check first; a check that is gone is not told.

    >>> every = {"check_id": ["a"], "table": ["leads"], "severity": ["warning"]}
    >>> every |= {"definition": ["d"], "status": ["failed"], "n_failed": [2]}
    >>> now, before = (pl.DataFrame(every | {"records": [of]}) for of in ([4, 7], [4, 9]))
    >>> compared(now, before).select("n_new", "n_persisting", "n_mended", "compared").rows()
    [(1, 1, 1, 'by record')]
    """
    old = before.select("check_id", "status", "definition", "n_failed", "records")
    both = now.join(old, on="check_id", how="left", suffix="_before")
    failed = both.rename({"status_before": "was"}).filter(
        ~pl.col("status").is_in(_SOUND) | ~pl.col("was").fill_null("passed").is_in(_SOUND)
    )
    same = pl.col("records").list.set_intersection("records_before").list.len().cast(pl.Int64)
    fewer = pl.min_horizontal("n_failed", "n_failed_before")
    persisting = pl.coalesce(_counted("by record", same), _counted("by count", fewer))
    told = (
        failed.with_columns(*_none_failed("status"), *_none_failed("was", "_before"))
        .with_columns(compared=_how())
        .with_columns(n_persisting=persisting)
    )
    return told.with_columns(
        n_new=pl.col("n_failed") - pl.col("n_persisting"),
        n_mended=pl.col("n_failed_before") - pl.col("n_persisting"),
    ).sort(pl.col("severity").replace_strict(_ORDER), "table", "check_id")

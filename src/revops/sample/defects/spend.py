"""Defects of spend: credits, and more clicks than impressions."""

import polars as pl

from revops.sample.defects.bench import GOOGLE, META, Bench


def spoil_spend(bench: Bench) -> None:
    """Plant the defects of spend."""
    for index in bench.choose(META, pl.col("Day") > "2025-06-01", 2):
        what = "a credit: the platform paid back"
        bench.change("negative_spend", META, index, what, {"Amount spent (CLP)": "-45000"})
    for index in bench.choose(META, pl.col("Day") > "2025-06-01", 2):
        clicks = bench.frame(META).row(index, named=True)["Link clicks"]
        what = "clicked more often than shown"
        cells = {"Impressions": str(max(int(clicks) - 5, 0))}
        bench.change("clicks_above_impressions", META, index, what, dict(cells))
    for index in bench.choose(GOOGLE, pl.col("Day") > "2025-06-01", 1):
        what = "clicked more often than shown"
        bench.change("clicks_above_impressions", GOOGLE, index, what, {"Impr.": "3"})

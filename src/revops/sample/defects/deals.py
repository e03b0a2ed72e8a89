"""Defects of deals: amounts, reasons and dates."""

import polars as pl

from revops.sample.defects.bench import DEALS, Bench

_WON = pl.col("Deal Stage") == "Closed Won"
_LOST = pl.col("Deal Stage") == "Closed Lost"
_OPEN = ~pl.col("Deal Stage").is_in(["Closed Won", "Closed Lost"])
_OLD = pl.col("Create Date") < "2026-03-01"


def spoil_deals(bench: Bench) -> None:
    """Plant the defects of deals."""
    for index in bench.choose(DEALS, _WON & _OLD, 2):
        bench.change("won_for_zero", DEALS, index, "won for nothing", {"Amount": "0.00"})
    for index in bench.choose(DEALS, _LOST & _OLD, 3):
        what = "lost, and nobody said why"
        bench.change("lost_without_reason", DEALS, index, what, {"Closed Lost Reason": None})
    for index in bench.choose(DEALS, _LOST & (pl.col("Close Date") < "2026-05-01"), 2):
        what = "created after it closed, as after a migration"
        bench.change(
            "closed_before_created", DEALS, index, what, {"Create Date": "2026-06-15 09:00"}
        )
    for index in bench.choose(DEALS, _OPEN & _OLD, 4):
        what = "open, with a close date in the past"
        bench.change("open_past_close_date", DEALS, index, what, {"Close Date": "2026-05-29 12:00"})
    for index, amount in zip(bench.choose(DEALS, _LOST, 2), ("12,5O", "1O500.00"), strict=False):
        what = "a letter O among the digits"
        bench.change("not_a_number", DEALS, index, what, {"Amount": amount})

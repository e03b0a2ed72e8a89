"""experiments.csv: lifts that Faro measured, in our own column names.

What a test finds is the truth and the noise of a test of its size; so an estimate may lie off,
and its interval holds the truth in 95 of 100 samples.
"""

from collections.abc import Mapping
from typing import Any

import polars as pl

from revops.sample.exports.sheet import Sheet
from revops.sample.streams import stream

FILE = "experiments.csv"
_NORMAL_95 = 1.96
#: Channel, first and last day, kind, and how far off a test of this size may be.
TESTS = (
    ("webinar", "2025-09-01", "2025-10-31", "hold-out", 0.06),
    ("brand_search", "2026-02-02", "2026-03-29", "geo", 0.04),
    ("paid_search", "2026-04-01", "2026-05-31", "geo", 0.05),
)
_SOURCE = "Faro's marketing team, {}: the share of wins that would be missing without it"


def experiments(seed: int, channels: Mapping[str, Mapping[str, Any]]) -> Sheet:
    """Give one row per test; `channels` holds what each channel truly adds."""
    noise = stream(seed, "experiments").normal(size=len(TESTS))
    rows = []
    for number, (channel, starts, ends, kind, error) in enumerate(TESTS, start=1):
        lift = channels[channel]["incremental_share_expected"] + error * noise[number - 1]
        rows.append(
            {
                "experiment_id": f"EXP-{number:02}",
                "channel": channel,
                "starts_on": starts,
                "ends_on": ends,
                "kind": kind,
                "lift": f"{lift:.3f}",
                "low": f"{lift - _NORMAL_95 * error:.3f}",
                "high": f"{lift + _NORMAL_95 * error:.3f}",
                "source": _SOURCE.format(kind),
            }
        )
    return Sheet(FILE, pl.DataFrame(rows))

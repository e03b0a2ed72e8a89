"""How much memory do a load, its checks and the pages take, each a process of its own?

    python benchmarks/memory.py [ROWS]

The data are those of load.py (one million touches unless told), with a deal for every tenth
contact, so that there are journeys. Of `revops run` the largest process is told: it starts a few.
A table of touches is checked and shown without being held: the goal is 3 GB for ten million.
"""

import sys
import tempfile
from pathlib import Path

import numpy as np
import polars as pl

from load import LEADS, spent

DEALS = """as_of = 2026-01-05
[[exports]]
source = "hubspot.deals"
path = "deals.csv"
currency = "USD"
"""
STAGES = """object,pipeline,label,stage,position,status
opportunity,,Closed Won,won,1,won
opportunity,,Closed Lost,lost,2,lost
"""
STEPS = ("load", "check", "run")


def deals(n: int) -> pl.DataFrame:
    """Make up deals, half of them won."""
    random, number = np.random.default_rng(7), pl.int_range(n)
    closed = pl.date(2025, 6, 1) + pl.duration(days=pl.Series(random.integers(0, 180, n)))
    return pl.select(
        pl.format("D{}", number).alias("Record ID - Deal"),
        pl.format("Deal {}", number).alias("Deal Name"),
        pl.format("H{}", pl.Series(random.integers(0, LEADS, n))).alias("Associated Contact IDs"),
        pl.Series(["Closed Won", "Closed Lost"]).gather(number % 2).alias("Deal Stage"),
        pl.Series(random.integers(100, 90_000, n)).alias("Amount"),
        (closed - pl.duration(days=30)).dt.strftime("%Y-%m-%d 10:00").alias("Create Date"),
        closed.dt.strftime("%Y-%m-%d 12:00").alias("Close Date"),
    )


def main() -> None:
    """Measure each step; `run` finds what the two before it kept."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spent([sys.executable, str(Path(__file__).with_name("load.py")), str(n), name])
        deals(LEADS // 10).write_csv(folder / "deals.csv")
        settings = (folder / "revops.toml").read_text("utf-8")
        top, blocks = settings.split("[[exports]]", 1)
        (folder / "revops.toml").write_text(f"{top}{DEALS}[[exports]]{blocks}", "utf-8")
        (folder / "agreement").mkdir()
        (folder / "agreement" / "stages.csv").write_text(STAGES, "utf-8")
        took = [spent([sys.executable, "-m", "revops", step, "-w", name]) for step in STEPS]
    print(f"{n:,} touches, {LEADS:,} contacts, {LEADS // 10:,} deals")
    for step, one in zip(STEPS, took, strict=True):
        print(f"revops {step:<8}{one.wall:7.1f} s {one.processor:7.1f} s CPU {one.peak_gb:6.2f} GB")


if __name__ == "__main__":
    main()

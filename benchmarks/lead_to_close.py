"""How long do the numbers from lead to close take, against one bare scan and group-by of the files?

    python benchmarks/lead_to_close.py [SHARE]

Files are made up: one million leads, 300,000 opportunities, 2 million stage visits and 5 million
activities, times SHARE (1 unless told). The peer scans the four files and gives, by one column of
each, how many rows there are and the first instant. The other side computes every metric that
needs neither journeys, credits nor a definition of the qualified lead, and the lists and curves
beside them, but the back-test; each is timed. The goal: all together under 20 times the peer, and
below 3 GB. Each side is a process of its own, so that its peak memory is its own. Machines are
noisy: compare the two within one run, as a ratio, and mind the seconds of the processor more than
those of the clock where others share the machine.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time

import polars as pl
from lead_to_close_data import AS_OF, CHANNELS, STAGES

from load import spent

LISTS = ("won_curve", "stuck_deals", "slipped_deals", "win_chances")
#: Of each file: whose first row is asked for, and by which instant.
GROUPED = {
    "leads": ("original_source", "created_at"),
    "opportunities": ("lead_id", "created_at"),
    "stage_history": ("object_id", "entered_at"),
    "activities": ("lead_id", "occurred_at"),
}
#: Read whole; of the others each number reads what it needs.
READ = ("leads", "opportunities")
GOAL, GOAL_GB = 20, 3


def peer(folder: Path) -> None:
    """Scan each file; count its rows by one column, with the first instant of each."""
    for name, (column, instant) in GROUPED.items():
        rows = pl.scan_parquet(folder / f"{name}.parquet").group_by(column)
        rows.agg(pl.len(), pl.col(instant).min()).collect()


def ours(folder: Path) -> None:
    """Compute every number, and print the seconds of each and the peak after it."""
    from revops import metrics, store
    from revops.report.inputs import Inputs
    from revops.workspace import Agreement, Sla

    tables = store.Tables(
        {path.stem: pl.scan_parquet(path) for path in sorted(folder.glob("*.parquet"))}
    )
    agreement = Agreement(STAGES, CHANNELS, Sla(), {})
    inputs = Inputs(tables, agreement, as_of=AS_OF, zone="America/Santiago")
    _tell("tables", lambda: [inputs.table(name) for name in READ])
    _tell("visits", lambda: inputs.visits)
    for name, metric in metrics.METRICS.items():
        if not {"credits", "journeys", "qualified", "spend"} & metric.needs.keys():
            _tell(name, lambda metric=metric: inputs.compute(metric, {}))
    for name in LISTS:
        _tell(name, lambda name=name: inputs.call(getattr(metrics, name), {}))


def _tell(name: str, compute: Callable[[], object]) -> None:
    """Time one number."""
    from revops.metrics import NotComputable

    wall, processor = perf_counter(), process_time()
    try:
        compute()
    except NotComputable as reason:
        name = f"{name} (not computable: {reason})"
    took = perf_counter() - wall, process_time() - processor
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{name:<34}{took[0]:7.2f} s {took[1]:7.2f} s CPU {peak:6.2f} GB", file=sys.stderr)


SIDES = {"peer": peer, "ours": ours}


def main() -> None:
    """Make the files, measure both sides, and say how they compare."""
    if len(sys.argv) > 2:
        SIDES[sys.argv[1]](Path(sys.argv[2]))
        return
    share = sys.argv[1] if len(sys.argv) > 1 else "1"
    data = Path(__file__).with_name("lead_to_close_data.py")
    with tempfile.TemporaryDirectory() as folder:
        # A process of its own: what it peaks at would count for those that this one starts.
        spent([sys.executable, str(data), folder, share])
        side = [sys.executable, __file__]
        scan = min((spent([*side, "peer", folder]) for _ in range(3)), key=lambda one: one.wall)
        both = spent([*side, "ours", folder])
    for name, one in (("scan and group-by", scan), ("all the numbers", both)):
        print(
            f"{name:<34}{one.wall:7.2f} s {one.processor:7.2f} s CPU {one.peak_gb:6.2f} GB at peak"
        )
    print(f"{'ratio':<34}{both.wall / scan.wall:7.1f}   {both.processor / scan.processor:7.1f}")
    print(f"goal: a ratio below {GOAL}, and below {GOAL_GB} GB")


if __name__ == "__main__":
    main()

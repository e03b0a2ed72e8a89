"""How long do the checks of touchpoints take, against Great Expectations on pandas?

    python benchmarks/checks.py [ROWS ...]          (1,000,000 unless said)

Both sides get the same frame, the suite in expectations/touchpoints.json, and a process of their
own; imports, and the frame being read, stay outside the time. The peak is of the whole process,
the frame included. Machines are noisy: compare the two within one run, as a ratio.
"""

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

import polars as pl

from revops.checks.border import outcomes
from revops.checks.suite import Check, Suite

SUITE = Path(__file__).resolve().parents[1] / "expectations" / "touchpoints.json"
SIDES = ("polars", "pandas")
FLAGGED = (
    "occurred_by_as_of",
    "has_person",
    "lead_known",
    "account_known",
    "campaign_known",
    "content_known",
    "inside_campaign",
    "paid_names_campaign",
    "paid_click_is_tagged",
    "source_usually_spelt",
    "not_repeated",
)


def write(rows: int, place: Path) -> None:
    """Write touches, a few of them with a defect of each kind."""
    n = pl.int_range(rows)

    def every(step: int, values: list[str]) -> pl.Expr:
        picked = pl.lit(pl.Series(values)).gather((n * 7) % len(values))
        return pl.when(n % step != 0).then(picked)

    pl.LazyFrame({"n": pl.int_range(rows, eager=True)}).select(
        touchpoint_id=pl.format("T-{}-{}", pl.col("n").hash(), n),
        occurred_at=pl.datetime(2025, 1, 1) + pl.duration(seconds=n * 3),
        kind=every(50_000, ["click", "visit", "form", "open", "reply"]),
        channel=every(90, ["Email", "Paid search", "Organic", "Event", "Direct"]),
        utm_source=every(3, ["google", "linkedin", "newsletter", "Google"]),
        utm_medium=every(3, ["cpc", "email", "social"]),
        utm_campaign=every(4, ["spring-2026", "webinar", "{{campaign.name}}"]),
        url=pl.format("https://team{}.example/page/{}", n % 977, n % 4001),
        **{name: n % (1000 + 37 * k) != 5 for k, name in enumerate(FLAGGED)},
    ).sink_parquet(place)


def on_pandas(frame: pl.DataFrame, checks: list[Check]) -> None:
    """Do what one does without this engine: hand over a pandas frame."""
    from revops.checks.gx_polars.bridge import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("pandas").add_dataframe_asset("frames")
    batches = asset.add_batch_definition_whole_dataframe("whole")
    needed = list(dict.fromkeys(name for check in checks for name in check.reads))
    handed = frame.select(needed).to_pandas(use_pyarrow_extension_array=True)
    entries = [{"type": check.type, "kwargs": dict(check.kwargs)} for check in checks]
    suite = gx.ExpectationSuite(name="touchpoints", expectations=entries)
    batch = batches.get_batch(batch_parameters={"dataframe": handed})
    batch.validate(suite, result_format={"result_format": "SUMMARY"})


def measure(side: str, place: Path) -> None:
    """Run one side in this process; print seconds, and the peaks before and after in MB."""
    import revops.checks.gx_polars.bridge  # noqa: F401 - the import stays outside

    checks = list(Suite.model_validate_json(SUITE.read_text("utf-8")).expectations)
    outcomes("warm", pl.DataFrame({"touchpoint_id": ["T"]}), checks[:2])
    frame = pl.read_parquet(place)
    loaded = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = perf_counter()
    if side == "polars":
        outcomes("touchpoints", frame, checks)
    else:
        on_pandas(frame, checks)
    seconds = perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"seconds": seconds, "peak": peak, "loaded": loaded}
    print(json.dumps(told))


def run(side: str, place: Path) -> dict[str, Any]:
    """Run one side in a process of its own."""
    command = [sys.executable, __file__, "--side", side, str(place)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Measure both sides for each number of rows."""
    if sys.argv[1:2] == ["--side"]:
        measure(sys.argv[2], Path(sys.argv[3]))
        return
    for rows in [int(text) for text in sys.argv[1:]] or [1_000_000]:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "touchpoints.parquet"
            write(rows, place)
            found = {side: run(side, place) for side in SIDES}
        for side, told in found.items():
            print(f"{rows:>10,} rows  {side:<7} {told['seconds']:6.1f} s  {told['peak']:7,.0f} MB")
        ratio = found["pandas"]["seconds"] / found["polars"]["seconds"]
        loaded = found["polars"]["loaded"]
        print(f"{'':>16}{loaded:,.0f} MB once the frame is read; pandas / polars {ratio:.1f}")


if __name__ == "__main__":
    main()

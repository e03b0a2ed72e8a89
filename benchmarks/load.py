"""How long does a load of a big file take, against Polars' own scan and write, and in how much RAM?

    python benchmarks/load.py [ROWS]

A file of touches is made up (about 115 MB a million rows, one million unless told) beside a CRM's
200,000 contacts. One side is `revops load` of both, from nothing kept; the peer is one line,
`pl.scan_csv(...).sink_parquet(...)`, of the touches alone. Each is a process of its own, so that
its peak memory is its own. Machines are noisy: compare the two within one run, as a ratio, and
mind the seconds of the processor more than those of the clock where others share the machine.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
import polars as pl

SETTINGS = """company = "Faro"
currency = "USD"
zone = "America/Santiago"
[[exports]]
source = "hubspot.contacts"
path = "contacts.csv"
[[exports]]
source = "utm.touchpoints"
path = "touches.csv"
"""
PEER = (
    "import polars as pl, sys;"
    "pl.scan_csv(sys.argv[1], infer_schema=False).sink_parquet(sys.argv[2])"
)
TAGS = pl.DataFrame(
    {
        "utm_source": ["google", "bing", "instagram", "linkedin", None, "newsletter"],
        "utm_medium": ["organic", "organic", "paid_social", "paid_social", None, "email"],
        "utm_campaign": [None, None, "cl_social_quiebres", "cl_social_rotacion", None, "boletin"],
    }
)
SYLLABLES = "ro mar ti nez lo pe san chez vi dal gon za fer nan al va mo ra cas tro"
PARTS = np.array(SYLLABLES.split())
LEADS = 200_000
#: What a process of one's own would not find: what this one and its Polars put there.
OURS = {"PYTHONDONTWRITEBYTECODE", "_RJEM_MALLOC_CONF"}


@dataclass(frozen=True)
class Spent:
    """What a process took."""

    wall: float
    processor: float
    peak_gb: float


def names(random: np.random.Generator) -> list[str]:
    """Make up a name for each lead."""
    return ["".join(parts).capitalize() for parts in PARTS[random.integers(0, 20, (LEADS, 4))]]


def contacts(random: np.random.Generator) -> pl.DataFrame:
    """Make up the CRM's contacts."""
    number = pl.int_range(LEADS)
    return pl.select(
        pl.format("H{}", number).alias("Record ID"),
        pl.format("person{}@empresa{}.example", number, number % 5000).alias("Email"),
        pl.Series("First Name", names(random)),
        pl.Series("Last Name", names(random)),
        pl.lit("2026-01-04 10:20").alias("Create Date"),
    )


def touches(n: int, random: np.random.Generator) -> pl.DataFrame:
    """Make up touches: one in eight says who it was, by id or by address."""
    seen = np.sort(random.integers(1_735_689_600, 1_767_225_600, n))
    visitor = pl.Series(random.integers(0, n // 6 + 1, n))
    known, clicked = pl.Series(random.random(n) < 0.12), pl.Series(random.random(n) < 0.3)
    lead = visitor % LEADS
    who = pl.format("person{}@empresa{}.example", lead, lead % 5000)
    return pl.select(
        touchpoint_id=pl.format("T{}", pl.int_range(n)),
        lead_id=pl.when(known & (visitor % 2 == 0))
        .then(pl.format("H{}", lead))
        .when(known)
        .then(who),
        anonymous_id=pl.format("v{}", visitor),
        occurred_at=pl.from_epoch(pl.Series(seen)).dt.strftime("%Y-%m-%dT%H:%M:%SZ"),
        kind=pl.Series(["visit", "click", "form"]).gather(random.integers(0, 3, n)),
        url=pl.format("https://www.faro.example/guia-{}", pl.Series(random.integers(0, 50, n))),
        click_id=pl.when(clicked).then(pl.format("f{}", pl.Series(random.integers(0, 2**31, n)))),
    ).hstack(TAGS[random.integers(0, TAGS.height, n)])


def spent(command: list[str]) -> Spent:
    """Run a command; give its seconds and its peak of memory."""
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    start = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    processor = usage.ru_utime + usage.ru_stime
    return Spent(perf_counter() - start, processor, usage.ru_maxrss / 1e6)


def write(folder: Path, n: int) -> None:
    """Write the workspace of both sides."""
    random = np.random.default_rng(7)
    (folder / "revops.toml").write_text(SETTINGS, "utf-8")
    contacts(random).write_csv(folder / "contacts.csv")
    touches(n, random).write_csv(folder / "touches.csv")


def main() -> None:
    """Measure both, and say how they compare."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    if len(sys.argv) > 2:
        write(Path(sys.argv[2]), n)
        return
    with tempfile.TemporaryDirectory() as folder:
        file, made = str(Path(folder) / "touches.csv"), str(Path(folder) / "peer.parquet")
        # A process of its own: what it peaks at would count for those that this one starts.
        spent([sys.executable, __file__, str(n), folder])
        size = Path(file).stat().st_size
        peer = spent([sys.executable, "-c", PEER, file, made])
        ours = spent([sys.executable, "-m", "revops", "load", "-w", folder])
    print(f"{n:,} touches, {size / 1e9:.2f} GB, and {LEADS:,} contacts")
    for name, one in (("scan_csv + sink_parquet", peer), ("revops load", ours)):
        print(
            f"{name:<24}{one.wall:7.1f} s {one.processor:7.1f} s CPU {one.peak_gb:6.2f} GB at peak"
        )
    ratios = ours.wall / peer.wall, ours.processor / peer.processor
    print(f"{'ratio':<24}{ratios[0]:7.2f}   {ratios[1]:7.2f}")


if __name__ == "__main__":
    main()

"""How long does a load of a big file take, against Polars' own scan and write, and in how much RAM?

    python benchmarks/load.py [ROWS]

A file of touches is made up (about 115 MB a million rows, one million unless told). One side is
`revops load` of it from nothing kept, then `revops check` of the snapshot; the other is one line,
`pl.scan_csv(...).sink_parquet(...)`. A third loads the same file beside a CRM's 200,000 contacts,
and says who each touch was. Each is a process of its own, with its start, so that its peak memory
is its own. Machines are noisy: compare within one run, as a ratio, and mind the seconds of the
processor more than those of the clock where others share the machine.
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
source = "utm.touchpoints"
path = "{touches}"
"""
CONTACTS = """[[exports]]
source = "hubspot.contacts"
path = "contacts.csv"
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


def spent(command: list[str], *, may_find: bool = False) -> Spent:
    """Run a command; give its seconds and its peak of memory. A check `may_find` something."""
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    start, quiet = perf_counter(), subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ({0, 1} if may_find else {0}):
        raise subprocess.CalledProcessError(process.returncode, command)
    processor = usage.ru_utime + usage.ru_stime
    return Spent(perf_counter() - start, processor, usage.ru_maxrss / 1e6)


def write(folder: Path, n: int) -> None:
    """Write two workspaces: touches alone, and the same beside the contacts."""
    random, settings = np.random.default_rng(7), SETTINGS.format(touches="../touches.csv")
    for name in ("alone", "beside"):
        (folder / name).mkdir()
    (folder / "alone" / "revops.toml").write_text(settings, "utf-8")
    (folder / "beside" / "revops.toml").write_text(settings + CONTACTS, "utf-8")
    contacts(random).write_csv(folder / "beside" / "contacts.csv")
    touches(n, random).write_csv(folder / "touches.csv")


def sides(folder: Path) -> dict[str, Spent]:
    """Measure each side."""
    file, ours = str(folder / "touches.csv"), [sys.executable, "-m", "revops"]
    alone, beside = (["-w", str(folder / name)] for name in ("alone", "beside"))
    return {
        "scan_csv + sink_parquet": spent(
            [sys.executable, "-c", PEER, file, str(folder / "peer.parquet")]
        ),
        "revops load": spent([*ours, "load", *alone]),
        "revops check": spent([*ours, "check", *alone], may_find=True),
        "load, beside contacts": spent([*ours, "load", *beside]),
    }


def main() -> None:
    """Measure all sides, and say how they compare."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    if len(sys.argv) > 2:
        write(Path(sys.argv[2]), n)
        return
    with tempfile.TemporaryDirectory() as place:
        # A process of its own: what it peaks at would count for those that this one starts.
        spent([sys.executable, __file__, str(n), place])
        size = (Path(place) / "touches.csv").stat().st_size
        found = sides(Path(place))
    load, check = found["revops load"], found["revops check"]
    both = Spent(
        load.wall + check.wall, load.processor + check.processor, max(load.peak_gb, check.peak_gb)
    )
    peer = found["scan_csv + sink_parquet"]
    print(f"{n:,} touches, {size / 1e9:.2f} GB; {LEADS:,} contacts beside")
    for name, one in {**found, "load and check": both}.items():
        ratios = f"{one.wall / peer.wall:6.2f} {one.processor / peer.processor:6.2f}"
        took = f"{one.wall:7.1f} s {one.processor:7.1f} s CPU {one.peak_gb:6.2f} GB at peak"
        print(f"{name:<24}{took}   times the first: {ratios}")


if __name__ == "__main__":
    main()

"""--load: an earlier load is checked and made into pages as it was, whatever the files say now."""

import json
import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]


@pytest.fixture
def loads(revops: Call, cast: Path) -> tuple[str, str]:
    """Load a workspace, then once more with another deal; the first load is of an earlier day."""
    first = revops("load", "--workspace", cast).stdout.split()[-1]
    written = cast / ".revops" / "snapshots" / first / "files.parquet"
    at = datetime(2026, 6, 25, 3, tzinfo=UTC).timestamp()
    os.utime(written, (at, at))
    with (cast / "deals.csv").open("a", encoding="utf-8") as file:
        file.write("906,Eco,Proposal,Sales Pipeline,10,2026-05-01 09:00,,106,504\n")
    return first, revops("load", "--workspace", cast).stdout.split()[-1]


def test_loads_are_listed_with_their_day_and_size(
    revops: Call, cast: Path, loads: tuple[str, str]
) -> None:
    first, newest = revops("list", "loads", "--workspace", cast).stdout.splitlines()
    assert re.fullmatch(rf"{loads[0]}  2026-06-25 03:00 UTC, \d+ files, \d+ rows", first)
    assert newest.startswith(loads[1])
    assert newest.endswith("rows, the newest")


def test_pages_of_an_earlier_load_stand_beside_the_others(
    revops: Call, cast: Path, tmp_path: Path, loads: tuple[str, str]
) -> None:
    found = {}
    for load in ("", loads[0][:6]):
        given = ("--load", load) if load else ()
        done = revops(
            *("report", "funnel", "-w", cast, "--as-of", "2026-06-30", "--out", tmp_path / "out"),
            *given,
        )
        assert done.exit_code in (0, 1), done.stderr
        folder = Path(done.stdout.strip()).parent
        rows = json.loads((folder / "metrics.json").read_text("utf-8"))
        (n,) = [x for x in rows if x["metric_id"] == "n_opportunities" and x["dimension"] == "all"]
        found[folder.name] = n["value"]
    name = f"2026-W27-funnel-load-{loads[0][:8]}"
    assert found == {"2026-W27-funnel": 6, name: 5}
    told = json.loads((tmp_path / "out" / name / "run.json").read_text("utf-8"))
    assert told["snapshot"] == loads[0]


def test_an_earlier_load_is_checked_as_of_its_own_day(
    revops: Call, cast: Path, loads: tuple[str, str]
) -> None:
    settings = cast / "revops.toml"
    text = settings.read_text("utf-8")
    undated = re.sub(r"(?m)^as_of = .*\n", "", text)
    settings.write_text(f'zone = "America/Santiago"\n{undated}', "utf-8")
    done = revops("check", "--workspace", cast, "--load", loads[0])
    assert done.exit_code in (0, 1), done.stderr
    latest = json.loads((cast / ".revops" / "latest.json").read_text("utf-8"))
    assert latest["snapshot"] == loads[0]
    assert latest["as_of"] == "2026-06-24"  # 03:00 UTC is the evening before in Santiago


def test_a_load_that_is_not_there_is_refused_with_the_known(
    revops: Call, cast: Path, loads: tuple[str, str]
) -> None:
    done = revops("run", "--workspace", cast, "--load", "zz")
    assert done.exit_code == 2
    assert "there is no load named 'zz'" in done.stderr
    assert loads[0] in done.stderr

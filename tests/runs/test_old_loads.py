"""Old loads leave, by count and by age; what is needed stays."""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from filelock import FileLock

from revops import history, store
from revops.checks.measures import keep as keep_measures
from revops.checks.measures import measured
from revops.errors import UnknownName
from revops.load import load
from revops.report.earlier import earlier
from revops.runs.old_loads import drop_old_loads
from revops.workspace import Workspace, open_workspace

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
Make = Callable[..., list[str]]


@pytest.fixture
def place(cast: Path) -> Callable[..., Workspace]:
    """Give the cast's workspace with other settings."""
    settings = (cast / "revops.toml").read_text("utf-8")

    def write(**kept: int) -> Workspace:
        lines = "".join(f"{name} = {value}\n" for name, value in kept.items())
        (cast / "revops.toml").write_text(f"{settings}[history]\n{lines}", "utf-8")
        return open_workspace(cast)

    return write


def loads(workspace: Workspace, *days_ago: float) -> list[str]:
    """Load as many times, each time another content, each so many days ago."""
    names = []
    for n, days in enumerate(days_ago):
        with (workspace.root / "touches.csv").open("a", encoding="utf-8") as file:
            file.write(f"x{n},101,2026-01-1{n % 9}T08:00:00Z,click,google,cpc,inventario\n")
        name = load(workspace).name
        at = (NOW - timedelta(days=days)).timestamp()
        os.utime(store.folder(workspace.state, name) / "files.parquet", (at, at))
        keep_measures(workspace.state, name, measured(store.read(workspace.state, name)))
        told(workspace.state, name, NOW - timedelta(days=days))
        names.append(name)
    return names


def told(state: Path, name: str, day: datetime) -> Path:
    """Keep a file of the trend."""
    path = state / "trend" / f"{name}-{day:%Y-%m-%d}.parquet"
    path.parent.mkdir(exist_ok=True)
    pl.DataFrame({"n": [1]}).write_parquet(path)
    return path


def there(workspace: Workspace) -> list[str]:
    state = workspace.state
    return [name for name in store.listed(state) if store.exists(state, name)]


def good(state: Path, snapshot: str, **row: Any) -> None:
    """Write a good run of a load into the history."""
    own = {"languages": ("en",), "reports": (), "trigger": "hand", "given": {}, "out": ""}
    begun = history.begin(state, started_at=NOW, as_of=NOW.date(), **{**own, **row})
    history.finish(state, begun, finished_at=NOW, state="ok", exit_code=0, snapshot=snapshot)


def test_the_newest_stay_and_of_those_before_the_last_of_each_week(place: Any) -> None:
    workspace = place(keep_loads=2)
    # a Monday noon: 0, 1 are of this week and the one before; 15, 16 and 22, 23 of two others
    names = loads(workspace, *range(90, 78, -1), 23.5, 22, 16.5, 15, 1, 0)
    drop_old_loads(workspace, now=NOW)
    weeks = {}
    for name, days in zip(names, (*range(90, 78, -1), 23.5, 22, 16.5, 15, 1, 0), strict=True):
        weeks[(NOW - timedelta(days=days)).isocalendar()[:2]] = name
    compared = names[-7:-1]
    expected = {*weeks.values(), *names[-2:], *compared}
    assert set(there(workspace)) == expected
    assert len(expected) < len(names)
    assert earlier(workspace, names[-2]).tables["leads"].height == 6
    gone = next(name for name in names if name not in expected)
    with pytest.raises(UnknownName, match="no load named"):
        earlier(workspace, gone)


def test_what_is_too_old_leaves_whatever_the_count(place: Any) -> None:
    workspace = place(keep_load_days=30)
    names = loads(workspace, 300, 200, 100, 90, 80, 70, 60, 50, 3, 0)
    drop_old_loads(workspace, now=NOW)
    assert there(workspace) == names[-7:]  # the newest, and the six that it is compared with


def test_the_load_of_a_last_good_run_never_leaves(place: Any) -> None:
    workspace = place(keep_loads=1, keep_load_days=30)
    names = loads(workspace, *range(300, 200, -10), 0)
    good(workspace.state, names[0])
    good(workspace.state, names[1], job="monday", trigger="schedule")
    drop_old_loads(workspace, now=NOW)
    assert {names[0], names[1]} < set(there(workspace))
    assert names[2] not in there(workspace)


def test_the_load_that_notebooks_read_never_leaves(place: Any) -> None:
    workspace = place(keep_loads=1, keep_load_days=30)
    names = loads(workspace, *range(300, 200, -10), 0)
    (workspace.state / "latest.json").write_text(json.dumps({"snapshot": names[0]}), "utf-8")
    drop_old_loads(workspace, now=NOW)
    assert names[0] in there(workspace)
    assert names[1] not in there(workspace)


def test_what_the_newest_is_compared_with_stays_behind_many_of_its_own_files(place: Any) -> None:
    workspace = place(keep_loads=1)
    first, second = loads(workspace, 0.2, 0.1)
    for n in range(4):  # the same exports, shaped by another agreement
        with (workspace.root / "agreement" / "channels.csv").open("a", encoding="utf-8") as file:
            file.write(f"touchpoint,source{n},*,referral\n")
        workspace = open_workspace(workspace.root)
        last = load(workspace).name
        own = store.folder(workspace.state, last) / "files.parquet"
        os.utime(own, (NOW.timestamp() + n,) * 2)
    drop_old_loads(workspace, now=NOW)
    assert there(workspace) == [first, last]
    assert second not in there(workspace)


def test_the_trend_and_the_list_are_shortened_too(place: Any) -> None:
    workspace = place(keep_load_days=30)
    state = workspace.state
    names = loads(workspace, 300, 200, 100, 90, 80, 70, 60, 50, 0)
    old = told(state, names[-1], NOW - timedelta(days=100))
    drop_old_loads(workspace, now=NOW)
    kept = set(names[-7:])
    assert {path.name[:-19] for path in (state / "trend").iterdir()} == kept
    assert not old.exists()
    assert {path.stem for path in (state / "measures").iterdir()} == kept
    assert store.listed(state) == names[-7:]


def test_a_load_in_the_trend_is_still_named(place: Any) -> None:
    workspace = place(keep_loads=1)
    names = loads(workspace, *(9 - n / 100 for n in range(9)))
    drop_old_loads(workspace, now=NOW)
    assert names[0] not in there(workspace)
    assert store.listed(workspace.state) == names
    assert (workspace.state / "measures" / f"{names[0]}.json").is_file()


def test_a_load_that_comes_and_goes_is_named_twice_at_most(place: Any) -> None:
    workspace = place(keep_load_days=30)
    first, second = loads(workspace, 200, 0)
    for name in (first, second) * 5:
        store.point(workspace.state, name)
    told(workspace.state, second, NOW - timedelta(days=99))
    drop_old_loads(workspace, now=NOW)
    assert store.listed(workspace.state) == [first, second, first, second]


def test_nothing_is_removed_while_another_works(place: Any) -> None:
    workspace = place(keep_load_days=30)
    names = loads(workspace, *range(300, 200, -10), 0)
    with FileLock(workspace.state / "load.lock", thread_local=False):
        drop_old_loads(workspace, now=NOW)
    assert there(workspace) == names
    drop_old_loads(workspace, now=NOW)
    assert len(there(workspace)) == 7


def test_what_a_killed_load_left_and_nobody_can_name_leaves_after_a_day(place: Any) -> None:
    workspace = place()
    (name,) = loads(workspace, 0)
    orphan = store.folder(workspace.state, "0" * 20)
    orphan.mkdir()
    os.utime(orphan, (NOW.timestamp(),) * 2)
    drop_old_loads(workspace, now=NOW)
    assert orphan.is_dir()
    drop_old_loads(workspace, now=NOW + timedelta(days=2))
    assert not orphan.exists()
    assert there(workspace) == [name]


def test_a_content_that_comes_back_is_loaded_again(place: Any) -> None:
    workspace = place(keep_load_days=30)
    before = (workspace.root / "touches.csv").read_text("utf-8")
    first = load(workspace).name
    os.utime(store.folder(workspace.state, first) / "files.parquet", (0, 0))
    loads(workspace, *range(300, 200, -10), 0)
    drop_old_loads(workspace, now=NOW)
    assert not store.exists(workspace.state, first)
    (workspace.root / "touches.csv").write_text(before, "utf-8")
    assert load(workspace).name == first
    assert store.read(workspace.state).tables["touchpoints"].height == 6


def test_history_from_successive_states_loses_no_event(place: Any) -> None:
    workspace = place(keep_load_days=1, keep_loads=1)
    settings = workspace.root / "revops.toml"
    states = 'path = "deals-*.csv", successive = "states"'
    settings.write_text(settings.read_text("utf-8").replace('path = "deals.csv"', states), "utf-8")
    workspace = open_workspace(workspace.root)
    deals = (workspace.root / "deals.csv").read_text("utf-8")
    seen = []
    for n, stage in enumerate(["Proposal", "Negotiation", "Contract", "Closed Won"] * 3):
        state = workspace.root / f"deals-2026-0{n // 4 + 1}-{n % 4 * 7 + 1:02d}.csv"
        state.write_text(deals.replace("Proposal", stage), "utf-8")
        loaded = load(workspace)
        folder = store.folder(workspace.state, loaded.name) / "files.parquet"
        os.utime(folder, ((NOW - timedelta(days=90 - n)).timestamp(),) * 2)
        drop_old_loads(workspace, now=NOW)
        if n:  # one state tells no history
            seen.append(loaded.tables["stage_history"].filter(object_id="905").height)
    assert seen == sorted(seen)
    assert seen[-1] == 12
    assert len(there(workspace)) < 12


def test_a_workspace_that_never_loaded_is_left_alone(place: Any) -> None:
    workspace = place()
    drop_old_loads(workspace, now=NOW)
    assert not workspace.state.exists()


def test_a_run_does_it(place: Any, go: Callable[..., Any], clock: Any) -> None:
    workspace = place(keep_load_days=30)
    names = loads(workspace, *range(900, 800, -10), 0)
    clock.at = NOW
    go(workspace)
    assert len(there(workspace)) < len(names)
    assert names[-1] in there(workspace)

"""What a run does when something is wrong: it says so, and nobody reads half a folder."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

OPEN = """from revops import metrics
from revops.report import open_page
page = open_page(workspace, as_of=as_of, language=language)"""
EVERYONE = 'page.table(page.tables["leads"], title="Everyone")'
WEEK = "2026-W27"
Call = Callable[..., Any]


def only(cast: Path, *names: str, more: str = "") -> None:
    """Let a workspace run these notebooks."""
    with (cast / "revops.toml").open("a", encoding="utf-8") as file:
        file.write(f"{more}\n[reports]\nnotebooks = {json.dumps(names)}\n")


def record(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "run.json").read_text("utf-8"))
    return found


def ids(folder: Path) -> set[str]:
    return {row["metric_id"] for row in json.loads((folder / "metrics.json").read_text("utf-8"))}


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_notebook_that_raises_gives_a_page_that_says_so_and_the_others_come_out(
    cast: Path, revops: Call, add_notebook: Call, everything: Callable[[Path], str]
) -> None:
    add_notebook(cast, "broken", "x = 1", 'raise ValueError("no <b>rate</b> for CLF")')
    add_notebook(cast, "funnel", OPEN, EVERYONE, title="A funnel of our own")
    (cast / "notebooks" / "torn.ipynb").write_text("{", "utf-8")
    only(cast, "broken", "funnel", "torn")
    done = revops("run", "--workspace", cast)
    assert done.exit_code == 3
    assert "the report 'broken' failed in cell 4: ValueError: no <b>rate</b> for CLF" in done.stderr
    folder = cast / "reports" / WEEK
    failed = (folder / "broken.html").read_text("utf-8")
    assert "The notebook broken stopped at its cell 4." in failed
    assert "no &lt;b&gt;rate&lt;/b&gt; for CLF" in failed
    index = (folder / "index.html").read_text("utf-8")
    assert "Cell 4 failed: no &lt;b&gt;rate&lt;/b&gt; for CLF" in index
    states = {page["name"]: page for page in record(folder)["pages"]}
    assert states["broken"]["failure"]["cell"] == 4
    assert {name: page["state"] for name, page in states.items()} == {
        "broken": "failed",
        "funnel": "ok",
        "torn": "failed",
    }
    assert "does not appear to be JSON" in (folder / "torn.html").read_text("utf-8")
    assert "n_won" in ids(folder)
    own = everything(folder / "funnel.html")
    assert "A funnel of our own" in own  # the workspace's own notebook wins
    assert "Stage by stage" not in own
    assert "106" in own  # its table lists everyone, and names nobody
    assert not [x for x in ("Farid", "farid@", "+56 2 2345") if x in own]


def test_names_are_shown_where_the_workspace_says_so(
    cast: Path, revops: Call, add_notebook: Call, everything: Callable[[Path], str]
) -> None:
    add_notebook(cast, "people", OPEN, EVERYONE)
    only(cast, "people", more="[privacy]\nshow_names = true")
    assert revops("run", "--workspace", cast).exit_code == 0
    page = everything(cast / "reports" / WEEK / "people.html")
    assert page.count("farid@delta.example") == 3  # on the page and in both downloads


def test_two_values_of_one_number_fail_the_run_and_no_page_shows_either(
    cast: Path, revops: Call, add_notebook: Call
) -> None:
    for n, name in ((2, "two"), (3, "three")):
        first = f'page.tables["leads"].head({n})'
        fewer = f'page.inputs.tables = {{**page.tables, "leads": {first}}}'
        add_notebook(cast, name, OPEN, fewer, "leads = page.metric(metrics.n_leads)")
    only(cast, "two", "three")
    done = revops("run", "--workspace", cast)
    assert done.exit_code == 3
    assert "two pages give different values of one number" in done.stderr
    for value in (6.0, 3.0, 2.0):  # the run's own, and those of the two pages
        assert f"n_leads {{}} all all {value}" in done.stderr
    folder = cast / "reports" / WEEK
    there = {"index.html", "two.html", "three.html", "not_made.json", "edition.svg"}
    assert {path.name for path in folder.iterdir()} == there
    for name in ("index.html", "two.html", "three.html"):
        assert "two pages give different values of one number" in (folder / name).read_text("utf-8")


def spoil(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


def test_a_critical_check_blocks_what_depends_on_it(cast: Path, revops: Call) -> None:
    spoil(cast / "touches.csv", "t2,102,", "t1,102,")  # one touch too many
    spoil(cast / "deals.csv", "Elena,Closed Won", "Elena,Who knows")  # neither open nor closed
    only(cast, "attribution", "data_quality", "weekly_review")
    done = revops("run", "--workspace", cast)
    assert done.exit_code == 1
    assert "blocked: all from touchpoints: 2 of 6 rows of touchpoints fail the" in done.stderr
    assert "blocked: all from opportunities: 1 of 5 rows of opportunities fail" in done.stderr
    folder = cast / "reports" / WEEK
    shares = {"lead_to_won_share", "opportunity_won_share", "win_rate"}
    assert not {"credited_value", "n_won", "n_opportunities", *shares} & ids(folder)
    assert "n_leads" in ids(folder)
    told = record(folder)
    why = told["unavailable"]["credited_value"]
    assert why.startswith("a critical check failed: It is known of every deal whether")
    assert {"table:touchpoints", "table:opportunities"} <= set(told["checks"]["blocked"])
    for name in ("attribution.html", "weekly_review.html", "index.html"):
        page = (folder / name).read_text("utf-8")
        assert "No touch is exported twice" in page, name
    page = (folder / "attribution.html").read_text("utf-8")
    assert "Numbers are held back:" in page
    assert "cannot give this: a critical check failed" in page
    assert "Credited value by channel" not in page
    assert revops("check", "--workspace", cast).exit_code == 1


SLOW = """import time
from pathlib import Path
if Path("wait").exists():
    Path("started").touch()
    time.sleep(60)"""


@pytest.fixture
def slow(cast: Path, add_notebook: Call) -> Path:
    """A workspace whose notebook waits as long as there is a file named `wait`."""
    add_notebook(cast, "slow", SLOW)
    only(cast, "slow")
    return cast


def begin(place: Path) -> "subprocess.Popen[bytes]":
    """Start a run in a process of its own, and come back in the middle of its notebook."""
    (place / "wait").touch()
    door = "import sys; from revops.cli import main; main(sys.argv[1:])"
    run = subprocess.Popen([sys.executable, "-c", door, "run", "--workspace", place])
    until = time.monotonic() + 120
    while not (place / "started").exists():
        assert run.poll() is None
        assert time.monotonic() < until
        time.sleep(0.05)
    return run


def test_a_killed_run_leaves_the_last_folder_and_a_second_one_is_told_to_wait(
    slow: Path, revops: Call
) -> None:
    assert revops("run", "--workspace", slow).exit_code == 0
    folder = slow / "reports" / WEEK
    before = bytes_of(folder)
    run = begin(slow)
    try:
        busy = revops("run", "--workspace", slow)
    finally:
        run.kill()
        run.wait()
    assert busy.exit_code == 2
    said = f"another run is writing this workspace's reports (process {run.pid}). Wait for it"
    assert said in busy.stderr
    assert bytes_of(folder) == before
    (slow / "wait").unlink()
    assert revops("run", "--workspace", slow).exit_code == 0
    after = bytes_of(folder)
    assert {**after, "run.json": b""} == {**before, "run.json": b""}
    assert not [path for path in folder.parent.iterdir() if "building" in path.name]

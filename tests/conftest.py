"""The small cast: six leads whose story the README tells, the same people in every example.

Ana and Bruno work for Aurora, which buys for 900. Carla's Bosque says no. Diego's Cumbre buys
for 400 though nobody knows why: no touch was seen. Elena has no company in the CRM and buys
for 60. Farid's Delta has not decided yet.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import nbformat
import pytest
from click.testing import CliRunner, Result
from filelock import FileLock
from hypothesis import settings
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):
    time.tzset()

ROOT = Path(__file__).parents[1]

SETTINGS = """
company = "Faro"
currency = "USD"
as_of = 2026-06-30
exports = [
  { source = "hubspot.contacts", path = "contacts.csv" },
  { source = "hubspot.deals", path = "deals.csv", currency = "USD" },
  { source = "utm.touchpoints", path = "touches.csv" },
]
"""
CONTACTS = """\
Record ID,First Name,Last Name,Email,Phone Number,Create Date,Original Source,\
Associated Company,Associated Company IDs,Owner assigned date
101,Ana,Araya,ana@aurora.example,+56 2 2345 0101,2026-01-10 09:00,Paid Search,Aurora,501,
102,Bruno,Bravo,bruno@aurora.example,+56 2 2345 0102,2026-02-01 09:00,Email,Aurora,501,
103,Carla,Cruz,carla@bosque.example,+56 2 2345 0103,2026-01-20 09:00,Paid Social,Bosque,502,
104,Diego,Duarte,diego@cumbre.example,+56 2 2345 0104,2026-02-15 09:00,,Cumbre,503,
105,Elena,Escobar,elena@correo.example,+56 2 2345 0105,2026-03-03 09:00,Organic Search,,,
106,Farid,Fuentes,farid@delta.example,+56 2 2345 0106,2026-04-01 09:00,unknown,Delta,504,
"""
DEALS = """\
Record ID,Deal Name,Deal Stage,Pipeline,Amount,Create Date,Close Date,\
Associated Contact IDs,Associated Company IDs
901,Aurora,Closed Won,Sales Pipeline,900,2026-02-10 09:00,2026-03-01 09:00,101;102,501
902,Bosque,Closed Lost,Sales Pipeline,500,2026-02-12 09:00,2026-03-09 09:00,103,502
903,Cumbre,Closed Won,Sales Pipeline,400,2026-02-20 09:00,2026-04-02 09:00,104,503
904,Elena,Closed Won,Sales Pipeline,60,2026-03-05 09:00,2026-05-05 09:00,105,
905,Delta,Proposal,Sales Pipeline,700,2026-04-09 09:00,2026-09-01 09:00,106,504
"""
TOUCHES = """\
touchpoint_id,lead_id,occurred_at,kind,utm_source,utm_medium,utm_campaign
t1,101,2026-01-10T08:00:00Z,click,google,cpc,inventario
t2,102,2026-02-01T08:00:00Z,visit,faro,webinar,
t3,101,2026-02-09T09:00:00Z,open,faro,email,boletin
t4,103,2026-01-20T08:00:00Z,click,facebook,paid_social,quiebres
t5,105,2026-03-03T08:00:00Z,visit,google,organic,
t6,106,2026-04-01T08:00:00Z,click,google,cpc,inventario
"""
PARAMETERS = 'workspace: str = ""\nas_of: str = ""\nlanguage: str = ""'
CAST = dict(zip(("contacts", "deals", "touches"), (CONTACTS, DEALS, TOUCHES), strict=True))


# A law holds or it does not; how long a busy machine takes to say so is no part of it.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture
def cast(tmp_path: Path) -> Path:
    """A workspace of the cast's own, as files that a test may spoil."""
    folder = tmp_path / "cast"
    shutil.copytree(ROOT / "agreement", folder / "agreement")
    (folder / "revops.toml").write_text(SETTINGS, "utf-8")
    for name, text in CAST.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


@pytest.fixture
def revops() -> Callable[..., Result]:
    """Call a command of revops in this process."""
    return call


def call(*arguments: str | Path) -> Result:
    from revops.cli import main

    result = CliRunner().invoke(main, [str(each) for each in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture(scope="session")
def add_notebook() -> Callable[..., Path]:
    """Write a notebook of a workspace's own: its title, then its code cells."""

    def write(workspace: Path, name: str, *cells: str, title: str = "Ours") -> Path:
        path = workspace / "notebooks" / f"{name}.ipynb"
        path.parent.mkdir(exist_ok=True)
        own = new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
        opening = new_markdown_cell(f"# {title}\n\nWhat is it?")
        made = new_notebook(cells=[opening, own, *map(new_code_cell, cells)])
        made.metadata.kernelspec = {"name": "revops", "display_name": "revops"}
        nbformat.write(made, path)
        return path

    return write


@pytest.fixture(scope="session")
def everything() -> Callable[[Path], str]:
    """Give all that a page holds but its scripts: text, pictures, and downloads unpacked."""

    def decode(found: re.Match[str]) -> str:
        content = b64decode(found[1])
        if not content.startswith(b"PK"):
            return content.decode("utf-8-sig")
        with ZipFile(BytesIO(content)) as book:
            return "".join(book.read(name).decode() for name in book.namelist())

    def read(page: Path) -> str:
        text = re.sub(r"<script>.*?</script>", "", page.read_text("utf-8"), flags=re.DOTALL)
        return unescape(re.sub(r"data:[^\"]*?base64,([\w+/=]+)", decode, text))

    return read


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium, of one module: its loop holds the thread, and allows no second one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = next(filter(None, map(shutil.which, names)), None)
    if chromium is None:
        pytest.skip("needs chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        opened = driver.chromium.launch(executable_path=chromium, args=options)
        yield opened
        opened.close()


@dataclass(frozen=True)
class Finished:
    """A run of the sample in a process of its own: its folder, and what it said."""

    folder: Path
    exit_code: int
    stdout: str
    stderr: str


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[str], Finished]:
    """The pages of data/sample in one language, made once for all tests and workers."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent

    def run(language: str) -> Finished:
        with FileLock(shared / "sample.lock"):
            said = shared / f"sample-{language}.txt"
            if not said.exists():
                said.write_text("\0".join(_run_sample(shared / "sample", language)), "utf-8")
        code, out, err = said.read_text("utf-8").split("\0")
        assert code == "0", err
        return Finished(Path(out.strip()).parent, int(code), out, err)

    return run


@pytest.fixture(scope="session")
def copy_sample() -> Callable[[Path], Path]:
    """Copy the repository's workspace, without what others left in it."""
    return _copy_sample


def _copy_sample(folder: Path) -> Path:
    for name in ("agreement", "data/sample"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copyfile(ROOT / "revops.toml", folder / "revops.toml")
    return folder


def _run_sample(place: Path, language: str) -> tuple[str, str, str]:
    if not place.exists():
        _copy_sample(place)
    door = "import sys; from revops.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", door, "run", "--workspace", place, "--language", language]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    return str(done.returncode), done.stdout, done.stderr

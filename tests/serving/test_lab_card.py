"""A card in JupyterLab's launcher opens the site: nothing was built for it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.serving.conftest import ROOT, Site, as_root, environment, free_port, wait_for

SERVING = ROOT / "src" / "revops" / "serving"
TOKEN = "a-token"


@pytest.fixture(scope="module")
def lab(
    tmp_path_factory: pytest.TempPathFactory,
    make_workspace: Callable[[Path], Path],
    make_reports: Callable[[Path], Path],
) -> Iterator[Site]:
    """JupyterLab, with what an install of revops puts beside it."""
    base = tmp_path_factory.mktemp("lab")
    root = make_workspace(base / "faro")
    make_reports(root)
    shutil.copytree(SERVING / "lab", base / "share" / "labextensions" / "revops")
    settings = base / "etc" / "jupyter_server_config.d"
    settings.mkdir(parents=True)
    (settings / "revops.json").write_bytes((SERVING / "revops.json").read_bytes())
    own = environment(
        base,
        JUPYTER_CONFIG_PATH=str(base / "etc"),
        JUPYTER_PATH=str(base / "share"),
        JUPYTER_TOKEN=TOKEN,
    )
    del own["JUPYTER_NO_CONFIG"]
    port = free_port()
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}"),
        *(f"--ServerApp.root_dir={root}", "--ServerApp.base_url=/user/ana/", *as_root()),
        *("--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"),
    ]
    with subprocess.Popen(command, env=own, text=True, stderr=subprocess.DEVNULL) as process:
        try:
            site = Site(port, TOKEN, root, "/user/ana")
            wait_for(site, process)
            yield site
        finally:
            process.terminate()
            process.wait(timeout=30)


def test_the_launcher_opens_the_site(browser: Any, lab: Site) -> None:
    context = browser.new_context(locale="en-US")
    tab = context.new_page()
    tab.set_default_timeout(120_000)
    tab.goto(f"http://127.0.0.1:{lab.port}/user/ana/lab?token={TOKEN}")
    with context.expect_page() as opened:
        tab.click('.jp-LauncherCard:has-text("Marketing and sales reports")')
    site = opened.value
    site.wait_for_selector("h1")
    assert site.url == f"http://127.0.0.1:{lab.port}/user/ana/revops"
    assert site.inner_text("h1") == "Marketing and sales: the reports"
    context.close()


def test_jupyterlab_is_told_of_this_version() -> None:
    told = json.loads((SERVING / "lab" / "package.json").read_text("utf-8"))
    assert f'version = "{told["version"]}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert (SERVING / "lab" / told["jupyterlab"]["_build"]["load"]).is_file()

"""The extension inside a Jupyter Server of somebody else's: another prefix, another login."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.serving.conftest import ROOT, Site, as_root, environment, free_port, wait_for

PREFIX = "/user/ana"
TOKEN = "a-token"
ENABLED = ROOT / "src" / "revops" / "serving" / "revops.json"


@pytest.fixture(scope="module")
def visitor(
    tmp_path_factory: pytest.TempPathFactory,
    make_workspace: Callable[[Path], Path],
    make_reports: Callable[[Path], Path],
) -> Iterator[Site]:
    """A server that was started as JupyterHub does it, with the setting that an install brings."""
    base = tmp_path_factory.mktemp("extension")
    root = make_workspace(base / "faro")
    make_reports(root)
    settings = base / "etc" / "jupyter_server_config.d"
    settings.mkdir(parents=True)
    (settings / "revops.json").write_bytes(ENABLED.read_bytes())
    own = environment(base, JUPYTER_CONFIG_PATH=str(base / "etc"), JUPYTER_TOKEN=TOKEN)
    del own["JUPYTER_NO_CONFIG"]
    port = free_port()
    settings_ = {"port": port, "base_url": f"{PREFIX}/", "open_browser": False, "root_dir": root}
    options = [f"--ServerApp.{name}={value}" for name, value in settings_.items()]
    command = [sys.executable, "-m", "jupyter_server", *options, *as_root()]
    with subprocess.Popen(command, env=own, text=True, stderr=subprocess.DEVNULL) as process:
        try:
            site = Site(port, TOKEN, root, PREFIX)
            wait_for(site, process)
            yield site.logged_in()
        finally:
            process.terminate()
            process.wait(timeout=30)


def test_it_is_there_under_the_prefix(visitor: Site) -> None:
    page = visitor.ask("/revops").text
    assert f'href="{PREFIX}/revops/2026-W27/small.html"' in page
    assert f'href="{PREFIX}/revops/run/small"' in page
    assert 'href="/revops' not in page
    assert visitor.ask("/revops/2026-W27/small.html").status == 200
    form = visitor.ask("/revops/run/small").text
    assert f'action="{PREFIX}/revops/run/small"' in form
    assert visitor.ask("/revops/2026-W27").headers["Location"].startswith(f"{PREFIX}/revops/2026")
    catalogue = visitor.ask("/revops/metrics").headers["Location"]
    assert catalogue == f"{PREFIX}/revops/2026-W27/metrics.html"


def test_only_for_those_whom_it_lets_in(visitor: Site) -> None:
    answer = visitor.stranger().ask("/revops/2026-W27/small.html")
    assert answer.status == 302
    assert answer.headers["Location"].startswith(f"{PREFIX}/login")
    assert visitor.stranger().ask("/revops/run/small", "POST", "p.days=1").status == 403


def test_without_a_workspace_it_says_so(visitor: Site) -> None:
    settings = visitor.root / "revops.toml"
    kept = settings.read_text("utf-8")
    settings.unlink()
    try:
        answer = visitor.ask("/revops")
        assert answer.status == 503
        assert "no revops.toml" in answer.text
        assert visitor.ask("/revops/index.html").status == 503
    finally:
        settings.write_text(kept, "utf-8")


def test_an_install_enables_it(tmp_path: Path) -> None:
    assert json.loads(ENABLED.read_text("utf-8")) == {
        "ServerApp": {"jpserver_extensions": {"revops.serving": True}}
    }
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
    place = "data/etc/jupyter/jupyter_server_config.d/revops.json"
    assert any(name.endswith(place) for name in names)
    assert "revops/serving/template/form.html.j2" in names
    assert "revops/serving/template/site.css" in names

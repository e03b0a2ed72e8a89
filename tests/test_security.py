"""What a hostile value, name, link or neighbour on the machine cannot do."""

import json
import os
import re
from pathlib import Path

import psutil
import pytest
from pydantic import ValidationError

from revops import load as loading
from revops.errors import RevopsError, SettingsError
from revops.report.earlier import named
from revops.report.execute import run_on
from revops.report.kernels import Kernel
from revops.report.notebooks import listed
from revops.report.parameters import checked
from revops.report.scripts import policy
from revops.report.templates import FOLDER
from revops.workspace import open_workspace
from revops.workspace.crm import Crm

HOSTILE = (
    "'; import pathlib; pathlib.Path('pwned').touch(); '",
    '"; __import__("pathlib").Path("pwned").touch(); "',
    "\\'; import pathlib; pathlib.Path('pwned').touch() #",
    "'''\nimport pathlib\npathlib.Path('pwned').touch()\n'''",
    "x\nimport pathlib; pathlib.Path('pwned').touch()",
    "x\rimport pathlib; pathlib.Path('pwned').touch()",
    "x\u2028import pathlib; pathlib.Path('pwned').touch()",
    "{{ 7 * 7 }} {% raw %} ${HOME} $(touch pwned) `touch pwned`",
    "!touch pwned",
    "%%bash\ntouch pwned",
    "\\N{BELL}\\x41\\",
    "{label} %s %(label)s",
)
SAYS = "import json\nfrom pathlib import Path\nPath('said.json').write_text(json.dumps(label))"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no sockets in folders: keys are used")
def test_a_value_is_never_code_and_no_port_is_open(tmp_path: Path, add_notebook) -> None:
    path = add_notebook(tmp_path, "ours", SAYS)
    content = json.loads(path.read_text("utf-8"))
    parameters = next(c for c in content["cells"] if "parameters" in c["metadata"].get("tags", []))
    parameters["source"] = 'label: str = ""\nwords: list[str] = []'
    content["metadata"]["kernelspec"]["language"] = "python"
    path.write_text(json.dumps(content), encoding="utf-8")
    kernel = Kernel(tmp_path, imports=())
    kernel.start()
    try:
        for value in HOSTILE:
            given = checked(path, {"label": value, "words": [value]})
            done = run_on(kernel, path, given)
            assert done.error is None, done.error
            assert json.loads((tmp_path / "said.json").read_text("utf-8")) == value
        assert not (tmp_path / "pwned").exists()
        _closed_to_others(kernel)
    finally:
        kernel.stop()


def _closed_to_others(kernel: Kernel) -> None:
    """Assert that a kernel listens on no network, and that only its owner can reach it."""
    running = psutil.Process(kernel._process.pid)
    family = [running, *running.children(recursive=True)]
    listening = [one for process in family for one in process.net_connections("inet")]
    assert [one for one in listening if one.status == psutil.CONN_LISTEN] == []
    assert kernel._folder is not None
    folder = Path(kernel._folder.name)
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "kernel.json").stat().st_mode & 0o777 == 0o600
    told = json.loads((folder / "kernel.json").read_text("utf-8"))
    assert told["transport"] == "ipc"
    assert len(told["key"]) >= 32


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "..", "a/../../outside", "outside"])
def test_only_notebooks_of_the_workspace_are_known(cast: Path, name: str) -> None:
    (cast.parent / "outside.ipynb").write_text("{}", encoding="utf-8")
    with pytest.raises(RevopsError, match="there is no report named"):
        listed(open_workspace(cast), [name])


def test_a_link_to_a_notebook_elsewhere_is_not_run(
    cast: Path, tmp_path: Path, add_notebook
) -> None:
    far = tmp_path / "far"
    far.mkdir()
    real = add_notebook(far, "strange", "1 + 1")
    (cast / "notebooks").mkdir(exist_ok=True)
    (cast / "notebooks/strange.ipynb").symlink_to(real)
    with pytest.raises(SettingsError, match=r"strange\.ipynb is a link that leads out of it"):
        listed(open_workspace(cast), ["strange"])


def test_a_link_to_a_notebook_of_the_workspace_is_run(cast: Path, add_notebook) -> None:
    real = add_notebook(cast, "ours", "1 + 1")
    (cast / "notebooks/again.ipynb").symlink_to(real)
    assert [one.name for one in listed(open_workspace(cast), ["again"])] == ["again"]


@pytest.mark.parametrize("folder", ["../pages", "/srv/pages", "a/../../pages", "C:\\\\pages"])
def test_pages_stay_in_the_workspace(cast: Path, folder: str) -> None:
    settings = cast / "revops.toml"
    more = f'\n[reports]\nfolder = "{folder}"\n'
    settings.write_text(settings.read_text("utf-8") + more, encoding="utf-8")
    with pytest.raises(SettingsError, match="leads out of the workspace"):
        open_workspace(cast)


def test_the_machine_may_say_that_pages_lie_elsewhere(
    cast: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHARED", str(tmp_path / "shared"))
    settings = cast / "revops.toml"
    more = '\n[reports]\nfolder = "${SHARED}/pages"\n'
    settings.write_text(settings.read_text("utf-8") + more, encoding="utf-8")
    assert open_workspace(cast).reports == tmp_path / "shared/pages"


@pytest.mark.parametrize("name", ["../snapshots", "/etc", "..", "a" * 21])
def test_only_loads_that_were_made_are_read(cast: Path, name: str) -> None:
    place = open_workspace(cast)
    with pytest.raises(RevopsError, match="there is no load named"):
        named(place.state, name)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert({id})",
        "data:text/html,{id}",
        "file:///etc/{id}",
        "http://crm.example/{id}",
        "//crm.example/{id}",
        "https://{id}.example/",
        'https://crm.example/{id}" onclick="x',
    ],
)
def test_a_record_leads_to_the_crm_and_nowhere_else(url: str) -> None:
    with pytest.raises(ValidationError):
        Crm(lead_url=url)


def test_a_page_may_load_send_and_run_nothing_but_its_own_scripts() -> None:
    rules = dict(rule.split(" ", 1) for rule in policy(["own()"]).split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["form-action"] == rules["base-uri"] == "'none'"
    assert re.fullmatch(r"'sha256-[\w+/=]+'", rules["script-src"])
    assert "connect-src" not in rules
    assert not [rule for rule in rules.values() if re.search(r"https?:|\*|unsafe-eval", rule)]
    assert rules["script-src"].find("unsafe") == -1


def test_every_template_of_a_page_has_the_policy_first() -> None:
    roots = [
        path
        for path in FOLDER.glob("*.j2")
        if re.match(r"(?i)\s*<!doctype", path.read_text("utf-8"))
    ]
    assert roots
    for path in roots:
        head = path.read_text("utf-8").partition("<title>")[0]
        assert 'http-equiv="Content-Security-Policy" content="{{ policy }}"' in head


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
@pytest.mark.parametrize(("own", "state"), [(0o700, 0o700), (0o750, 0o750), (0o755, 0o755)])
def test_what_is_kept_is_open_to_no_more_people_than_the_workspace(
    cast: Path, own: int, state: int
) -> None:
    cast.chmod(own)
    place = open_workspace(cast)
    place.state.mkdir(exist_ok=True)
    place.state.chmod(0o755)
    loading.load(place)
    assert place.state.stat().st_mode & 0o777 == state

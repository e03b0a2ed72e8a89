"""`revops serve` stays on this machine unless it is told otherwise, and says what that means."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from revops.errors import RevopsError
from revops.serving.alone import SERVICES, Asked, arguments_of, warnings_of
from revops.workspace import open_workspace

HEAVY = {"jupyter_server", "tornado", "polars", "revops.report.run"}
Call = Callable[..., Result]


@pytest.mark.parametrize("ip", ["0.0.0.0", "", "*", "::", "192.0.2.7", "faro.example"])
def test_another_address_needs_a_clear_word(ip: str) -> None:
    with pytest.raises(RevopsError, match="Add --allow-remote"):
        warnings_of(Asked(1, ip))
    (said,) = warnings_of(Asked(1, ip, is_open=True))
    assert "NOT encrypted" in said
    assert warnings_of(Asked(1, ip, is_open=True, certificate=Path("a.pem"))) == []


@pytest.mark.parametrize("ip", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_this_machines_own_needs_none(ip: str) -> None:
    assert warnings_of(Asked(1, ip)) == []


def test_the_command_refuses(revops: Call, cast: Path) -> None:
    done = revops("serve", "-w", cast, "--ip", "0.0.0.0", "--no-browser")
    assert done.exit_code == 2
    assert "--ip 0.0.0.0 lets other machines reach the site" in done.stderr


def test_what_jupyter_is_told(cast: Path) -> None:
    told = arguments_of(open_workspace(cast), Asked(8765))
    assert "--ServerApp.ip=127.0.0.1" in told
    assert "--ServerApp.allow_unauthenticated_access=False" in told
    assert "--ServerApp.allow_remote_access=False" in told
    assert f"--RevopsSite.workspace={cast.resolve()}" in told
    assert SERVICES == ("auth", "security")


def test_jupyter_finds_the_extension_and_little_else_is_imported() -> None:
    asked = "import sys, revops.serving as found; found._jupyter_server_extension_points"
    told = f"{asked}; print(sorted({HEAVY!r} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    loaded = "from revops import serving; serving._jupyter_server_extension_points()"
    told = f"import sys; {loaded}; print('polars' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

"""Addresses are put together when they are used."""

import os
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.delivery.conftest import Setup

from revops.delivery.addresses import NoAddress, _open_to_others, addresses
from revops.workspace import Workspace


def _of(place: Workspace) -> list[str]:
    return addresses(place, place.settings.delivery[0])


def _uri(workspace: Setup, uri: str) -> Workspace:
    return workspace(f'[[delivery]]\nname = "team"\nuri = "{uri}"\n')


@pytest.mark.parametrize("written", ["${TEAM}", "$TEAM"])
def test_a_variable_may_be_all_of_it(
    workspace: Setup, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("TEAM", "slack://A/B/C\n\n# the other\nslack://D/E/F\n")
    assert _of(_uri(workspace, written)) == ["slack://A/B/C", "slack://D/E/F"]


def test_a_host_with_a_port_stays_one(workspace: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", "mail.faro.example:2525")
    monkeypatch.setenv("PLACE", "a/b")
    place = _uri(workspace, "json://${HOST}/${PLACE}?to=${HOST}")
    assert _of(place) == [
        "json://mail.faro.example:2525/a/b?to=mail.faro.example%3A2525",
    ]


@given(
    password=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
)
def test_a_password_may_hold_any_sign(password: str) -> None:
    from revops.delivery.addresses import _filled
    from revops.workspace.delivery import Delivery

    written = "mailto://ana:${ANY_PASSWORD}@mail.faro.example:25/in?to=b@faro.example"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANY_PASSWORD", password)
        filled = _filled(written, Delivery(name="x", uri=written))
    parts = urlsplit(filled)
    assert unquote(parts.password or "") == password
    assert (parts.hostname, parts.port, parts.path) == ("mail.faro.example", 25, "/in")
    assert parts.query == "to=b@faro.example"


@pytest.mark.parametrize("value", [None, "", " \n# nothing\n"])
def test_a_variable_that_says_nothing_is_said(
    workspace: Setup, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("TEAM", raising=False)
    if value is not None:
        monkeypatch.setenv("TEAM", value)
    with pytest.raises(NoAddress, match=r"TEAM|holds no address"):
        _of(_uri(workspace, "${TEAM}"))


def _file(workspace: Setup, mode: int, content: bytes = b"json://a\njson://b\n") -> Workspace:
    place = workspace('[[delivery]]\nname = "team"\nuri_file = "${KEPT}/addresses"\n')
    (place.root / "kept").mkdir(exist_ok=True)
    file = place.root / "kept" / "addresses"
    file.unlink(missing_ok=True)
    file.write_bytes(content)
    file.chmod(mode)
    return place


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEPT", "kept")


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_a_file_of_its_owner_is_read(workspace: Setup, mode: int) -> None:
    assert _of(_file(workspace, mode)) == ["json://a", "json://b"]


@pytest.mark.usefixtures("kept")
@pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601, 0o644, 0o660])
def test_a_file_that_others_reach_is_refused(workspace: Setup, mode: int) -> None:
    with pytest.raises(NoAddress, match=rf"mode {mode:03o}\). Run: chmod 600 \$\{{KEPT\}}"):
        _of(_file(workspace, mode))


@pytest.mark.usefixtures("kept")
def test_on_windows_the_folder_protects_it(workspace: Setup) -> None:
    place = _file(workspace, 0o644)
    assert _open_to_others(place.root / "kept" / "addresses", "nt") == 0


@pytest.mark.usefixtures("kept")
def test_a_file_that_is_not_there_or_no_text_is_said(workspace: Setup) -> None:
    place = _file(workspace, 0o600, b"\xff\xfe\x00")
    with pytest.raises(NoAddress, match="no text in UTF-8"):
        _of(place)
    (place.root / "kept" / "addresses").unlink()
    with pytest.raises(NoAddress, match="cannot be read: No such file"):
        _of(place)

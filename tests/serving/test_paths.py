"""No address leads out of the reports folder, or to what is hidden in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.serving.paths import found, is_safe

REFUSED = [
    "",
    "/",
    "..",
    "../secret.html",
    "2026-W27/../../secret.html",
    "2026-W27/./small.html",
    "2026-W27//small.html",
    "/etc/passwd",
    "//server/share/a.html",
    "..\\secret.html",
    "2026-W27\\..\\..\\secret.html",
    "C:/secret.html",
    "c:secret.html",
    "2026-W27/small.html:stream",
    "2026-W27/small.html\x00.png",
    "2026-W27/small.html\n",
    ".aside/index.html",
    "2026-W27/.hidden.html",
    "2026-W27/out.html",
    "away/secret.html",
    "away/revops.toml",
    "2026-W27/small.html ",
    "2026-W27/small.html.",
    "NUL",
    "2026-W27/con.html",
    "2026-W27/*.html",
    "2026-W27/nothing.html",
    "2026-W27/small.html/more",
    "%2e%2e/secret.html",
    "a" * 1001,
    "/".join(["a"] * 300) + "/" + "b" * 300,
]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory, make_reports: Callable[[Path], Path]) -> Path:
    folder = tmp_path_factory.mktemp("paths") / "faro"
    folder.mkdir()
    return make_reports(folder)


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_refused(reports: Path, address: str) -> None:
    assert found(reports, address) is None


def test_what_is_there(reports: Path) -> None:
    assert found(reports, "2026-W27/small.html") == reports.resolve() / "2026-W27" / "small.html"
    assert found(reports, "2026-W27") == reports.resolve() / "2026-W27"
    within = found(reports, "2026-W27/within.html")
    assert within == reports.resolve() / "2026-W27" / "small.html"  # a link that stays inside


def test_a_reports_folder_that_is_a_link_is_followed(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(reports, target_is_directory=True)
    assert found(tmp_path / "linked", "index.html") == reports.resolve() / "index.html"


def test_a_reports_folder_that_is_not_there(tmp_path: Path) -> None:
    assert found(tmp_path / "reports", "index.html") is None


def test_a_link_in_a_circle(reports: Path) -> None:
    (reports / "round").symlink_to(reports / "round")
    assert found(reports, "round/a.html") is None


parts = st.sampled_from(["..", ".", "", "2026-W27", "away", ".aside", "secret.html", "\\", "C:"])


@given(st.lists(st.one_of(parts, st.text(max_size=6)), max_size=6).map("/".join))
def test_nothing_outside_is_found(reports: Path, address: str) -> None:
    path = found(reports, address)
    if path is not None:
        assert is_safe(address)
        inside = path.relative_to(reports.resolve())
        assert not any(part.startswith(".") for part in inside.parts)

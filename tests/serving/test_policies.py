"""A page is served under its own policy where that one is closed, else under one that allows
nothing.
"""

from pathlib import Path

import pytest

from revops.report.scripts import page_script, policy
from revops.serving.policies import HEADER_ONLY, NOTHING, is_closed, policy_of

OWN = policy(["alert(1)"])


@pytest.mark.parametrize("policy", [OWN, policy([]), f"{OWN}; connect-src 'self'"])
def test_policies_of_our_pages_are_closed(policy: str) -> None:
    assert is_closed(policy)


@pytest.mark.parametrize(
    "policy",
    [
        "",
        "script-src 'none'",
        "default-src 'self'",
        "default-src 'none'; script-src *",
        "default-src 'none'; script-src 'unsafe-inline'",
        "default-src 'none'; script-src 'unsafe-eval'",
        "default-src 'none'; img-src https:",
        "default-src 'none'; img-src https://pixel.example",
        "default-src 'none'; script-src 'none'; script-src 'sha256-a='",
        "default-src 'none', default-src *",
    ],
)
def test_others_are_not(policy: str) -> None:
    assert not is_closed(policy)


@pytest.mark.parametrize(
    "element",
    [
        '<meta http-equiv="Content-Security-Policy" content="{}">',
        '<meta content="{}" http-equiv="Content-Security-Policy"/>',
    ],
)
def test_a_page_keeps_its_own(tmp_path: Path, element: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<!DOCTYPE html>\n<head>{element.format(OWN)}<p>", "utf-8")
    assert policy_of(path, "1") == f"{OWN}; {HEADER_ONLY}"


def test_a_page_that_came_in_its_place_has_another(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<p>", "utf-8")
    assert policy_of(path, "1") == NOTHING
    own = policy([page_script()])
    path.write_text(f'<meta http-equiv="Content-Security-Policy" content="{own}">', "utf-8")
    assert policy_of(path, "2") == f"{own}; {HEADER_ONLY}"


def test_what_is_no_page_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "picture.svg"
    path.write_text(f'<meta http-equiv="Content-Security-Policy" content="{OWN}">', "utf-8")
    assert policy_of(path, "1") == NOTHING
    assert "sandbox" in NOTHING

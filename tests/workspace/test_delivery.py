"""The [[delivery]] blocks of revops.toml."""

from typing import Any

import pytest
from pydantic import ValidationError

from revops.workspace.delivery import KINDS, Delivery
from revops.workspace.settings import Settings


def _delivery(**given: Any) -> Delivery:
    return Delivery.model_validate({"name": "team", **given})


def test_a_channel_is_told_of_every_kind_unless_it_asks() -> None:
    assert _delivery(uri="${TEAM}").when == KINDS
    assert _delivery(uri="${TEAM}", when=["failed"]).when == ("failed",)


@pytest.mark.parametrize(
    "uri",
    [
        "${TEAM}",
        "$TEAM",
        "slack://${TOKEN}",
        "slack://T0/B0/${TOKEN}",
        "mailto://localhost?from=a@faro.example&to=b@faro.example",
        "mailtos://ana:${PASSWORD}@mail.faro.example",
        "mailtos://mail.faro.example?user=ana&pass=${PASSWORD}",
        "json://localhost:8000/in",
    ],
)
def test_an_address_without_a_secret_in_it_is_taken(uri: str) -> None:
    assert _delivery(uri=uri).uri.get_secret_value() == uri


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "either uri or uri_file"),
        ({"uri": "${TEAM}", "uri_file": "team"}, "either uri or uri_file"),
        ({"uri": "slack://T0/B0/abc"}, "written out"),
        ({"uri": "mailto://ana:abc@localhost"}, "written out"),
        ({"uri": "mailto://ana:abc${X}@localhost?token=abc"}, "written out"),
        ({"uri": "${TEAM}", "name": "a b"}, "pattern"),
        ({"uri": "${TEAM}", "when": ["never"]}, "not_started"),
        ({"uri": "${TEAM}", "language": "fr"}, "'en' or 'es'"),
        ({"uri": "${TEAM}", "link": "javascript:alert(1)"}, "pattern"),
        ({"uri": "${TEAM}", "url": "x"}, "Extra inputs"),
    ],
)
def test_what_is_wrong_is_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        _delivery(**given)


def test_a_name_is_given_once() -> None:
    twice = [{"name": "team", "uri": "${A}"}, {"name": "team", "uri": "${B}"}]
    with pytest.raises(ValidationError, match="the name team is given twice"):
        Settings.model_validate({"company": "Faro", "currency": "USD", "delivery": twice})

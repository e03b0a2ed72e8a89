"""Addresses of records in the CRM: https, one {id}, and ids that cannot break out of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.errors import SettingsError
from revops.workspace import open_workspace
from revops.workspace.crm import Crm

URL = "https://crm.example/contacts/{id}"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://crm.example/{id}", "begins with https://"),
        ("javascript:alert({id})", "begins with https://"),
        ("https://crm.example/contacts", "needs {id} once"),
        ("https://crm.example/{id}/{id}", "needs {id} once"),
        ("https://crm.example/{lead}", "needs {id} once"),
        ("https://crm.example/{id}/{0}", "needs {id} once"),
        ("https://{id}.example/", "needs a host"),
        ("https:///{id}", "needs a host"),
        ("https://crm.example@evil.example/{id}", "needs a host"),
        ("https://crm.example/ {id}", "a blank or a sign"),
        ('https://crm.example/"{id}', "a blank or a sign"),
    ],
)
def test_an_unsafe_address_is_refused(tmp_path: Path, url: str, said: str) -> None:
    toml = f"company = 'Faro'\ncurrency = 'USD'\n[crm]\nlead_url = '{url}'\n"
    (tmp_path / "revops.toml").write_text(toml, "utf-8")
    (tmp_path / "agreement").mkdir()
    with pytest.raises(SettingsError, match=r"crm\.lead_url") as refused:
        open_workspace(tmp_path)
    assert said in str(refused.value)


def test_an_unknown_kind_of_record_is_refused(tmp_path: Path) -> None:
    toml = f"company = 'Faro'\ncurrency = 'USD'\n[crm]\nleads_url = '{URL}'\n"
    (tmp_path / "revops.toml").write_text(toml, "utf-8")
    (tmp_path / "agreement").mkdir()
    with pytest.raises(SettingsError, match="Did you mean 'lead_url'"):
        open_workspace(tmp_path)


@given(st.text())
def test_no_id_leaves_its_place(record: str) -> None:
    address = Crm(lead_url=URL + "?tab=1").address("lead_id", record)
    if not record:
        assert address == ""
        return
    quoted = address.removeprefix("https://crm.example/contacts/").removesuffix("?tab=1")
    assert not set(quoted) & set("/?#\"'<>& \n:@")

"""What definitions read has a history from successive exports; a replay trusts it from then on."""

from datetime import date

import polars as pl
import pytest

from revops.alignment.qualified.clocks import clocks
from revops.alignment.qualified.facts import Facts
from revops.load import load
from revops.workspace import QualifiedLead
from revops.workspace.qualified_lead import Criterion

ACCOUNTS = "account_id,name,employees,industry,country,created_at\n"
MADE = "2026-06-01T12:00:00Z\n"
LEADS = "lead_id,job_title,country,created_at\n"
FILES = {
    "crm/accounts 2026-07-01.csv": ACCOUNTS + f"A1,Aurora,,Retail,CL,{MADE}A2,Bosque,20,,CL,{MADE}",
    "crm/accounts 2026-07-08.csv": ACCOUNTS + f"A1,Aurora,90,Retail,PE,{MADE}A2,Bosque,20,,,{MADE}",
    "crm/accounts 2026-07-15.csv": "account_id,name,employees\nA1,Aurora,90\nA2,Bosque,25\n",
    "crm/leads 2026-07-01.csv": LEADS + f"ana,Analyst,CL,{MADE}",
    "crm/leads 2026-07-08.csv": LEADS + f"ana,Head of IT,CL,{MADE}",
}
STATES = "".join(
    f'[[exports]]\nsource = "template.{name}"\npath = "crm/{name}*.csv"\nsuccessive = "states"\n'
    for name in ("accounts", "leads")
).removeprefix("[[exports]]\n")


@pytest.fixture
def tables(dated):
    return load(dated(FILES, STATES)).tables


def test_what_definitions_read_is_rebuilt_and_says_so(tables) -> None:
    found = tables["field_history"].sort("changed_at", "object_id", "field")
    assert found["is_rebuilt"].all()
    told = found.select("object", "object_id", "field", "old_value", "new_value")
    assert told.rows() == [
        ("account", "A1", "country", "CL", "PE"),
        ("account", "A1", "employees", None, "90"),
        ("account", "A2", "country", "CL", None),
        ("lead", "ana", "job_title", "Analyst", "Head of IT"),
        ("account", "A2", "employees", "20", "25"),
    ]


@pytest.mark.parametrize(
    ("since", "known"), [(date(2026, 7, 7), "today"), (date(2026, 7, 8), "history")]
)
def test_a_replay_trusts_it_only_from_its_first_change_on(tables, since, known) -> None:
    asked = QualifiedLead(version="v", criteria=[Criterion(id="big", sql="employees >= 50")])
    facts = Facts(
        tables["leads"], accounts=tables["accounts"], field_history=tables["field_history"]
    )
    assert clocks(asked, facts, since=since) == {"employees": known}
    assert isinstance(facts.leads, pl.DataFrame)

"""A workspace with only some of the exports still gets its pages, and the reasons for the rest."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]
NOTEBOOKS = list((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
HEAD = 'company = "Aurora"\ncurrency = "USD"\nas_of = 2026-06-30\n[[exports]]\nsource = "custom"\n'
DEALS = "id,created,closed,status,worth,cur\nO1,2026-01-05,2026-03-01,won,900,USD\n"
DEALS += "O2,2026-01-09,2026-03-09,lost,100,USD\nO3,2026-02-02,,open,50,EUR\n"
LEADS = "id,created,mail\nL1,2026-01-05,ana@aurora.example\nL2,2026-06-05,\n"


def workspace(folder: Path, table: str, columns: str, content: str) -> Path:
    (folder / "data.csv").write_text(content, encoding="utf-8")
    lines = f'table = "{table}"\npath = "data.csv"\ndate_format = "%Y-%m-%d"\ncolumns = {columns}\n'
    (folder / "revops.toml").write_text(HEAD + lines, encoding="utf-8")
    return folder


def numbers(folder: Path) -> tuple[dict[str, float], dict[str, str]]:
    (run,) = folder.glob("reports/*/run.json")
    rows = json.loads((run.parent / "metrics.json").read_text("utf-8"))
    whole = {
        r["metric_id"]: r["value"] for r in rows if r["dimension"] == "all" and not r["cohort"]
    }
    return whole, json.loads(run.read_text("utf-8"))["unavailable"]


def test_deals_alone(tmp_path: Path, revops: Call) -> None:
    columns = (
        '{ opportunity_id = "id", created_at = "created", closed_at = "closed", '
        'status = "status", amount = "worth", currency = "cur" }'
    )
    place = workspace(tmp_path, "opportunities", columns, DEALS)
    assert revops("run", "--workspace", place).exit_code == 0
    found, missing = numbers(place)
    assert (found["n_won"], found["n_lost"], found["n_open"], found["won_value"]) == (1, 1, 1, 900)
    assert missing["n_leads"] == "no export gives the table 'leads'"
    assert missing["n_won by original_source"] == "no export gives the table 'leads'"


def test_leads_alone(tmp_path: Path, revops: Call) -> None:
    columns = '{ lead_id = "id", created_at = "created", email = "mail" }'
    place = workspace(tmp_path, "leads", columns, LEADS)
    assert revops("run", "--workspace", place).exit_code == 0
    found, missing = numbers(place)
    assert found["n_leads"] == 2
    assert missing["n_won"] == "no export gives the table 'opportunities'"


@pytest.mark.parametrize(
    "content", ["id,created,mail\n", "id,created,mail\nana@a.example,2026-01-05,\n"]
)
def test_an_export_without_rows_or_with_addresses_as_ids(
    tmp_path: Path, revops: Call, content: str
) -> None:
    columns = '{ lead_id = "id", created_at = "created", email = "mail" }'
    place = workspace(tmp_path, "leads", columns, content)
    done = revops("run", "--workspace", place)
    assert done.exit_code in (0, 1)
    pages = [page.read_text("utf-8") for page in place.glob("reports/*/*.html")]
    assert len(pages) == len(NOTEBOOKS) + 2  # the index and the metrics
    assert not [page for page in pages if "ana@a.example" in page]

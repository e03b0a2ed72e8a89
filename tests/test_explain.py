"""`revops explain FILE`: what the reader sees, with its evidence."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]
ADS = """\
Campaign report
All time
Campaign;Día;Coste;Impresiones;Clics;Código de moneda;Nota
Marca;05/06/2026;1.200,50;1.000;3;CLP;x
Marca;25/06/2026;3,10;10;1;CLP;
Total: Cuenta;;1.203,60;1.010;4;CLP;
"""


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REVOPS_WORKSPACE", raising=False)


def lines(done: Any) -> list[str]:
    return [" ".join(line.split()) for line in done.stdout.splitlines()]


def test_it_tells_how_a_file_is_written_and_read(revops: Call, tmp_path: Path) -> None:
    (tmp_path / "ads.csv").write_bytes(ADS.encode("cp1252"))
    done = revops("explain", tmp_path / "ads.csv")
    assert done.exit_code == 0, done.stdout
    told = lines(done)
    for wanted in (
        "encoding Windows-1252",
        "separator semicolon",
        "header row 3",
        "above it Campaign report; All time",
        "footer Total: Cuenta",
        "Día -> spend.spent_on",
        "Nota not read",
        "rows: 2; totals and footers left out: 1",
        "spent_on 2026-06-05 | 2026-06-25",
        "cost 1200.5 | 3.1",
    ):
        assert wanted in told, done.stdout
    (days,) = [line for line in told if line.startswith("spend.spent_on ")]
    assert "day/month/year" in days
    assert "above 12" in days
    (cost,) = [line for line in told if line.startswith("spend.cost ")]
    assert "decimal comma" in cost


def test_at_most_five_rows_and_no_control_characters(revops: Call, tmp_path: Path) -> None:
    rows = "".join(f"{n},deal{n}\x1b[31m,Demo\n" for n in range(9))
    (tmp_path / "d\x1b[2J.csv").write_text(f"Record ID,Deal Name,Deal Stage\n{rows}", "utf-8")
    done = revops("explain", tmp_path / "d\x1b[2J.csv")
    assert done.exit_code == 0
    assert "\x1b" not in done.stdout
    assert "deal4" in done.stdout
    assert "deal5" not in done.stdout


def test_what_is_refused_is_the_explanation(revops: Call, tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text(
        'Record ID,Deal Name,Deal Stage,Pipeline\n1,"open,Demo,Sales\n2,b,Demo,Sales\n'
    )
    done = revops("explain", tmp_path / "deals.csv")
    assert done.exit_code == 2
    assert "It cannot be read:" in done.stdout
    assert "a quotation mark that is never closed" in done.stdout
    (tmp_path / "terms.pdf").write_bytes(b"%PDF-1.7")
    done = revops("explain", tmp_path / "terms.pdf")
    assert done.exit_code == 2
    assert "It has no place:" in done.stdout
    done = revops("explain", tmp_path / "nothing.csv")
    assert done.exit_code == 2
    assert "there is no file" in done.stderr


def test_a_misspelt_name_is_told_its_nearest(revops: Call, tmp_path: Path) -> None:
    (tmp_path / "down").mkdir()
    (tmp_path / "down" / "contacts-2026-07-01.csv").write_text("Record ID\n1\n", "utf-8")
    for wrong, meant in (
        ("down/contact-2026-07-01.csv", "contacts-2026-07-01.csv"),
        ("dwon/contacts-2026-07-01.csv", "down"),
    ):
        done = revops("explain", tmp_path / wrong)
        assert done.exit_code == 2
        assert f"Did you mean '{meant}'?" in done.stderr
    assert "Did you mean" not in revops("explain", tmp_path / "down" / "x.pdf").stderr


def test_cells_that_do_not_cast_are_counted(revops: Call, tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text(
        "Record ID,Deal Name,Deal Stage,Amount\n1,a,Demo,9\n2,b,Demo,nine\n3,c,Demo,ten\n"
    )
    done = revops("explain", tmp_path / "deals.csv")
    assert done.exit_code == 0
    assert "opportunities.amount: 2 x not a number, first in row 3" in done.stdout


def test_a_block_of_the_workspace_has_its_say(revops: Call, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "deals.csv").write_text("no,when,worth\nA,05/06/2026,7\nB,06/07/2026,8\n")
    (tmp_path / "ours" / "revops.toml").write_text(
        'company = "Faro"\ncurrency = "USD"\n[[exports]]\nsource = "custom"\npath = "deals.csv"\n'
        'table = "opportunities"\ndate_format = "%d/%m/%Y"\n'
        'columns = { opportunity_id = "no", close_date = "when", amount = "worth" }\n'
    )
    done = revops("explain", tmp_path / "ours" / "deals.csv", "--workspace", tmp_path / "ours")
    assert done.exit_code == 0, done.stdout
    told = lines(done)
    assert "read as custom, by block 1 of revops.toml" in told
    assert "close_date 2026-06-05 | 2026-07-06" in told


def test_of_a_large_file_the_head_is_read_and_said(
    revops: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = import_module("revops.propose.explain")
    monkeypatch.setattr(module, "_WHOLE_BYTES", 1000)
    monkeypatch.setattr(module, "_HEAD_BYTES", 600)
    rows = "".join(f"{n},deal,Demo\n" for n in range(900))
    (tmp_path / "deals.csv").write_text(f"Record ID,Deal Name,Deal Stage\n{rows}")
    done = revops("explain", tmp_path / "deals.csv")
    assert done.exit_code == 0
    assert "of its first part (the file is large)" in done.stdout
    assert "rows: 900" not in done.stdout

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from revops.errors import SourceError
from revops.sources import read_all
from revops.workspace.settings import ExportSettings


def test_columns_constants_dates_decimals_and_missing(load):
    text = "Negócio;Ganho em;Valor;Origem\nA1;05/06/2018 19:58;R$ 1.200,50;unknown\nA2;;-;social\n"
    loaded = load(
        "custom",
        text.encode("cp1252"),
        table="opportunities",
        columns={
            "opportunity_id": "negócio",
            "closed_at": "Ganho em",
            "amount": "Valor",
            "lost_reason": "Origem",
        },
        constants={"status": "won", "term_months": 12, "probability": 0.5},
        date_format="%d/%m/%Y",
        decimal=",",
        missing=["-", "unknown"],
        zone="America/Sao_Paulo",
        currency="BRL",
    )
    first, second = loaded.tables["opportunities"].iter_rows(named=True)
    assert (first["opportunity_id"], first["status"]) == ("A1", "won")
    assert first["closed_at"] == datetime(2018, 6, 5, 22, 58, tzinfo=UTC)
    assert (first["amount"], first["currency"]) == (Decimal("1200.5"), "BRL")
    assert (first["term_months"], first["probability"]) == (12, 0.5)
    assert (first["lost_reason"], second["lost_reason"]) == (None, "social")
    assert (second["closed_at"], second["amount"], second["from_vendor"]) == (None, None, "custom")
    assert loaded.rejected.is_empty()


def test_one_file_may_feed_two_tables(tmp_path):
    (tmp_path / "won.csv").write_text("mql_id,seller\n7,s1\n")
    one = {"source": "custom", "path": "won.csv"}
    loaded = read_all(
        [
            ExportSettings(**one, table="opportunities", columns={"opportunity_id": "mql_id"}),
            ExportSettings(**one, table="accounts", columns={"account_id": "seller"}),
        ],
        root=tmp_path,
        zone="UTC",
    )
    assert loaded.tables["accounts"]["account_id"].to_list() == ["s1"]
    assert loaded.files["sha256"].n_unique() == 1


def test_rows_of_one_table_are_in_the_order_of_the_settings(tmp_path):
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.csv").write_text(f"Record ID,Email\n{name}1,\n{name}2,\n")
    exports = [ExportSettings(source="hubspot.contacts", path=p) for p in ("c.csv", "[ab].csv")]
    loaded = read_all(exports, root=tmp_path, zone="UTC")
    assert loaded.tables["leads"]["lead_id"].to_list() == ["c1", "c2", "a1", "a2", "b1", "b2"]
    assert loaded.tables["leads"]["from_file"].unique(maintain_order=True).to_list() == [
        "c.csv",
        "a.csv",
        "b.csv",
    ]


def test_a_vendors_header_can_be_renamed(load):
    text = "Record ID,Ticket,Amount\n301,12,99\n"
    loaded = load("hubspot.deals", text, columns={"amount": "Ticket"})
    assert loaded.tables["opportunities"]["amount"].item() == Decimal(12)


def test_the_vendor_can_be_named(load):
    text = "day,name,cost\n2026-01-01,Brand,3\n"
    loaded = load(
        "custom",
        text,
        table="spend",
        columns={"spent_on": "day", "campaign_id": "name", "cost": "cost"},
        constants={"from_vendor": "linkedin_ads"},
    )
    assert loaded.tables["spend"]["from_vendor"].item() == "linkedin_ads"


def test_a_file_that_is_read_twice(tmp_path):
    (tmp_path / "a.csv").write_text("Record ID\n1\n")
    exports = [ExportSettings(source="hubspot.deals", path=path) for path in ("a.csv", "*.csv")]
    with pytest.raises(SourceError, match="an earlier export reads this file already"):
        read_all(exports, root=tmp_path, zone="UTC")

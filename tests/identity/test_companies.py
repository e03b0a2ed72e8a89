"""One valid tax id or one domain of its own is one company; nothing else is."""

import polars as pl
import pytest

from revops.identity import resolve
from revops.identity.companies import with_domain
from revops.identity.countries import iso
from revops.identity.domains import is_shared, registrable
from revops.identity.tax_ids import tax_ids

from .conftest import counts, ids, table, whys


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.shop.faro.com.br", "faro.com.br"),
        ("faro.com.br", "faro.com.br"),
        ("https://shop.faro.co.uk/about?x=1", "faro.co.uk"),
        ("a.b.faro.example", "faro.example"),
        ("docs.faro.github.io", "faro.github.io"),
        ("faro.wordpress.com", "faro.wordpress.com"),
        ("WWW.FARO.CL.", "faro.cl"),
        ("127.0.0.1", None),
        ("localhost", None),
        ("n/a", None),
        ("faro.cl, faro.com", None),
    ],
)
def test_a_host_has_one_registrable_domain(host: str, domain: str | None) -> None:
    assert registrable(pl.Series([host, None])).to_list() == [domain, None]


@pytest.mark.parametrize(
    "domain",
    ["gmail.com", "hotmail.com.pe", "yahoo.co.jp", "facebook.com", "github.io", "wordpress.com",
     "com.br", "bol.com.br"],
)  # fmt: skip
def test_what_many_share_names_no_company(domain: str) -> None:
    rows = [{"account_id": each, "domain": domain} for each in ("A1", "A2")]
    assert resolve({"accounts": table("accounts", *rows)}).merges.is_empty()
    assert pl.select(is_shared(pl.lit(domain))).item()


def test_a_shop_and_its_company_are_one_but_two_sites_of_one_host_are_not() -> None:
    hosts = ["www.shop.faro.com.br", "faro.com.br", "faro.github.io", "bosque.github.io"]
    rows = [{"account_id": f"A{n}", "domain": host} for n, host in enumerate(hosts)]
    resolved = resolve({"accounts": table("accounts", *rows)})
    assert resolved.merges.rows() == [("accounts", "A1", "A0", "domain")]
    assert ids(resolved.tables, "accounts", "domain")[0] == "faro.com.br"


def test_a_text_that_is_no_host_stays_for_the_checks() -> None:
    accounts = table("accounts", {"account_id": "A1", "domain": "sin página"})
    assert with_domain(accounts)["domain"].to_list() == ["sin página"]


@pytest.mark.parametrize(
    ("tax_id", "country", "key"),
    [
        ("76.123.456-0", "CL", "CL:761234560"),
        ("761234560", None, "CL:761234560"),
        ("76.123.456-K", "CL", None),
        ("11.222.333/0001-81", "BR", "BR:11222333000181"),
        ("11222333000181", None, "BR:11222333000181"),
        ("11.222.333/0001-82", "BR", None),
        ("191", "BR", None),
        ("30-50001091-2", "AR", "AR:30500010912"),
        ("20100070970", "PE", "PE:20100070970"),
        ("900.373.913-4", "CO", "CO:9003739134"),
        ("B58378431", "ES", "ES:B58378431"),
        ("ESB58378431", None, "ES:B58378431"),
        ("EL094259216", "GR", "GR:094259216"),
        ("DE136695976", None, "DE:136695976"),
        ("1234567", "BO", None),
        ("1028357", "BO", "BO:1028357"),
        ("55.555.555-5", "CL", None),
        ("11111111-1", "CL", None),
        ("XAXX010101000", "MX", None),
        ("XEXX010101000", "MX", None),
        ("222222222222", "CO", None),
        ("no tiene", "CL", None),
        ("0", None, None),
        ("-", "CL", None),
    ],
)
def test_a_tax_id_is_a_key_where_its_check_digit_holds(
    tax_id: str, country: str | None, key: str | None
) -> None:
    read = tax_ids(pl.Series([tax_id]), pl.Series([country], dtype=pl.String))
    assert read["key"].to_list() == [key]


def test_a_zero_lost_in_a_spreadsheet_changes_no_company() -> None:
    numbers = pl.Series(["06.990.590/0001-23", "6990590000123", "7.654.321-6", "07654321-6"])
    keys = tax_ids(numbers, pl.Series(["BR", "BR", "CL", "CL"]))["key"].to_list()
    assert keys == ["BR:06990590000123"] * 2 + ["CL:76543216"] * 2


def test_every_wrong_check_digit_of_a_rut_is_refused() -> None:
    digits = "0123456789K"
    read = tax_ids(pl.Series([f"76.123.456-{each}" for each in digits]), pl.Series(["CL"] * 11))
    assert [d for d, key in zip(digits, read["key"], strict=True) if key] == ["0"]


@pytest.mark.parametrize(
    ("country", "code"),
    [("Chile", "CL"), ("BRASIL", "BR"), ("Brazil", "BR"), ("México", "MX"), ("mexico", "MX"),
     ("Alemania", "DE"), ("EE.UU.", "US"), ("es", "ES"), ("Narnia", None), ("", None)],
)  # fmt: skip
def test_a_country_is_known_in_three_languages(country: str, code: str | None) -> None:
    assert iso(pl.Series([country])).to_list() == [code]


def test_a_wrong_tax_id_matches_nothing_and_is_counted() -> None:
    rows = [
        {"account_id": "A1", "tax_id": "76.123.456-1", "country": "Chile"},
        {"account_id": "A2", "tax_id": "76.123.456-1", "country": "Chile"},
        {"account_id": "A3", "tax_id": "55555555-5", "country": "Chile"},
        {"account_id": "A4", "tax_id": "55555555-5", "country": "Chile"},
        {"account_id": "A5", "domain": "gmail.com"},
    ]
    resolved = resolve({"accounts": table("accounts", *rows)})
    assert resolved.merges.is_empty()
    assert counts(resolved, "left alone") == {
        "invalid tax id": 2,
        "placeholder tax id": 2,
        "free-mail domain": 1,
    }


def test_two_companies_on_one_domain_stay_two_and_are_counted() -> None:
    rows = [
        {"account_id": "A1", "tax_id": "761234560", "domain": "grupo.example", "country": "Chile"},
        {"account_id": "A2", "tax_id": "967902403", "domain": "grupo.example", "country": "Chile"},
        {"account_id": "A3", "domain": "grupo.example"},
        {"account_id": "A4", "domain": "casa.example"},
        {"account_id": "A5", "domain": "casa.example", "parent_id": "A4"},
    ]
    resolved = resolve({"accounts": table("accounts", *rows)})
    assert resolved.merges.is_empty()
    assert counts(resolved, "left alone") == {
        "two tax ids on one domain": 3,
        "parent and child on one domain": 2,
    }
    assert whys(resolved) == {("A1", "A3"): "same web domain"}


def test_a_person_works_where_the_domain_of_a_merged_record_leads() -> None:
    accounts = table(
        "accounts",
        {"account_id": "A1", "tax_id": "761234560", "domain": "aurora.example"},
        {"account_id": "A2", "tax_id": "76.123.456-0", "domain": "aurora-chile.example"},
    )
    leads = table("leads", {"lead_id": "L1", "email": "ana@correo.aurora-chile.example"})
    resolved = resolve({"accounts": accounts, "leads": leads})
    assert ids(resolved.tables, "leads", "account_id") == ["A1"]

"""The parts of flags, each against a plain way to say the same."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.checks.flags import FLAGS
from revops.checks.flags.addresses import is_of_a_role, our_domains
from revops.checks.flags.agreed_stages import said_of, stages_of
from revops.checks.flags.chains import ends
from revops.checks.flags.countries import names_country
from revops.checks.flags.currencies import names_currency
from revops.checks.flags.machines import is_machine
from revops.checks.flags.misspelt import rightly_spelt
from revops.checks.flags.over_rows import judged, reads

IDS = st.sampled_from("abcdefgh")


def comes_back(links: dict[str, str], start: str) -> bool:
    """Follow links one by one, as far as there are any."""
    here = start
    for _ in links:
        if here not in links:
            return False
        here = links[here]
        if here == start:
            return True
    return False


@given(st.dictionaries(IDS, st.none() | IDS))
def test_a_circle_is_found_whatever_its_length(above: dict[str, str | None]) -> None:
    rows = {"id": list(above), "up": list(above.values())}
    frame = pl.LazyFrame(rows, schema={"id": pl.String, "up": pl.String})
    links = {key: up for key, up in above.items() if up is not None}
    told = [None if up is None else not comes_back(links, key) for key, up in above.items()]
    assert judged(frame, ends("id", "up")).to_list() == told


def test_a_circle_of_a_hundred_is_found() -> None:
    ids = [str(n) for n in range(100)]
    frame = pl.LazyFrame({"id": ["new", *ids], "up": ["0", *ids[1:], "0"]})
    assert judged(frame, ends("id", "up")).to_list() == [True, *[False] * 100]


def test_a_line_of_a_hundred_that_ends_is_none() -> None:
    ids = [str(n) for n in range(100)]
    frame = pl.LazyFrame({"id": ids, "up": [*ids[1:], "gone"]})
    assert judged(frame, ends("id", "up")).all()


def odd(values: list[str | None], right: tuple[str, ...] = ()) -> list[str]:
    frame = pl.LazyFrame({"text": values}, schema={"text": pl.String})
    spelt = judged(frame, rightly_spelt("text", right)).to_list()
    return sorted({v for v, is_right in zip(values, spelt, strict=True) if v and not is_right})


@pytest.mark.parametrize(
    ("values", "misspelt"),
    [
        (["Plan A", "Plan A", "plan-a", None], ["plan-a"]),
        (["GTX Basic", "Plus Pro", "GTXPro", "GTXPro"], ["GTXPro"]),
        (["Pro", "GTXPro"], []),
        (["Retail"] * 5 + ["Retial"], ["Retial"]),
        (["Retail"] * 4 + ["Retial"], []),
        (["GTK 500"] * 9 + ["GTK 600"], []),
        (["Peru"] * 9 + ["Perú"], []),
        (["Precio", "Plazo", "Competidor"] * 9, []),
    ],
)
def test_a_slip_is_told_from_another_word(values: list[str | None], misspelt: list[str]) -> None:
    assert odd(values) == misspelt


def test_a_word_known_to_be_right_needs_no_company() -> None:
    assert odd(["technolgy", "retail"], ("technology",)) == ["technolgy"]
    assert odd(["technology"] + ["technolgy"] * 9, ("technology",)) == ["technolgy"]


def test_free_text_is_nobodys_spelling() -> None:
    values: list[str | None] = [f"Word {n}" for n in range(2_001)]
    assert odd([*values, "word-7"]) == []


@pytest.mark.parametrize("text", ["Chile", "CL", "peru", "México", "United States", "Brasil", "UK"])
def test_a_country_is_known_by_name_and_code(text: str) -> None:
    frame = pl.LazyFrame({"country": [text, "Narnia", None]})
    assert judged(frame, names_country("country")).to_list() == [True, False, None]


def test_a_code_that_looks_like_a_currency_must_be_one() -> None:
    frame = pl.LazyFrame({"currency": ["CLP", "CLF", "USX", "US$", None]})
    told = judged(frame, names_currency("currency")).to_list()
    assert told == [True, True, False, None, None]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Cola Perú", True),
        ("API User", True),
        ("Integración SAP", True),
        ("Data Loader", True),
        ("Nicola Fila Rossi", True),
        ("Nicola Soto", False),
        ("Abbot Díaz", False),
        ("Ana Colas", False),
    ],
)
def test_a_machine_is_known_by_its_name(name: str, is_one: bool) -> None:
    users = pl.DataFrame({"user_id": ["U1"], "name": [name]})
    leads = pl.DataFrame({"owner_id": ["U1"]})
    assert leads.select(is_machine("owner_id", {"users": users})).item() is is_one


def test_a_role_is_told_from_a_person() -> None:
    emails = ["info@a.cl", "INFO+x@a.cl", "informe.anual@a.cl", "ana@info.cl", None]
    told = pl.DataFrame({"email": emails}).select(is_of_a_role()).to_series().to_list()
    assert told == [True, True, False, False, None]


def test_our_domains_are_those_of_users_and_of_the_site() -> None:
    users = pl.DataFrame({"user_id": ["ana@faro.example", "U2", "beto@gmail.com"]})
    content = pl.DataFrame(
        {"url": ["https://www.faro.example/x", "http://blog.faro.example", None]}
    )
    tables = {"users": users, "content": content}
    assert our_domains(tables).to_list() == ["blog.faro.example", "faro.example"]


STAGES = pl.DataFrame(
    [
        ("opportunity", "New", "Demo", 1, "open"),
        ("opportunity", "New", "Won", 7, "won"),
        ("opportunity", "Renewal", "Offer", 1, "open"),
        ("opportunity", "Renewal", "Demo", 2, "open"),
        ("opportunity", "Renewal", "Won", 3, "won"),
        ("lead", None, "Demo", 9, None),
    ],
    schema=["object", "pipeline", "label", "position", "status"],
    orient="row",
).with_columns(stage=pl.col("label").str.to_lowercase())


def test_a_stage_has_a_place_where_pipelines_agree_about_it() -> None:
    stages = stages_of({"stages": STAGES}, "opportunity")
    visits = pl.DataFrame({"stage": ["Demo", "Won", "Offer", " OFFER", "Trial", None]})
    places = visits.select(said_of(pl.col("stage"), stages, "place")).to_series().to_list()
    assert places == [None, None, 1, 1, None, None]
    status = visits.select(said_of(pl.col("stage"), stages, "status")).to_series().to_list()
    assert status == ["open", "won", "open", "open", None, None]


@pytest.mark.parametrize("table", FLAGS)
def test_a_flag_reads_no_more_than_it_says(
    make_tables: Callable[..., dict[str, pl.DataFrame]], table: str
) -> None:
    tables = make_tables()
    whole = tables[table].lazy()
    for name, flag in FLAGS[table](tables, date(2026, 6, 30)).items():
        part = whole.select("from_row", *sorted(reads(flag)))
        assert judged(part, flag).equals(judged(whole, flag), null_equal=True), name

"""The sample's pages: in two languages, on their own, alive, and without a person's name."""

import csv
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polars as pl
import pytest

PAGES = (
    "index",
    "metrics",
    "weekly_review",
    "qualified_lead",
    "two_complaints",
    "promises",
    "field_feedback",
    "wins",
    "funnel",
    "time_to_close",
    "speed_to_lead",
    "pipeline",
    "attribution",
    "campaign_return",
    "after_the_sale",
    "data_quality",
)
CONTACTS = Path(__file__).parents[1] / "data" / "sample" / "hubspot_contacts.csv"
LANGUAGES = ("en", "es")


class Addresses(HTMLParser):
    """Gather what a page's attributes and style name, and how many scripts come from a file."""

    def __init__(self) -> None:
        super().__init__()
        self.named: list[str] = []
        self.records: list[str] = []
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within = tag
        self.named += [value or "" for name, value in attrs if name in {"src", "href", "srcset"}]
        if tag == "a" and ("class", "record") in attrs:  # a way to the CRM, which loads nothing
            self.records += [dict(attrs)["href"] or ""]
        self.named += [f"{tag} {name}" for name, _ in attrs if name.startswith("on")]
        self.named += [found for _, value in attrs for found in _urls(value or "")]

    def handle_data(self, data: str) -> None:
        if self.within == "style":
            self.named += _urls(data)
            assert "@import" not in data


def _urls(style: str) -> list[str]:
    return re.findall(r"url\(\s*['\"]?([^)'\"]*)", style)


def number(done: Any, metric_id: str, **wanted: Any) -> dict[str, Any]:
    rows = json.loads((done.folder / "metrics.json").read_text("utf-8"))
    wanted = {"metric_id": metric_id, "dimension": "all", "cohort": None, **wanted}
    (found,) = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    return dict(found)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_names_nothing_outside(
    sample: Callable[[str], Any], language: str, name: str
) -> None:
    page = Addresses()
    page.feed((sample(language).folder / f"{name}.html").read_text("utf-8"))
    beside = {each.name for each in sample(language).folder.iterdir()}
    assert page.named
    loaded = [each for each in page.named if each not in page.records]
    for address in loaded:
        assert address.startswith(("data:", "#")) or address in beside, address[:80]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language(sample: Callable[[str], Any], language: str) -> None:
    for name in PAGES:
        text = (sample(language).folder / f"{name}.html").read_text("utf-8")
        assert f'<html lang="{language}">' in text


def test_spanish_stands_beside_english_with_the_same_numbers(sample: Callable[[str], Any]) -> None:
    english, spanish = sample("en").folder, sample("es").folder
    assert (spanish.name, spanish.parent) == (f"{english.name}-es", english.parent)
    for name in ("metrics.json", "metrics.parquet"):
        assert (spanish / name).read_bytes() == (english / name).read_bytes()


def test_the_week_is_that_of_the_exports(sample: Callable[[str], Any]) -> None:
    with (CONTACTS.parent / "hubspot_deals.csv").open(encoding="utf-8", newline="") as file:
        deals = [each for each in csv.DictReader(file) if each["Deal Stage"] == "Closed Won"]
    won = [each for each in deals if "2026-06-22" <= each["Close Date"][:10] <= "2026-06-28"]
    text = (sample("en").folder / "weekly_review.html").read_text("utf-8")
    assert len(won) > 2
    assert f"deals won: {len(won)}, worth $" in text


def test_a_page_of_another_day_says_so_and_leaves_the_book_alone(
    sample: Callable[[str], Any],
) -> None:
    late = number(sample("en"), "n_leads_past_deadline")  # of the run's day, once
    english, spanish = (
        (sample(language).folder / "weekly_review.html").read_text("utf-8")
        for language in LANGUAGES
    )
    assert "<dd>2026-W26</dd>" in english
    assert "<dd>Jun 28, 2026</dd>" in english
    told = re.search(r"(\d+) of the ([\d,]+) leads handed over so far wait past", english)
    assert told
    assert int(told[2].replace(",", "")) < late["denominator"]
    of = told[2].replace(",", ".")
    assert f"{told[1]} de los {of} leads entregados hasta ahora esperan" in spanish


def test_records_lead_to_the_crm(sample: Callable[[str], Any]) -> None:
    for name in ("weekly_review", "pipeline", "two_complaints"):
        page = Addresses()
        page.feed((sample("en").folder / f"{name}.html").read_text("utf-8"))
        assert page.records, name
        assert all(each.startswith("https://crm.faro.example/") for each in page.records)


def test_shares_are_written_as_the_language_writes_them(sample: Callable[[str], Any]) -> None:
    won = number(sample("en"), "lead_to_won_share", horizon_days=180)
    english = (sample("en").folder / "funnel.html").read_text("utf-8")
    assert f"an estimated {won['value']:.1%} become customers within 180 days" in english
    spanish = (sample("es").folder / "funnel.html").read_text("utf-8").replace("\N{NBSP}", " ")
    share = f"{won['value'] * 100:.1f} %".replace(".", ",")
    assert f"se estima que {share} se convierten en clientes dentro de 180 días" in spanish


def test_the_same_inputs_give_the_same_bytes(
    sample: Callable[[str], Any],
    copy_sample: Callable[[Path], Path],
    revops: Callable[..., Any],
    tmp_path: Path,
) -> None:
    place = copy_sample(tmp_path / "another place, and a longer one")
    done = revops("run", "--workspace", place, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    here, there = tmp_path / "out" / "2026-W27", sample("en").folder
    names = {path.name for path in there.iterdir()}
    assert {path.name for path in here.iterdir()} == names
    for name in names - {"run.json"}:
        assert (here / name).read_bytes() == (there / name).read_bytes(), name
    first, second = (json.loads((each / "run.json").read_text("utf-8")) for each in (here, there))
    assert first.pop("seconds").keys() == second.pop("seconds").keys()
    assert first == second


def personal() -> dict[str, list[str]]:
    with CONTACTS.open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    found = {
        "name": {f"{each['First Name']} {each['Last Name']}" for each in people},
        "email": {each["Email"].strip().lower() for each in people},
        "phone": {each["Phone Number"] for each in people},
    }
    return {kind: sorted(x for x in values if len(x) > 3) for kind, values in found.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_lead_is_named(
    sample: Callable[[str], Any], everything: Callable[[Path], str], language: str
) -> None:
    folder = sample(language).folder
    pages = sorted(folder.glob("*.html"))
    assert {path.stem for path in pages} >= set(PAGES)
    texts = [everything(path) for path in pages]
    texts += [path.read_text("utf-8") for path in sorted(folder.glob("*.json"))]
    whole = pl.Series([text.lower() for text in texts])
    assert sum("lead_id,company" in text for text in texts) >= 1  # downloads are looked into
    for kind, values in personal().items():
        assert kind == "phone" or len(values) > 1000
        seen = whole.str.extract_many([value.lower() for value in values]).list.unique()
        assert seen.explode().drop_nulls().to_list() == [], kind

"""The metric catalogue: every metric, what it means, what guards it and where it is shown."""

import json
import re
from types import SimpleNamespace
from typing import Any

import nbformat
import polars as pl
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from revops.checks import RESULTS
from revops.errors import SettingsError
from revops.metrics import METRICS, NotComputable
from revops.report.catalogue import CatalogueEntry, catalogue
from revops.report.catalogue_page import catalogue_html
from revops.report.display import ROWS
from revops.report.listing import listing
from revops.report.metric_card import metric_card
from revops.report.notebooks import listed

STAGES = "object,pipeline,label,stage,position,status\n"


def check(name: str, table: str, *guards: str, status: str = "passed") -> dict[str, Any]:
    told = {"check_id": name, "table": table, "guards": list(guards), "status": status}
    return {**told, "severity": "critical", "description": f"{name} <holds>."}


def shown(name: str, *metric_ids: str) -> Any:
    """Give a page that shows some metrics."""
    rows = [{"metric_id": each, "params": "{}"} for each in metric_ids]
    output = new_output("display_data", {ROWS: rows})
    node = new_notebook(cells=[new_code_cell("1", outputs=[output])])
    nbformat.validate(node)
    notebook = SimpleNamespace(name=name, translated=lambda words: (f"{name} <page>", ""))
    return SimpleNamespace(notebook=notebook, executed=SimpleNamespace(notebook=node))


def results(*checks: dict[str, Any], pages: tuple[Any, ...] = (), **unavailable: str) -> Any:
    found = pl.DataFrame(list(checks), schema=RESULTS) if checks else RESULTS.to_frame()
    return SimpleNamespace(
        workspace=SimpleNamespace(
            settings=SimpleNamespace(currency="USD"),
            agreement=SimpleNamespace(texts={"stages.csv": STAGES}),
        ),
        evidence=SimpleNamespace(checked=SimpleNamespace(results=found)),
        pages=pages,
        unavailable={name: NotComputable(why) for name, why in unavailable.items()},
    )


def one(name: str, *checks: dict[str, Any], **rest: Any) -> CatalogueEntry:
    (entry,) = [each for each in catalogue(results(*checks, **rest)) if each.card.id == name]
    return entry


def test_every_metric_has_its_entry() -> None:
    assert [each.card.id for each in catalogue(results())] == sorted(METRICS)


@pytest.mark.parametrize("metric", METRICS.values(), ids=list(METRICS))
def test_a_metric_says_all_that_a_reader_needs(metric: Any) -> None:
    card = metric_card(metric, currency="USD")
    assert card.question.endswith((".", "?"))
    assert card.definition
    assert ">>>" not in card.definition
    assert card.tables
    assert (card.owner, card.unit) == ("both", metric.unit)
    assert re.fullmatch("[0-9a-f]{16}", card.fingerprint)


def test_the_agreement_is_part_of_the_hash_and_named() -> None:
    card = one("win_rate").card
    assert card.files == ("stages.csv",)
    assert card.fingerprint != metric_card(METRICS["win_rate"], currency="USD").fingerprint


def test_what_guards_a_metric_is_listed_and_what_failed_comes_first() -> None:
    entry = one(
        "won_value",
        check("deals.any", "opportunities", "*"),
        check("deals.lead", "opportunities", "n_leads"),
        check("deals.amount", "opportunities", "won_value", status="failed"),
        check("rates.any", "rates", "*"),
        check("spend.any", "spend", "*"),
    )
    assert [each.check_id for each in entry.guards] == ["deals.amount", "deals.any", "rates.any"]
    assert [each.check_id for each in entry.failed] == ["deals.amount"]
    assert entry.is_in_doubt


def test_the_pages_that_show_a_metric_are_named() -> None:
    pages = (shown("funnel", "n_won", "win_rate"), shown("pipeline", "n_won"))
    assert [each.notebook.name for each in one("n_won", pages=pages).pages] == [
        "funnel",
        "pipeline",
    ]
    assert one("spend", pages=pages).pages == ()


def test_the_page_tells_all_of_it_and_escapes_it(english: Any, heading: Any) -> None:
    bad = check("deals.amount", "opportunities", "n_won", status="failed")
    found = results(bad, pages=(shown("funnel", "n_won"),), spend="no export gives <spend>")
    html = catalogue_html(catalogue(found), english, heading)
    assert set(re.findall(r'<article class="metric" id="(\w+)"', html)) == set(METRICS)
    assert '<a href="funnel.html">funnel &lt;page&gt;</a>' in html
    assert "deals.amount &lt;holds&gt;." in html
    assert "no export gives &lt;spend&gt;" in html
    assert one("n_won").card.fingerprint in html
    assert html.count("a critical check failed") == 1
    assert len(set(re.findall(r'id="([\w-]+)"', html))) == len(re.findall(r'id="([\w-]+)"', html))


def test_in_another_language_it_says_that_definitions_are_english(
    english: Any, spanish: Any, heading: Any
) -> None:
    entries = catalogue(results())
    assert 'lang="en">' in catalogue_html(entries, spanish, heading)
    assert 'class="definition" lang="en"' not in catalogue_html(entries, english, heading)


def test_its_script_and_the_offer_of_a_newer_page_are_the_only_ones_allowed(
    english: Any, heading: Any
) -> None:
    html = catalogue_html(catalogue(results()), english, heading)
    assert html.count("<script>") == 2
    assert len(re.findall(r"sha256-", html.split("</head>")[0])) == 2
    assert "http:" not in html


def test_the_list_tells_question_unit_owner_and_source() -> None:
    (line,) = [line for line in listing("metrics", "") if line.split()[0] == "win_rate"]
    assert line.endswith(
        "Of the deals that closed, how many were won? (share; owner: both; from opportunities)"
    )


@pytest.mark.parametrize("name", ["index", "metrics"])
def test_a_notebook_cannot_take_the_name_of_a_page_of_the_run(name: str) -> None:
    place = SimpleNamespace(notebooks=lambda: {name: None})
    with pytest.raises(SettingsError, match="give it another name"):
        listed(place, [name])  # type: ignore[arg-type]


def test_the_settings_are_told_as_json_can_tell_them() -> None:
    for metric in METRICS.values():
        json.dumps(metric_card(metric).settings)

"""The index: each report and how it went, and what to know of the data."""

import re
from datetime import date

import polars as pl
from markupsafe import escape

from revops.report.scripts import newer_script, policy
from revops.report.site import Entry, index_html

ENTRIES = [
    Entry("funnel", "Funnel <b>", "Where do leads stop?"),
    Entry("attribution", "Attribution", "Who earns credit?", "blocked", ("No dates.",)),
    Entry("time_to_close", "Time to close", "How long?", "failed", ("Cell 3: KeyError",)),
]
AGES = pl.DataFrame(
    {
        "table": ["leads", "accounts"],
        "n_rows": [5012, 1],
        "newest": [date(2026, 6, 28), None],
        "age_days": [2, None],
    }
)
FAILED = pl.DataFrame(
    {
        "table": ["leads"],
        "severity": ["critical"],
        "owner": ["marketing"],
        "description": ["Each lead has <an> id."],
        "n_failed": [12],
        "n_rows": [5012],
    }
)


def test_every_report_is_linked_with_its_state(english, heading):
    html = index_html(ENTRIES, english, heading)
    links = re.findall(r'<a href="(\w+\.html)">(.*?)</a>', html)
    assert links == [
        ("funnel.html", "Funnel &lt;b&gt;"),
        ("attribution.html", "Attribution"),
        ("time_to_close.html", "Time to close"),
    ]
    assert re.findall(r'class="state (\w+)"', html) == ["blocked", "failed"]
    assert "Cell 3: KeyError" in html


def test_it_says_what_failed_what_is_missing_and_how_old_the_data_are(english, heading):
    html = index_html(
        ENTRIES,
        english,
        heading,
        ages=AGES,
        failed_checks=FAILED,
        unavailable={"win_rate": "no lost deal is known"},
    )
    assert "Each lead has &lt;an&gt; id." in html
    assert "no lost deal is known" in html
    assert "<td>Jun 28, 2026</td>" in html
    assert html.count('<th scope="col"') == 9
    assert 'href="metrics.json"' in html


def test_it_speaks_the_language(spanish, heading):
    html = index_html(ENTRIES, spanish, heading, ages=AGES)
    assert "28 jun 2026" in html
    assert "5.012" in html


def test_it_runs_no_script_and_loads_nothing(english, heading):
    html = index_html(ENTRIES, english, heading, ages=AGES)
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert script == newer_script(), "but for the one that offers a newer edition"
    assert escape(policy([script])) in html
    assert "http:" not in html

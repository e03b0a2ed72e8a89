"""The files of a run that people read: one page a notebook, the catalogue, and the index."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from revops.report.catalogue import catalogue
from revops.report.catalogue_page import FILE, NAME, QUESTION, TITLE, catalogue_html
from revops.report.differing import note_of
from revops.report.display import DAY
from revops.report.edition import stamp
from revops.report.evidence import Evidence
from revops.report.glance import glance
from revops.report.heading import Heading
from revops.report.notebooks import Notebook
from revops.report.page_links import without_dead_links
from revops.report.render import render
from revops.report.results import PageResult, Results
from revops.report.site import Entry, State, index_html
from revops.text import N_, Text


def _heading(results: Results, period: str, words: Text) -> Heading:
    """Say whose pages these are, for which day, on which data."""
    evidence = results.evidence
    notes = [
        words(N_("Numbers are held back: {reason}"), reason=why) for why in _reasons(results, words)
    ]
    return Heading(
        company=results.workspace.settings.company,
        period=period,
        as_of=results.as_of,
        newest=evidence.newest(),
        oldest=evidence.oldest_age(),
        notes=tuple(notes),
        provenance=(
            (words(N_("Snapshot")), evidence.snapshot.name),
            (words(N_("Files read")), words.number(evidence.snapshot.files.height)),
            (words(N_("Currency")), results.workspace.settings.currency),
            (words(N_("Time zone")), results.workspace.settings.zone),
        ),
    )


def _of_its_day(heading: Heading, page: PageResult) -> Heading:
    """Head a page that stands on another day than the run with that day; its text tells ages."""
    for cell in page.executed.notebook.cells:
        for output in cell.get("outputs", []):
            if day := output.get("data", {}).get(DAY):
                own = date.fromisoformat(day["as_of"])
                return replace(heading, period=day["period"], as_of=own, newest=None, oldest=None)
    return heading


def _noted(heading: Heading, page: PageResult, results: Results, words: Text) -> Heading:
    """Say at the top of a page which of its parameters are not the usual ones."""
    changed = results.changed.get(page.notebook.name)
    return replace(heading, notes=(note_of(changed, words), *heading.notes)) if changed else heading


def _reasons(results: Results, words: Text) -> list[str]:
    """Say in the reader's language which failed checks hold numbers back."""
    blocking = results.evidence.checked.results.filter("blocks")
    return [words(each) for each in blocking.get_column("description").unique(maintain_order=True)]


def _state(page: PageResult, results: Results) -> State:
    if page.executed.error:
        return "failed"
    return "blocked" if results.blocked else "ok"


def _entry(page: PageResult, results: Results, words: Text) -> Entry:
    """Say on the index what a page answers and how it went."""
    notebook: Notebook = page.notebook
    title, question = notebook.translated(words)
    error = page.executed.error
    failure = (
        words(
            N_("Cell {cell} failed: {error}"),
            cell=error.cell,
            error=error.message.partition("\n")[0],
        )
        if error
        else ""
    )
    reasons = [failure] if error else _reasons(results, words)
    return Entry(notebook.name, title, question, _state(page, results), tuple(reasons))


def write_pages(folder: Path, results: Results, words: Text, period: str) -> None:
    """Write the page of every notebook, the metric catalogue, and the index."""
    heading = _heading(results, period, words)
    there = {page.notebook.name for page in results.pages}
    for page in results.pages:
        own = _noted(_of_its_day(heading, page), page, results, words)
        html = render(page.executed, words, own)
        html = without_dead_links(html, there)
        (folder / f"{page.notebook.name}.html").write_text(html, "utf-8", newline="\n")
    html = catalogue_html(catalogue(results), words, heading)
    (folder / FILE).write_text(html, "utf-8", newline="\n")
    evidence: Evidence = results.evidence
    index = index_html(
        [_entry(page, results, words) for page in results.pages],
        words,
        heading,
        figures=glance(results.published, words, results.workspace.settings.currency),
        ages=evidence.ages(),
        failed_checks=evidence.failed_checks(),
        unavailable={name: why.told(words) for name, why in results.unavailable.items()},
        catalogue=Entry(NAME, words(TITLE), words(QUESTION)),
    )
    (folder / "index.html").write_text(index, "utf-8", newline="\n")
    stamp(folder)

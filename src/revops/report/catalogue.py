"""The metric catalogue of a run: what each number means, what guards it, which page shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from revops.checks import Checked
from revops.metrics import METRICS
from revops.metrics.metric import NotComputable
from revops.report.evidence import SOUND
from revops.report.metric_card import MetricCard, metric_card
from revops.report.results import PageResult, Results, shown_rows


@dataclass(frozen=True)
class Guard:
    """A check that stops or doubts a metric when it fails."""

    check_id: str
    description: str
    severity: str
    status: str

    @property
    def failed(self) -> bool:
        """Say whether it found something."""
        return self.status not in SOUND


@dataclass(frozen=True)
class CatalogueEntry:
    """One metric in one run; `pages` are the notebooks that show it."""

    card: MetricCard
    guards: tuple[Guard, ...]
    pages: tuple[PageResult, ...]
    unavailable: NotComputable | None = None

    @property
    def failed(self) -> tuple[Guard, ...]:
        """Give the guards that found something."""
        return tuple(guard for guard in self.guards if guard.failed)

    @property
    def is_in_doubt(self) -> bool:
        """Say whether a critical guard found something."""
        return any(guard.severity == "critical" for guard in self.failed)


def catalogue(results: Results) -> list[CatalogueEntry]:
    """Give an entry for every metric, by its id."""
    place = results.workspace
    shown = {page.notebook.name: set(_ids(page)) for page in results.pages}
    entries = []
    for name, metric in sorted(METRICS.items()):
        card = metric_card(
            metric, currency=place.settings.currency, agreement_texts=place.agreement.texts
        )
        pages = tuple(page for page in results.pages if name in shown[page.notebook.name])
        guards = guards_of(card, results.evidence.checked)
        entries.append(CatalogueEntry(card, guards, pages, results.unavailable.get(name)))
    return entries


def guards_of(card: MetricCard, checked: Checked) -> tuple[Guard, ...]:
    """List the checks that guard a metric by name, or whatever needs one of its tables.

    Those that found something come first.
    """
    names_it = pl.col("guards").list.contains(card.id)
    whole = pl.col("guards").list.contains("*") & pl.col("table").is_in(_tables(card))
    columns = ("check_id", "description", "severity", "status")
    found = checked.results.filter(names_it | whole).select(columns)
    return tuple(sorted((Guard(*row) for row in found.rows()), key=lambda each: not each.failed))


def _tables(card: MetricCard) -> Sequence[str]:
    """Name the tables that no critical check may stop; amounts need the exchange rates too."""
    return [*card.tables, *(["rates"] if card.unit == "money" else [])]


def _ids(page: PageResult) -> Iterator[str]:
    """Name the metrics that a page shows."""
    for frame in shown_rows(page.executed):
        yield from frame.get_column("metric_id").unique()

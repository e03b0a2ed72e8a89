"""What a run found: its numbers, its checks, its pages, and so its exit code."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from revops.checks import Checked
from revops.metrics.metric import NotComputable
from revops.metrics.rows import PUBLISHED
from revops.report.book import one_truth, publish
from revops.report.differing import Changed
from revops.report.display import ROWS
from revops.report.evidence import Evidence
from revops.report.execute import Executed
from revops.report.inputs import Inputs
from revops.report.notebooks import Notebook
from revops.report.numbers import Numbers
from revops.store import Snapshot
from revops.workspace import Workspace

CHECK_FAILED, REPORT_FAILED = 1, 3


@dataclass(frozen=True)
class PageResult:
    """One notebook, as it ran and with the parameters it ran with."""

    notebook: Notebook
    executed: Executed
    parameters: Mapping[str, Any]


@dataclass(frozen=True)
class Results:
    """Everything that is written into the folder of a run.

    `changed` names, by notebook, the parameters that are not the usual ones.
    """

    workspace: Workspace
    evidence: Evidence
    language: str
    published: pl.DataFrame
    unavailable: Mapping[str, NotComputable]
    pages: Sequence[PageResult] = field(default=())
    changed: Mapping[str, Changed] = field(default_factory=dict)

    @property
    def as_of(self) -> date:
        """The last day that counts."""
        return self.evidence.as_of

    @property
    def blocked(self) -> Mapping[str, str]:
        """What a critical check stops, and why."""
        return self.evidence.checked.blocked

    @property
    def failed(self) -> list[PageResult]:
        """The pages whose notebook did not run to its end."""
        return [page for page in self.pages if page.executed.error]

    @property
    def exit_code(self) -> int:
        """0 all well; 1 a critical check failed; 3 a report failed."""
        if self.failed:
            return REPORT_FAILED
        return CHECK_FAILED if self.blocked else 0

    def messages(self) -> list[str]:
        """Say on the terminal what went wrong."""
        failures = [
            f"the report '{page.notebook.name}' failed in cell {error.cell}: "
            f"{error.name}: {error.message.partition(chr(10))[0].rstrip('.')}. The page says more"
            for page in self.failed
            if (error := page.executed.error)
        ]
        return failures + [
            f"blocked: {name.replace('table:', 'all from ')}: {why}"
            for name, why in self.blocked.items()
        ]

    def with_pages(self, pages: Sequence[PageResult]) -> "Results":
        """Add the pages; the numbers that they show join those of the book."""
        shown = [frame for page in pages for frame in shown_rows(page.executed)]
        published = one_truth([self.published, *shown])
        return dataclasses.replace(self, published=published, pages=pages)


def shown_rows(executed: Executed) -> list[pl.DataFrame]:
    """Read the numbers that a notebook told the run."""
    return [
        pl.DataFrame(output["data"][ROWS], schema=PUBLISHED)
        for cell in executed.notebook.cells
        for output in cell.get("outputs", [])
        if ROWS in output.get("data", {})
    ]


def gather(
    workspace: Workspace, snapshot: Snapshot, checked: Checked, *, as_of: date, language: str
) -> Results:
    """Compute the numbers that every run publishes."""
    zone = workspace.settings.zone
    inputs = Inputs(checked.tables, workspace.agreement, as_of=as_of, zone=zone)
    numbers = Numbers(inputs, checked, workspace.settings.currency)
    published, unavailable = publish(numbers)
    evidence = Evidence(snapshot, checked, as_of, zone, workspace.state)
    return Results(workspace, evidence, language, published, unavailable)

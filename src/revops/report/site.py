"""The index of a run: which reports there are, how each one went, on which data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from revops.report.glance import Figure
from revops.report.heading import Heading
from revops.report.templates import common, filled
from revops.text import Text

State = Literal["ok", "blocked", "failed"]
FILES = ("metrics.json", "metrics.parquet", "run.json")


@dataclass(frozen=True)
class Entry:
    """One report on the index: its page, its question, and how it went.

    `blocked` is a page whose numbers a failed check holds back in part; `why` says which.
    Title, question and reasons are in the page's language already.
    """

    name: str
    title: str
    question: str
    state: State = "ok"
    why: tuple[str, ...] = ()

    @property
    def href(self) -> str:
        """The address of the page, beside the index."""
        return f"{self.name}.html"


def index_html(
    entries: Sequence[Entry],
    text: Text,
    heading: Heading,
    *,
    ages: pl.DataFrame | None = None,
    failed_checks: pl.DataFrame | None = None,
    unavailable: Mapping[str, str] | None = None,
    figures: Sequence[Figure] = (),
    files: Sequence[str] = FILES,
    catalogue: Entry | None = None,
    home: str = "",
) -> str:
    """Give the index page.

    `ages` has the columns table, n_rows, newest, age_days; `failed_checks` has table,
    severity, owner, description, n_failed, n_rows; `unavailable` names metrics with reasons;
    `figures` are the numbers at a glance; `catalogue` is the page that says what each one means;
    `home` is the address of the page that lists all periods, where there is one.
    """
    values = common(text, heading, text("Reports"), [])
    lists = {
        "ages": [] if ages is None else ages.to_dicts(),
        "failed_checks": [] if failed_checks is None else failed_checks.to_dicts(),
    }
    rest = {
        "figures": figures,
        "entries": entries,
        "unavailable": dict(unavailable or {}),
        "files": files,
        "catalogue": catalogue,
        "home": home,
    }
    return filled("index.html.j2", {**values, **lists, **rest})

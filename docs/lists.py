"""The lists of the documents: reports, tables, sources, models and metrics, read from the code."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import check_lists
import polars as pl
from story import aurora

from revops.attribution import AGREED, LEARNERS, MODELS, credit
from revops.metrics import METRICS
from revops.report.notebooks import listed
from revops.report.parameters import declared
from revops.sources import SOURCES, Export
from revops.sources.mapping import parts
from revops.tables import PROVENANCE, TABLES, Table
from revops.workspace import open_workspace
from revops.workspace.lead_fields import LEAD_FIELDS

ROOT = Path(__file__).parents[1]
OWN = {"workspace", "as_of", "language"}
UNITS = {"share": "share, 0 to 1"}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a Markdown table."""
    cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    lines = [list(head), ["---"] * len(head), *cells]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def code(names: Iterable[str]) -> str:
    """Write names as code, with commas between them."""
    return ", ".join(f"`{name}`" for name in names)


def reports() -> str:
    """One row a notebook: its question, and the parameters of its own."""
    rows = []
    for notebook in listed(open_workspace(ROOT)):
        own = [one for name, one in declared(notebook.path).items() if name not in OWN]
        told = "; ".join(f"`{one.name}` ({one.default}): {one.help}" for one in own)
        rows.append((f"`{notebook.name}`", notebook.question, told))
    return table(("report", "question", "its own parameters (default)"), rows)


def tables() -> str:
    """One row a table: its grain, and what it answers."""
    rows = ((f"`{one.name}`", one.grain, " ".join(one.questions)) for one in TABLES.values())
    return table(("table", "one row is", "it helps to answer"), rows)


def lead_fields() -> str:
    """One row a field that a qualified-lead definition may name: its clock, type and source."""
    words = {"Int64": "whole number", "Boolean": "yes or no", "String": "text"}
    rows = [
        (f"`{one.name}`", one.clock, words[str(one.dtype)], one.meaning, f"`{one.table}`")
        for one in LEAD_FIELDS.values()
    ]
    return table(("field", "clock", "type", "what it is", "from"), rows)


def sources() -> str:
    """One row a source: the tables that it fills."""
    fills = {
        name: dict.fromkeys(export.table for export in exports)
        for name, exports in SOURCES.items()
        if not name.startswith("template.")
    }
    rows = [(f"`{name}`", code(tables)) for name, tables in fills.items()]
    rows += [
        ("`template.<table>`", "the table that it names, from a file with our own column names"),
        ("`custom`", "any table, by a mapping in revops.toml"),
    ]
    return table(("source", "fills"), rows)


def models() -> str:
    """One row a model: what it says, and how it weighs."""
    return table(("model", "says", "weight of a touch"), map(_model, MODELS))


def _model(name: str) -> tuple[str, str, str]:
    """Tell a model from its module's docstring."""
    module = __import__(MODELS[name].__module__, fromlist=["__doc__"])
    said, *paragraphs = (module.__doc__ or "").split("\n\n")
    (weight,) = [each for each in paragraphs if each.startswith("weight = ")]
    first = weight.removeprefix("weight = ").split(". ")[0].rstrip(".")
    return f"`{name}`", said.rstrip("."), " ".join(first.split())


def metrics() -> str:
    """One row a metric: its question, its unit and its inputs."""
    rows = (
        (f"`{name}`", metric.question, UNITS.get(metric.unit, metric.unit), code(metric.needs))
        for name, metric in sorted(METRICS.items())
    )
    return table(("metric", "question", "unit", "needs"), rows)


def story() -> str:
    """One row a model: how it shares Aurora's 900 among the three touches of Ana and Bruno.

    A model that learns has nothing to learn from one journey, and nobody agreed on weights here.
    """
    rows = []
    for model in [each for each in MODELS if each not in (*LEARNERS, *AGREED)]:
        shared = credit(aurora(), model).get_column("credited_value").to_list()
        rows.append((f"`{model}`", *(f"{value:,.0f}" for value in shared)))
    return table(("model", "the ad", "the webinar", "the e-mail"), rows)


def columns() -> str:
    """One section a table: every column with its type and meaning."""
    provenance = table(
        ("column", "type", "means"),
        ((f"`{name}`", _type(one.dtype), one.meaning) for name, one in PROVENANCE.items()),
    )
    sections = [f"## {one.name}\n\n{_section(one)}" for one in TABLES.values()]
    every = f"## In every table\n\nWhere each row came from.\n\n{provenance}"
    return "\n".join(["", every, *sections, ""])


def _section(one: Table) -> str:
    """Write one table: its grain, its key, its columns."""
    rows = (
        (
            f"`{name}`",
            _type(column.dtype),
            column.meaning
            + (f" Unit: {column.unit}." if column.unit else "")
            + (" Names a person." if column.personal else ""),
        )
        for name, column in one.columns.items()
    )
    key = code(one.key)
    return f"{one.grain} Key: {key}.\n\n{table(('column', 'type', 'means'), rows)}"


TYPES = {
    pl.String: "text",
    pl.Int64: "whole number",
    pl.Float64: "number",
    pl.Decimal: "amount",
    pl.Boolean: "yes or no",
    pl.Date: "day",
    pl.Datetime: "instant",
    pl.List: "tags",
}


def _type(dtype: pl.DataType) -> str:
    """Say a type in plain words."""
    return TYPES[dtype.base_type()]


def vendors() -> str:
    """One row a vendor: its page, its exports and the tables that they fill."""
    exports = [one for each in SOURCES.values() for one in each if one.vendor != "template"]
    rows = []
    for vendor in sorted({one.vendor for one in exports}):
        own = [one for one in exports if one.vendor == vendor]
        fills = code(dict.fromkeys(one.table for one in own))
        page = f"[{vendor}]({vendor}.md)"
        rows.append((page, code(dict.fromkeys(one.source for one in own)), fills))
    return table(("vendor", "exports", "fill"), rows)


def headers(vendor: str) -> str:
    """One row a column that a vendor's exports fill: the headers that are known for it."""
    exports = [one for each in SOURCES.values() for one in each if one.vendor == vendor]
    rows = (
        (f"`{one.source}`", f"`{one.table}.{ours}`", known)
        for one in exports
        for ours, known in _known(one)
    )
    return table(("source", "our column", "their header, any of"), rows)


def _known(export: Export) -> Iterable[tuple[str, str]]:
    """Give each column with the spellings of its header; a pattern is told in the prose."""
    for ours, cell in export.columns.items():
        names = [name for some in parts(cell) for name in some if isinstance(name, str)]
        if names:
            yield ours, " · ".join(dict.fromkeys(names))


def checks() -> str:
    """One section a table: every check with its meaning, severity, owner and what it guards."""
    sections = [("any table", check_lists.stated())]
    sections += [(name, list(check_lists.of_suite(s))) for name, s in check_lists.suites().items()]
    told = (f"### {name}\n\n{table(check_lists.HEAD, rows)}" for name, rows in sections)
    return "\n".join(["", *told, ""])


def covered() -> str:
    """One section an area: what goes wrong there, and the checks that see it."""
    rows = check_lists.covered()
    sections = []
    for area in dict.fromkeys(row["area"] for row in rows):
        own = [row for row in rows if row["area"] == area]
        cells = ((row["what_goes_wrong"], code(row["checks"].split()), row["why"]) for row in own)
        sections.append(f"### {area}\n\n{table(check_lists.COVERED, cells)}")
    return "\n".join(["", *sections, ""])


LISTS: dict[str, Callable[[], str]] = {
    each.__name__: each
    for each in (
        reports,
        tables,
        lead_fields,
        sources,
        vendors,
        models,
        metrics,
        story,
        columns,
        checks,
        covered,
    )
}


def listing(name: str) -> str:
    """Write one list by its name."""
    if name.startswith("headers "):
        return headers(name.removeprefix("headers "))
    return LISTS[name]()

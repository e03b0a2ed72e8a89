"""The bridge as a reader opens it: a line that says the whole way, and a table of its steps."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from revops.report.bridge import ON_PAGE, READ, Step
from revops.report.downloads import csv_bytes, slug
from revops.report.privacy import without_names
from revops.report.table_shape import KEPT
from revops.text import N_, Text

#: What each step means, for a reader.
SAID: Mapping[str, str] = {
    READ: N_("Records in the files"),
    "no key": N_("without an id, or not readable"),
    "added up": N_("rows of a finer detail, added up to one"),
    "listed twice": N_("the same record a second time in one file"),
    "older state": N_("an older state of a record that a newer file holds"),
    "forgotten": N_("of a person who was erased on request"),
    "inferred": N_("made from a contact's fields, where an export records touches"),
    "merged": N_("the same person or company under another id"),
    "set aside": N_("set aside by a critical check"),
    "deleted": N_("deleted in the CRM"),
    "after the day": N_("dated after the day that the page stands on"),
    "before the period": N_("dated before the days that the page looks at"),
    ON_PAGE: N_("On this page"),
    "without a value": N_("Of them won without an amount, or without an exchange rate"),
}


def _download(step: Step, table: str, text: Text, *, show_names: bool) -> str:
    """Link to the rows behind a step."""
    if step.rows.is_empty():
        return ""
    rows = csv_bytes(without_names(step.rows.head(KEPT), show_names=show_names))
    name = slug(f"{table} {step.name}")
    words = escape(text(N_("Which ones (CSV)")))
    content = b64encode(rows).decode()
    return (
        f'<a download="{name}.csv" href="data:text/csv;charset=utf-8;base64,{content}">{words}</a>'
    )


def _row(step: Step, table: str, text: Text, *, show_names: bool) -> str:
    """Write one step: what it is, how many, and which."""
    sign = "" if step.name in (READ, ON_PAGE, "without a value") else "− "
    kind = ' class="total"' if step.name in (READ, ON_PAGE) else ""
    link = _download(step, table, text, show_names=show_names)
    said = text(SAID[step.name]) if step.name in SAID else step.name
    return (
        f"<tr{kind}><td>{escape(said)}</td>"
        f"<td>{sign}{escape(text.number(step.n))}</td><td>{link}</td></tr>"
    )


def bridge_html(table: str, steps: Sequence[Step], text: Text, *, show_names: bool = False) -> str:
    """Write the way from the files to a page, to open under the first numbers."""
    label = text.label(table)
    counts = {step.name: step.n for step in steps}
    line = text(
        N_("{table}: from {read} records in the files to {n} on this page"),
        table=label,
        read=counts[READ],
        n=counts[ON_PAGE],
    )
    rows = "".join(_row(step, table, text, show_names=show_names) for step in steps)
    return (
        f'<details class="bridge"><summary>{escape(line)}</summary>'
        f"<table><tbody>{rows}</tbody></table></details>"
    )


def explanation(row: Mapping[str, Any], text: Text) -> str:
    """Say what explains the difference between a control total and our number."""
    if row["difference"] == 0:
        return text(N_("no difference"))
    if not row["steps"]:
        return text(N_("not explained by any step: look at both lists together"))
    return "; ".join(text(SAID.get(name, name)) for name in row["steps"])

"""From which data and for which day a page was made: the one sentence that every load changes.

A page whose tables did not change is not run again, but for this sentence.
"""

from datetime import date
from html import escape
from typing import Any

from revops.report.display import show_bundle, without_math
from revops.store import Snapshot
from revops.text import N_, Text

PROVENANCE = "application/vnd.revops.provenance+json"


def provenance_html(text: Text, as_of: date, snapshot: Snapshot) -> str:
    """Write the sentence."""
    files = snapshot.files
    said = text(
        N_("As of {day}. Data: snapshot {snapshot}, {files} files, {rows} rows read."),
        day=as_of,
        snapshot=snapshot.name[:12],
        files=files.height,
        rows=int(files.get_column("n_rows").sum()),
    )
    return without_math(f'<p class="provenance">{escape(said)}</p>')


def show_provenance(text: Text, as_of: date, snapshot: Snapshot) -> None:
    """Show the sentence, marked so that it can be written anew."""
    html = provenance_html(text, as_of, snapshot)
    show_bundle({"text/html": html, PROVENANCE: {"as_of": as_of.isoformat()}})


def renew(node: Any, text: Text, snapshot: Snapshot) -> None:
    """Write the sentence of an executed notebook anew, for another load."""
    for cell in node.cells:
        for output in cell.get("outputs", []):
            if marked := output.get("data", {}).get(PROVENANCE):
                day = date.fromisoformat(marked["as_of"])
                output["data"]["text/html"] = provenance_html(text, day, snapshot)

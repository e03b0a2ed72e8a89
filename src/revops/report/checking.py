"""One check of a workspace: told on a terminal, as an object for machines, as a list to mend."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from revops.report.check_lines import failed_lines, quarantine_lines, since, since_lines
from revops.report.evidence import Evidence
from revops.report.kept_checks import load_before
from revops.report.prepare import prepare
from revops.report.quarantine import FOLDER, is_about, n_set_aside
from revops.store import scans
from revops.workspace import Workspace


class Checking:
    """A workspace's data on one day, loaded and checked."""

    def __init__(self, workspace: Workspace, as_of: date, load_name: str = "") -> None:
        """Load what changed, or an earlier load by its name, and check it."""
        loaded = prepare(workspace, as_of=as_of, load_name=load_name)
        self.workspace = workspace
        self.evidence = Evidence(*loaded, as_of, workspace.settings.zone, workspace.state)

    @property
    def exit_code(self) -> int:
        """1 where a critical check blocks a metric, else 0."""
        return 1 if self.evidence.checked.blocked else 0

    @cached_property
    def _before(self) -> date | None:
        return load_before(self.workspace.state, self.evidence.as_of, self.evidence.snapshot.name)

    def lines(self) -> Iterator[str]:
        """Say what failed, what changed since the load before, and what was set aside."""
        evidence = self.evidence
        failed = evidence.failed_checks()
        yield from failed_lines(failed)
        yield f"{evidence.checks().height} checks, {failed.height} found something"
        yield from since_lines(evidence.changes(), self._before)
        snapshot, day = evidence.snapshot.name, evidence.as_of.isoformat()
        written = is_about(self.workspace.state, {"snapshot": snapshot, "as_of": day})
        yield from quarantine_lines(evidence.checked.quarantined, written=written)

    def blocked_lines(self) -> Iterator[str]:
        """Say which metrics are blocked, and why."""
        for name, reason in self.evidence.checked.blocked.items():
            yield f"blocked: {name.replace('table:', 'all from ')}: {reason}"

    def document(self, files: Sequence[Path] = ()) -> dict[str, Any]:
        """Give everything as an object, in the shape that docs/checks_json.md states."""
        from revops.report import check_json

        evidence = self.evidence
        checked, changes = evidence.checked, evidence.changes()
        aside = n_set_aside(checked.quarantined)
        since_last = {"as_of": str(self._before), **since(changes)} if self._before else None
        return {
            "schema": check_json.SCHEMA,
            "ok": not checked.blocked,
            "exit_code": self.exit_code,
            "as_of": evidence.as_of.isoformat(),
            "snapshot": evidence.snapshot.name,
            "currency": self.workspace.settings.currency,
            "counts": check_json.counts(checked.results, evidence.failed_checks()),
            "blocked": checked.blocked,
            "set_aside": [
                {"table": name, "rows": rows, "file": f".revops/{FOLDER}/{name}.csv"}
                for name, rows in aside.items()
            ],
            "since_last_load": since_last,
            "fix_list": [str(path) for path in files],
            "checks": check_json.checks(checked.results, self._priced(), changes),
        }

    def _priced(self) -> pl.DataFrame:
        """Give what failed with the money that it touches; no metric is computed for it."""
        from revops.defects import price

        evidence = self.evidence
        tables = scans(evidence.snapshot)
        found = price(evidence.checked, tables, as_of=evidence.as_of, zone=evidence.zone)
        return found.defects

    def write_fix_list(self, out: Path) -> list[Path]:
        """Write the rows to mend, by what touches most pipeline; give the files written."""
        from revops import text
        from revops.defects import row_values
        from revops.report.fix_book import files, write_files
        from revops.report.fix_list import fix_list

        settings, evidence = self.workspace.settings, self.evidence
        fixes = fix_list(
            evidence.snapshot,
            evidence.checked,
            zone=settings.zone,
            show_names=settings.privacy.show_names,
            defects=self._priced(),
            values=row_values(
                evidence.checked.failing,
                scans(evidence.snapshot),
                as_of=evidence.as_of,
                zone=evidence.zone,
            ),
        )
        made = files(out, fixes, text.load(settings.language), currency=settings.currency)
        write_files(made)
        return list(made)

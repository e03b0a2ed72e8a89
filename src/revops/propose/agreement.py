"""agreement/: the stages that were found as rows to edit, and guessed.md on why they stand so."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from revops.errors import SettingsError
from revops.load.channels import channel_of
from revops.propose.stages import Stage
from revops.propose.toml import said
from revops.propose.values import exports_of, values
from revops.sources import SOURCES
from revops.sources.recognise import Recognised, read_as
from revops.workspace import read_agreement
from revops.workspace.agreement import STAGE_COLUMNS
from revops.workspace.new import TEMPLATE

_SHOWN = 8
_SAID = {"lead": "leads", "opportunity": "opportunities"}


def _written(rows: Sequence[Sequence[str]], separator: str, end: str) -> str:
    """Write rows of a CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows)
    return out.getvalue()


def _row(stage: Stage, position: int) -> tuple[str, ...]:
    """Write one stage as a row."""
    return (stage.object, stage.pipeline, stage.label, stage.stage, str(position), stage.status)


def new_stages(found: Sequence[Stage]) -> str:
    """Write agreement/stages.csv; an object without stages keeps the template's."""
    objects = {stage.object for stage in found}
    template = (TEMPLATE / "agreement" / "stages.csv").read_text("utf-8")
    kept = [row for row in csv.reader(io.StringIO(template)) if row and row[0] not in objects]
    ours = [_row(stage, stage.position) for stage in found]
    head, *rest = kept or [list(STAGE_COLUMNS)]
    return _written([head, *rest, *ours], ",", "\n")


def more_stages(agreed: pl.DataFrame, found: Sequence[Stage]) -> list[Stage]:
    """Give the stages that agreement/stages.csv does not know, whatever their capitals."""
    known = {
        (row["object"], str(row["label"] or "").strip().casefold()) for row in agreed.to_dicts()
    }
    return [s for s in found if (s.object, s.label.strip().casefold()) not in known]


def appended(content: bytes, agreed: pl.DataFrame, new: Sequence[Stage]) -> bytes:
    """Write new stages under a file's own rows, in its separator, line end and encoding."""
    first = content.partition(b"\n")[0]
    end = "\r\n" if first.endswith(b"\r") else "\n"
    separator = ";" if b";" in first else ","
    last = {"lead": 0, "opportunity": 0}
    for row in agreed.select("object", "position").drop_nulls().iter_rows():
        last[row[0]] = max(last[row[0]], row[1])
    rows = []
    for stage in new:
        last[stage.object] += 1
        rows.append(_row(stage, last[stage.object]))
    try:
        content.decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = "cp1252"
    gap = b"" if content.endswith((b"\n", b"\r")) or not content else end.encode()
    return content + gap + _written(rows, separator, end).encode(encoding, errors="replace")


def tags_unknown(folder: Path, found: Sequence[Recognised]) -> list[str]:
    """List what agreement/channels.csv has no channel for: sources and media, and vendors."""
    try:
        rules = read_agreement(folder / "agreement").channels
    except SettingsError:
        return []
    unknown: dict[str, None] = {}
    for one in found:
        where = read_as(one, SOURCES)
        tags = [where.get(f"touchpoints.utm_{part}") for part in ("source", "medium")]
        if "touchpoints" in one.tables and all(tags):
            unknown |= dict.fromkeys(_untagged(one, [str(tag) for tag in tags], rules))
        vendors = {export.vendor for export in exports_of(one) if export.table == "spend"}
        agreed = rules.filter(pl.col("kind") == "spend").get_column("source").to_list()
        if "*" not in agreed:
            unknown |= dict.fromkeys(f"costs of {each}" for each in vendors - {*agreed, "custom"})
    return list(unknown)


def _untagged(one: Recognised, names: Sequence[str], rules: pl.DataFrame) -> list[str]:
    """List the pairs of source and medium of one file that no rule knows."""
    frame = values(one, names)
    if frame.width < 2:
        return []
    counted = frame.group_by(names, maintain_order=True).agg(n=pl.len())
    source, medium = (pl.col(name) for name in names)
    chosen = channel_of(rules, "touchpoint", source, medium)
    left = counted.filter(chosen.is_null()).sort("n", descending=True, maintain_order=True)
    return [f"{said(a or '(blank)')} / {said(b or '(blank)')}" for a, b, _ in left.iter_rows()]


def reasons(new: Sequence[Stage], why: dict[str, str], unknown: Sequence[str]) -> str:
    """Write guessed.md: why each stage stands where it stands, and what has no channel."""
    lines = []
    for object_, told in why.items():
        rows = [stage for stage in new if stage.object == object_]
        if rows:
            lines += [f"## Stages of {_SAID[object_]}, in stages.csv", "", f"Order: {told}.", ""]
            lines += [f"- {said(s.label)}: {s.status or s.stage}. {s.why}".rstrip() for s in rows]
            lines.append("")
    if unknown:
        more = [f"- and {len(unknown) - _SHOWN} more"] if len(unknown) > _SHOWN else []
        lines += ["## Without a channel, in channels.csv", ""]
        lines += [*(f"- {each}" for each in unknown[:_SHOWN]), *more, ""]
    return "\n".join(lines)

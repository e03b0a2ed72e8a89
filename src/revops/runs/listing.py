"""The history on a terminal: one line a run, or one run in full."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from revops import history
from revops.runs.alarm_words import short
from revops.workspace import Workspace

#: What a programme has no use for.
_OWN = ("token", "fault", "shown")
Row = dict[str, Any]


def list_lines(workspace: Workspace, *, limit: int, is_json: bool) -> list[str]:
    """Tell the newest runs, one a line."""
    found = history.runs(workspace.state, limit=limit)
    if is_json:
        return [_json(_plain(row)) for row in found.drop("log").to_dicts()]
    zone = ZoneInfo(workspace.settings.zone)
    return [_line(row, zone) for row in found.to_dicts()] or ["no run has been written down yet"]


def _line(row: Row, zone: ZoneInfo) -> str:
    """Tell one run in one line."""
    what = row["job"] or ", ".join(row["reports"]) or "all reports"
    took = "" if row["seconds"] is None else f"{row['seconds']:.0f} s"
    age = "" if row["oldest_age_days"] is None else f"data {row['oldest_age_days']} d"
    begun = f"{row['started_at'].astimezone(zone):%Y-%m-%d %H:%M}"
    told = [f"{row['run_id']:>5}  {begun}  {row['state']:<8}", f"{took:>7}", f"{age:>9}", what]
    why = short(row["message"] or "") if row["state"] != "ok" else ""
    return "  ".join([*told, why]).rstrip()


def run_lines(workspace: Workspace, run_id: int, *, is_json: bool) -> list[str]:
    """Tell one run in full."""
    state = workspace.state
    (row,) = history.one(state, run_id).to_dicts()
    sides = {
        "inputs": history.inputs(state, run_id),
        "steps": history.steps(state, run_id),
        "checks": history.checks(state, run_id),
        "pages": history.pages(state, run_id),
    }
    if is_json:
        rows = {name: frame.drop("run_id").to_dicts() for name, frame in sides.items()}
        return [_json({**_plain(row), **rows})]
    return list(_told(row, sides, ZoneInfo(workspace.settings.zone)))


def _told(row: Row, sides: dict[str, pl.DataFrame], zone: ZoneInfo) -> Iterator[str]:
    """Tell a run: its own facts, then what it read, did, found and made, and its log."""
    for name, value in _plain(row).items():
        if name != "log" and value not in (None, "", [], "{}"):
            yield f"{name}: {_written(value, zone)}"
    for name, frame in sides.items():
        if frame.height:
            yield f"\n{name}"
            yield from (f"  {line}" for line in _table(frame))
    if row["log"]:
        yield "\nlog"
        yield from (f"  {line}" for line in row["log"].splitlines())


def _written(value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value).replace("\n", "\n  ")


def _table(frame: pl.DataFrame) -> Iterator[str]:
    """Write a frame as columns of text; a hash by its first letters."""
    short_hash = pl.col("^sha256$").str.head(12)
    shown = frame.drop("run_id").with_columns(short_hash).cast(pl.String).fill_null("")
    columns = [[name, *shown[name].to_list()] for name in shown.columns]
    widths = [max(len(cell) for cell in column) for column in columns]
    for cells in zip(*columns, strict=True):
        padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
        yield "  ".join(padded).rstrip()


def _plain(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in _OWN}


def _json(content: Row) -> str:
    return json.dumps(content, ensure_ascii=False, default=_iso)


def _iso(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)

"""The page of runs, reports/runs.html: every run, how long it took, how old its data were."""

from base64 import b64encode
from datetime import date
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
from markupsafe import Markup

from revops import history
from revops.charts import run_trend
from revops.report.chart_output import localised
from revops.report.heading import Heading
from revops.report.stills import still
from revops.report.templates import common, filled
from revops.runs.alarm_words import short
from revops.text import N_, Text
from revops.workspace import Workspace

FILE = "runs.html"
#: What says that a file of the site is ours to write over.
MARK = "<!-- revops: written by every run -->"
SHOWN = 200
STATES = {
    "ok": N_("all well"),
    "blocked": N_("numbers held back"),
    "failed": N_("failed"),
    "stopped": N_("stopped"),
    "running": N_("running"),
}
TRIGGERS = {
    "hand": N_("by hand"),
    "schedule": N_("by schedule"),
    "watch": N_("by a new export"),
    "serve": N_("from the site"),
}
_ENDED = ("ok", "blocked", "failed")
#: A trend needs more than one point.
_FEWEST = 2


def runs_html(workspace: Workspace, words: Text) -> str:
    """Give the page of runs."""
    zone = ZoneInfo(workspace.settings.zone)
    found = history.runs(workspace.state, limit=SHOWN)
    heading = Heading(workspace.settings.company, "", date.min)
    values: dict[str, Any] = {
        **common(words, heading, words(N_("History of runs")), []),
        "mark": MARK,
        "charts": _charts(found, words, zone),
        "runs": [_row(row, words, zone) for row in _with_failed(workspace, found).to_dicts()],
        "shown": SHOWN,
        "zone": workspace.settings.zone,
    }
    return filled("runs.html.j2", values)


def _with_failed(workspace: Workspace, found: pl.DataFrame) -> pl.DataFrame:
    """Name the reports of each run that could not be made."""
    failed = history.failed_pages(workspace.state).drop_nulls("title")
    titles = pl.col("title").unique(maintain_order=True).alias("failed")
    named = failed.group_by("run_id", maintain_order=True).agg(titles)
    return found.join(named, on="run_id", how="left", maintain_order="left")


def _row(row: dict[str, Any], words: Text, zone: ZoneInfo) -> dict[str, Any]:
    """Write one run's cells."""
    what = ", ".join(row["reports"]) or words(N_("all reports"))
    others = [each for each in row["languages"] if each != words.language]
    failed = row["failed"] or []
    how = words(N_("job {job}"), job=row["job"]) if row["job"] else words(TRIGGERS[row["trigger"]])
    return {
        **row,
        "begun": words.moment(row["started_at"].astimezone(zone)),
        "what": f"{what} ({', '.join(others)})" if others else what,
        "how": how,
        "ended": words(STATES.get(row["state"], row["state"])),
        "day": words.day(row["as_of"]),
        "took": words.number(row["seconds"]),
        "age": words.number(row["oldest_age_days"]),
        "why": "; ".join([*(short(words(each)) for each in row["shown"] or ()), *failed]),
    }


def _charts(found: pl.DataFrame, words: Text, zone: ZoneInfo) -> list[Markup]:
    """Draw the trend of run time and of data age, of the runs that make what most of them make."""
    every = found.drop_nulls("seconds").filter(pl.col("state").is_in(_ENDED))
    what = pl.concat_list("reports", "languages").list.join("\n")
    usual = every.group_by(what.alias("what")).agg(pl.len(), pl.col("run_id").max())
    most = usual.sort("len", "run_id", descending=True).get_column("what").head(1)
    ended = every.filter(what.is_in(most.implode()))
    local = ended.with_columns(
        pl.col("started_at").dt.convert_time_zone(zone.key).dt.replace_time_zone(None)
    )
    measures = ("seconds", "oldest_age_days")
    drawn = [each for each in measures if local[each].drop_nulls().len() >= _FEWEST]
    return [_picture(local, each, words) for each in drawn]


def _picture(runs: pl.DataFrame, measure: str, words: Text) -> Markup:
    """Draw one trend as a picture, which needs no script."""
    spec = localised(run_trend(runs, text=words, measure=measure).to_dict(), words)
    drawn = still(spec)
    source = b64encode(drawn.svg.encode()).decode()
    return Markup(  # nosec B704  # a description of ours, escaped, and numbers
        f'<figure class="chart"><img class="still" alt="{escape(spec["description"])}" '
        f'width="{drawn.width}" height="{drawn.height}" '
        f'src="data:image/svg+xml;base64,{source}"/></figure>'
    )

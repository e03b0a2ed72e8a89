"""agreement/: what marketing and sales agreed on, as files that people edit.

A file that is absent leaves its default: no stages, no channels, the default deadline. The
texts of all files are kept, because a metric's definition hash covers those that it reads.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import polars as pl
from pydantic import Field

from revops.errors import SettingsError
from revops.workspace.attribution import AttributionAgreed, read_attribution
from revops.workspace.campaign_names import CampaignNames, read_campaign_names
from revops.workspace.qualified_lead import QualifiedLead
from revops.workspace.qualified_versions import read_qualified_lead
from revops.workspace.read import read_toml
from revops.workspace.settings import Strict
from revops.workspace.topic_figures import FIGURE_COLUMNS, read_figures, shipped_figures
from revops.workspace.topics import TOPIC_COLUMNS, read_words, shipped_topics

STAGE_COLUMNS = ("object", "pipeline", "label", "stage", "position", "status")
CHANNEL_COLUMNS = ("kind", "source", "medium", "channel")
SAME_COLUMNS = ("table", "id", "same_as", "is_same", "decided_by")
TOTAL_COLUMNS = ("metric_id", "day", "value", "seen_in")
_ALLOWED = {
    ("stages.csv", "object"): ("lead", "opportunity"),
    ("stages.csv", "status"): (None, "open", "won", "lost"),
    ("channels.csv", "kind"): ("touchpoint", "spend", "lead", "answer", "tracked"),
    ("same.csv", "table"): ("leads", "accounts"),
    ("same.csv", "is_same"): ("true", "false"),
}
#: Words for "one" and "not one", in the languages of the spreadsheets that save them.
_DECIDED = {
    **dict.fromkeys(("yes", "1", "verdadero", "verdadeiro", "sí", "si", "sim"), "true"),
    **dict.fromkeys(("no", "0", "falso", "não", "nao"), "false"),
}

Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Sla(Strict):
    """The follow-up deadline, and the hours that count towards it."""

    deadline_hours: float = Field(24.0, gt=0)
    outer_limit_hours: float = Field(72.0, gt=0)
    attempts: int = Field(3, ge=1)
    business_start: Clock = "09:00"
    business_end: Clock = "18:00"
    workdays: tuple[Annotated[int, Field(ge=0, le=6)], ...] = (0, 1, 2, 3, 4)
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""


@dataclass(frozen=True)
class Agreement:
    """The agreed files, read and checked."""

    stages: pl.DataFrame
    channels: pl.DataFrame
    sla: Sla
    texts: dict[str, str]
    control_totals: pl.DataFrame = field(default_factory=lambda: _blank(TOTAL_COLUMNS))
    same: pl.DataFrame = field(default_factory=lambda: _decided(_blank(SAME_COLUMNS)))
    campaign_names: CampaignNames = field(default_factory=CampaignNames)
    qualified_lead: tuple[QualifiedLead, ...] = ()
    topics: pl.DataFrame = field(default_factory=shipped_topics)
    topic_figures: pl.DataFrame = field(default_factory=shipped_figures)
    attribution: AttributionAgreed = field(default_factory=AttributionAgreed)


def _blank(columns: tuple[str, ...]) -> pl.DataFrame:
    """Give a file of text that is not there."""
    return pl.DataFrame(schema=dict.fromkeys(columns, pl.String))


def _text(path: Path) -> str:
    """Read a text as UTF-8, or as Windows saves it."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _read_csv(path: Path, columns: tuple[str, ...], problems: list[str]) -> pl.DataFrame:
    """Read one agreed CSV as text; blanks are null."""
    empty = _blank(columns)
    if not path.is_file():
        return empty
    text = _text(path)
    separator = ";" if ";" in text.partition("\n")[0] else ","
    try:
        frame = pl.read_csv(text.encode(), separator=separator, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        problems.append(f"agreement/{path.name}: is no table ({str(error).splitlines()[0]})")
        return empty
    frame = frame.rename({name: name.strip() for name in frame.columns})
    missing = [name for name in columns if name not in frame.columns]
    unknown = [name for name in frame.columns if name not in columns]
    problems.extend(f"agreement/{path.name}: the column '{name}' is missing" for name in missing)
    problems.extend(
        f"agreement/{path.name}: unknown column '{name}'; known: {', '.join(columns)}"
        for name in unknown
    )
    if missing or unknown:
        return empty
    return frame.select(pl.col(name).str.strip_chars().replace("", None) for name in columns)


def _check_values(file: str, frame: pl.DataFrame, problems: list[str]) -> None:
    """Report cells outside their allowed values, with the row."""
    for (owner, column), allowed in _ALLOWED.items():
        if owner != file:
            continue
        values = frame.get_column(column).to_list()
        problems.extend(
            f"agreement/{file} row {row}: {column} is '{value or ''}'; "
            f"use one of: {', '.join(word or '(blank)' for word in allowed)}"
            for row, value in enumerate(values, start=2)
            if value not in allowed
        )


def _stages(path: Path, problems: list[str]) -> pl.DataFrame:
    """Read the order and the names of stages; positions are whole numbers."""
    frame = _read_csv(path, STAGE_COLUMNS, problems)
    _check_values(path.name, frame, problems)
    position = frame.get_column("position").cast(pl.Int64, strict=False)
    problems.extend(
        f"agreement/{path.name} row {row}: position is no whole number"
        for row, bad in enumerate(position.is_null().to_list(), start=2)
        if bad
    )
    return frame.with_columns(position)


def _decided(frame: pl.DataFrame) -> pl.DataFrame:
    """Turn the word of a decision into yes or no."""
    return frame.with_columns(pl.col("is_same") == "true")


def _read_same(path: Path, problems: list[str]) -> pl.DataFrame:
    """Read which records people decided are one, or are not; spreadsheets translate the words."""
    frame = _read_csv(path, SAME_COLUMNS, problems)
    lower = pl.col("table", "is_same").str.to_lowercase()
    frame = frame.with_columns(lower).with_columns(pl.col("is_same").replace(_DECIDED))
    _check_values(path.name, frame, problems)
    problems.extend(
        f"agreement/{path.name} row {row}: id or same_as is missing"
        for row, pair in enumerate(frame.select("id", "same_as").rows(), start=2)
        if None in pair
    )
    return _decided(frame)


def _topics(path: Path, problems: list[str]) -> pl.DataFrame:
    """Read the words of each topic; the shipped lists where the workspace has none."""
    if not path.is_file():
        return shipped_topics()
    return read_words(_read_csv(path, TOPIC_COLUMNS, problems), problems)


def read_agreement(folder: Path) -> Agreement:
    """Read a workspace's agreement/ folder; every problem is told at once."""
    problems: list[str] = []
    stages = _stages(folder / "stages.csv", problems)
    channels = _read_csv(folder / "channels.csv", CHANNEL_COLUMNS, problems)
    _check_values("channels.csv", channels, problems)
    totals = _read_csv(folder / "control_totals.csv", TOTAL_COLUMNS, problems)
    same = _read_same(folder / "same.csv", problems)
    sla = Sla()
    if (folder / "sla.toml").is_file():
        try:
            sla = read_toml(folder / "sla.toml", Sla, shown="agreement/sla.toml")
        except SettingsError as error:
            problems.extend(f"agreement/sla.toml: {problem}" for problem in error.problems)
    names = read_campaign_names(folder / "campaign_names.toml", problems)
    versions = read_qualified_lead(folder / "qualified_lead", problems)
    topics = _topics(folder / "topics.csv", problems)
    measured = _read_csv(folder / "topics_measured.csv", FIGURE_COLUMNS, problems)
    figures = read_figures(measured, topics, problems)
    weights = read_attribution(folder / "attribution.toml", problems)
    if problems:
        raise SettingsError(f"agreement/ has {len(problems)} problem(s)", problems)
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".csv", ".toml"})
    texts = {path.relative_to(folder).as_posix(): _text(path) for path in files}
    for version in versions:
        if version.is_draft:  # it shapes no number
            texts.pop(f"qualified_lead/{version.version}.toml")
    return Agreement(
        stages, channels, sla, texts, totals, same, names, versions, topics, figures,
        attribution=weights,
    )  # fmt: skip

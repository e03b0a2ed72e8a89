"""The jobs that run unattended: [schedule] and [[schedule.jobs]] of revops.toml.

[[schedule.jobs]]
name = "monday"
cron = "0 7 * * 1"
reports = ["weekly_review", "funnel"]
parameters = { week = "last" }
deliver = true
"""

from collections import Counter
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from revops.errors import nearest
from revops.workspace.cron import parsed
from revops.workspace.zone import Zone

Value = str | bool | int | float | list[str]


def _cron(text: str) -> str:
    """Refuse what is no cron expression, by our grammar and by APScheduler's."""
    from apscheduler.triggers.cron import CronTrigger

    CronTrigger.from_crontab(parsed(text).named, timezone="UTC")
    return " ".join(text.split())


class Job(BaseModel):
    """One job: when it is due, what it makes, and how often it is tried again.

    `zone` and `languages` are the workspace's where they are left out, and no `reports` are all.
    A passing fault (a folder that another run holds, a disk or a network that fails) is tried
    `retries` times more, after `retry_minutes` and then twice as long each time.

    >>> Job(name="monday", cron="0 7 * * 1").retries
    3
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")
    cron: Annotated[str, AfterValidator(_cron)]
    zone: Zone | None = None
    reports: list[str] = Field(default_factory=list)
    languages: list[Literal["en", "es"]] = Field(default_factory=list)
    parameters: dict[str, Value] = Field(default_factory=dict)
    deliver: bool = False
    retries: int = Field(default=3, ge=0, le=10)
    retry_minutes: float = Field(default=5, gt=0, le=720)

    @field_validator("reports")
    @classmethod
    def _there(cls, names: list[str], info: ValidationInfo) -> list[str]:
        """Refuse reports that the workspace does not have, where it said which it has."""
        known = (info.context or {}).get("reports")
        if known is not None and (unknown := [name for name in names if name not in known]):
            told = " ".join(
                f"there is no report named '{name}'.{nearest(name, known)}" for name in unknown
            )
            raise ValueError(f"{told} Known: {', '.join(known)}.")
        return names


class Schedule(BaseModel):
    """All jobs; `grace_minutes` is how late a run may begin before it counts as missed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    grace_minutes: int = Field(default=15, ge=1, le=1440)
    jobs: list[Job] = Field(default_factory=list)

    @field_validator("jobs", mode="wrap")
    @classmethod
    def _names_differ(cls, given: Any, handler: ValidatorFunctionWrapHandler) -> list[Job]:
        """Refuse a name that two jobs share, with whatever else is wrong in them."""
        problems: list[InitErrorDetails] = _shared_names(given)
        jobs: list[Job] = []
        try:
            jobs = handler(given)
        except ValidationError as error:
            problems = [*map(_again, error.errors()), *problems]
        if problems:
            raise ValidationError.from_exception_data("jobs", problems)
        return jobs


def _shared_names(given: Any) -> list[InitErrorDetails]:
    """Tell each job whose name an earlier one has; files of jobs may not know case."""
    rows = given if isinstance(given, list) else []
    names = [str(row.get("name", "")).lower() if isinstance(row, dict) else "" for row in rows]
    seen: Counter[str] = Counter()
    problems = []
    for n, name in enumerate(names):
        seen[name] += 1
        if name and seen[name] > 1:
            fact = "an earlier job has this name; give each its own"
            error = PydanticCustomError("shared_name", fact)
            problems.append(InitErrorDetails(type=error, loc=(n, "name"), input=rows[n]["name"]))
    return problems


def _again(error: Any) -> InitErrorDetails:
    """Keep one finding as it is."""
    kept = InitErrorDetails(type=error["type"], loc=error["loc"], input=error["input"])
    if "ctx" in error:
        kept["ctx"] = error["ctx"]
    return kept

"""revops.toml: what one workspace reads, in which money, zone and language.

Unknown keys are refused with the nearest known one, and every problem is listed at once.
A text may name environment variables as `$NAME` or `${NAME}`.
"""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator

from revops.workspace.crm import Crm
from revops.workspace.delivery import Deliveries
from revops.workspace.inside import stays_inside
from revops.workspace.jobs import Schedule
from revops.workspace.kept import Kept
from revops.workspace.ways_in import problem_of
from revops.workspace.zone import Zone

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Strict(BaseModel):
    """A block of settings that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ExportSettings(Strict):
    """One export, or a pattern of exports of one kind.

    `source` is a vendor's export (`hubspot.deals`), `template.<table>` for a file with our own
    column names, or `custom` with `table` and `columns` (our column = their header).
    `successive` says what the files of one pattern are to each other: `states` (each is all that
    the CRM held on its day, so what is missing was deleted) or `parts`. `freshness_days` is how
    old the newest record may be before the numbers made of it are held back.

    In place of `path`, a `query` (or the file `query_file`) is asked of the database at `uri`, for
    at most `time_limit` seconds; `row_limit` takes only its first rows, for trying out.
    """

    source: str
    path: str = ""
    query: str | None = None
    query_file: str | None = None
    uri: SecretStr | None = None
    row_limit: int | None = Field(default=None, ge=1)
    time_limit: int = Field(default=300, ge=1, le=86_400)
    table: str | None = None
    columns: dict[str, str] = Field(default_factory=dict)
    constants: dict[str, str | bool | int | float] = Field(default_factory=dict)
    date_format: str | None = None
    decimal: Literal[".", ","] | None = None
    missing: list[str] | None = None
    zone: Zone | None = None
    currency: Currency | None = None
    sheet: str | None = None
    encoding: str | None = None
    separator: str | None = None
    successive: Literal["states", "parts"] | None = None
    freshness_days: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _one_way_in(self) -> Self:
        """Refuse a block that names two ways to its rows, or none."""
        set_here = {name: getattr(self, name) for name in self.model_fields_set}
        if problem := problem_of(set_here):
            raise ValueError(problem)
        return self

    @property
    def is_query(self) -> bool:
        """Say whether the rows come from a database."""
        return self.uri is not None


class Privacy(Strict):
    """What a page may show of a person."""

    show_names: bool = False


class Reports(Strict):
    """What is rendered, where, and with which parameters (a table for each notebook)."""

    folder: Annotated[str, AfterValidator(stays_inside)] = "reports"
    notebooks: list[str] = Field(default_factory=list)
    period: Literal["week", "month", "day"] = "week"
    parameters: dict[str, dict[str, str | bool | int | float | list[str]]] = Field(
        default_factory=dict
    )


class Settings(Strict):
    """The whole of revops.toml.

    >>> Settings(company="Faro", currency="USD").language
    'en'
    """

    company: str
    currency: Currency
    zone: Zone = "UTC"
    language: Literal["en", "es"] = "en"
    as_of: date | None = None
    exports: list[ExportSettings] = Field(default_factory=list)
    crm: Crm = Field(default_factory=Crm)
    privacy: Privacy = Field(default_factory=Privacy)
    reports: Reports = Field(default_factory=Reports)
    history: Kept = Field(default_factory=Kept)
    schedule: Schedule = Field(default_factory=Schedule)
    delivery: Deliveries = Field(default_factory=list)


SETTINGS_FILE = Path("revops.toml")

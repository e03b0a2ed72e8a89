"""revops.toml: what one workspace reads, in which money, zone and language.

Unknown keys are refused with the nearest known one, and every problem is listed at once.
A text may name environment variables as `$NAME` or `${NAME}`.
"""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from revops.workspace.crm import Crm


def _known_zone(zone: str) -> str:
    if zone not in available_timezones():
        raise ValueError(f"'{zone}' is no time zone; use a name such as America/Santiago")
    return zone


Zone = Annotated[str, AfterValidator(_known_zone)]
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
    """

    source: str
    path: str
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


class Privacy(Strict):
    """What a page may show of a person."""

    show_names: bool = False


class Reports(Strict):
    """What is rendered, where, and with which parameters (a table for each notebook)."""

    folder: str = "reports"
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


SETTINGS_FILE = Path("revops.toml")

"""How long the history of runs is kept, and loads, and the folders of pages."""

from pydantic import BaseModel, ConfigDict, Field


class Kept(BaseModel):
    """The [history] block of revops.toml.

    A run leaves the history when `keep_runs` newer ones stand before it or when it is older than
    `keep_days`. The last good run of each job stays, and so does one that still runs. Folders of
    pages are never deleted unless `keep_pages` says how many to keep.

    A load stays while it is among the newest `keep_loads`, or the last one of its week, and not
    older than `keep_load_days`; whatever its age, the newest stays, what it is compared with, and
    what a last good run was made of.

    >>> Kept().keep_pages is None
    True
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    keep_runs: int = Field(default=1000, ge=1)
    keep_days: int = Field(default=400, ge=1)
    keep_loads: int = Field(default=60, ge=1)
    keep_load_days: int = Field(default=400, ge=1)
    keep_pages: int | None = Field(default=None, ge=1)

"""agreement/campaign_names.toml: how campaigns are named, so that names can be grouped.

    pattern = "^[a-z]{2}_(search|social|email)_[a-z0-9_]+$"
    examples = ["cl_search_inventory"]

Without the file nothing is agreed, and no name is judged.
"""

import re
from pathlib import Path

from pydantic import Field, model_validator

from revops.errors import SettingsError
from revops.workspace.read import read_toml
from revops.workspace.settings import Strict


class CampaignNames(Strict):
    """The agreed pattern, and names that follow it.

    >>> CampaignNames(pattern="^[a-z_]+$", examples=["spring_sale"]).pattern
    '^[a-z_]+$'
    """

    pattern: str = ""
    examples: list[str] = Field(default_factory=list)

    @model_validator(mode="after")
    def _examples_follow(self) -> "CampaignNames":
        try:
            follows = re.compile(self.pattern)
        except re.error as error:
            raise ValueError(f"pattern is no regular expression: {error}") from error
        odd = [name for name in self.examples if not follows.search(name)]
        if odd:
            raise ValueError(f"these examples do not follow the pattern: {', '.join(odd)}")
        return self


def read_campaign_names(path: Path, problems: list[str]) -> CampaignNames:
    """Read the agreed names; what is wrong is added to the problems."""
    if not path.is_file():
        return CampaignNames()
    try:
        return read_toml(path, CampaignNames, shown="agreement/campaign_names.toml")
    except SettingsError as error:
        problems.extend(f"agreement/campaign_names.toml: {each}" for each in error.problems)
        return CampaignNames()

"""agreement/attribution.toml: how a workspace weighs the touches of a journey, if its own way.

    [custom]
    first = 0.25
    lead_creation = 0.25
    opportunity_creation = 0.3
    close = 0.1
    rest = 0.1

They must sum to 1; what is left out is 0. Without the file nothing is agreed, and the model
`custom` says what to write.
"""

from math import isclose
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from revops.errors import SettingsError
from revops.workspace.read import read_toml
from revops.workspace.settings import Strict

FILE = "attribution.toml"
Share = Annotated[float, Field(ge=0, le=1)]


class CustomWeights(Strict):
    """The weight of each milestone, and what the other touches share; together 1.

    >>> CustomWeights(first=0.5, close=0.5).rest
    0.0
    """

    first: Share = 0.0
    lead_creation: Share = 0.0
    opportunity_creation: Share = 0.0
    close: Share = 0.0
    rest: Share = 0.0

    @model_validator(mode="after")
    def _sum_to_one(self) -> "CustomWeights":
        whole = sum(self.model_dump().values())
        if not isclose(whole, 1.0, abs_tol=1e-9):
            raise ValueError(f"the weights sum to {whole:g}; they must sum to 1")
        return self


class AttributionAgreed(Strict):
    """What was agreed about attribution."""

    custom: CustomWeights | None = None


def read_attribution(path: Path, problems: list[str]) -> AttributionAgreed:
    """Read the agreed weights; what is wrong is added to the problems."""
    if not path.is_file():
        return AttributionAgreed()
    try:
        return read_toml(path, AttributionAgreed, shown=f"agreement/{FILE}")
    except SettingsError as error:
        problems.extend(f"agreement/{FILE}: {each}" for each in error.problems)
        return AttributionAgreed()

"""agreement/qualified_lead/<version>.toml: what both teams call a qualified lead, and since when.

    version = "2026"
    name = "Qualified lead"
    in_force_from = 2026-01-01
    required = ["email"]

    [predicts]
    outcome = "opportunity"
    within_days = 90

    [signed.marketing]
    name = "Elisa Montt"
    on = 2025-12-15

    [signed.sales]
    name = "Camila Hinojosa"
    on = 2025-12-17

    [[criteria]]
    id = "engaged"
    sql = "touches_90d >= 3"

A version that lacks a signature or its first day is a draft: it is never in force.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from revops.errors import UnknownName
from revops.workspace import criteria
from revops.workspace.lead_fields import LEAD_FIELDS
from revops.workspace.settings import Strict

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Outcome = Literal["opportunity", "won"]


class Signature(Strict):
    """Who signed for a team, and when."""

    name: str = Field(min_length=1)
    on: date


class Signed(Strict):
    """The signatures of both teams; without both, a version is a draft."""

    marketing: Signature | None = None
    sales: Signature | None = None


class Predicts(Strict):
    """The outcome that a qualified lead is meant to reach, and within how many days."""

    outcome: Outcome = "opportunity"
    within_days: int = Field(90, ge=1, le=1825)


class Criterion(Strict):
    """One condition of a version.

    >>> Criterion(id="engaged", sql="touches_90d >= 3").fields
    ('touches_90d',)
    """

    id: Id
    sql: str
    meaning: str = ""

    @model_validator(mode="after")
    def _computable(self) -> "Criterion":
        try:
            criteria.check(self.sql)
        except ValueError as error:
            raise ValueError(f"criterion '{self.id}': {error}") from None
        return self

    @property
    def fields(self) -> tuple[str, ...]:
        """Name the fields that the condition reads."""
        return criteria.fields_of(self.sql)


class QualifiedLead(Strict):
    """One version of the definition.

    `set_at_creation` names record fields that both teams vouch for: they are filled when the lead
    is made, and stay. Such a field counts as known from the first day on.
    """

    version: str = Field(pattern=r"^[\w.-]+$", max_length=40)
    name: str = "Qualified lead"
    in_force_from: date | None = None
    in_force_to: date | None = None
    signed: Signed = Field(default_factory=Signed)
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    required: tuple[str, ...] = ()
    set_at_creation: tuple[str, ...] = ()
    predicts: Predicts = Field(default_factory=Predicts)

    @property
    def is_draft(self) -> bool:
        """Say whether it is a proposal: a signature or the first day is missing."""
        return bool(self.missing)

    @property
    def missing(self) -> tuple[str, ...]:
        """Name what a draft lacks: the signature of marketing or sales, or the first_day."""
        there = {
            "marketing": self.signed.marketing,
            "sales": self.signed.sales,
            "first_day": self.in_force_from,
        }
        return tuple(name for name, found in there.items() if found is None)

    @property
    def conditions(self) -> tuple[Criterion, ...]:
        """Give the criteria, and one more for each required field: that it is filled."""
        filled = (Criterion(id=f"has_{name}", sql=f"{name} IS NOT NULL") for name in self.required)
        return (*self.criteria, *filled)

    def is_in_force(self, day: date) -> bool:
        """Say whether it is the agreed version on a day."""
        first, last = self.in_force_from, self.in_force_to
        is_begun = first is not None and first <= day
        return is_begun and not self.is_draft and (last is None or day <= last)

    @model_validator(mode="after")
    def _sound(self) -> "QualifiedLead":
        first, last = self.in_force_from, self.in_force_to
        wrong = []
        if last and not first:
            wrong.append("in_force_to needs an in_force_from")
        if first and last and last < first:
            wrong.append(f"in force from {first} to {last} is an empty period")
        wrong += [f"criterion '{each}' is there twice" for each in _twice(self)]
        for key in ("required", "set_at_creation"):
            wrong += _unknown(key, getattr(self, key))
        if wrong:
            raise ValueError("; ".join(wrong))
        return self


def _twice(version: QualifiedLead) -> list[str]:
    """Name the criteria whose id is taken; a required field takes `has_<field>`."""
    ids = [each.id for each in version.criteria] + [f"has_{name}" for name in version.required]
    return sorted({each for each in ids if ids.count(each) > 1})


def _unknown(key: str, names: Iterable[str]) -> list[str]:
    """Say which names are no fields of the CRM's record."""
    known = [name for name, field in LEAD_FIELDS.items() if field.clock == "record"]
    return [f"{key}: {UnknownName('record field', n, known)}" for n in names if n not in known]

"""The shape of a suite file: one table's checks, each with its why, owner and guarded metrics.

The shape is Great Expectations' own, read strictly: that library drops an entry whose type or
severity is misspelt, and says nothing.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from revops.checks.kinds import ROW_KINDS, checked_columns, condition_columns, parameter_names

Severity = Literal["critical", "warning", "info"]
Words = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    """A block that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CheckMeta(_Strict):
    """What revops adds to an expectation.

    `guards` names the metrics that the check protects; `*` is every metric that needs the table.
    """

    id: Words
    owner: Literal["marketing", "sales", "both"]
    guards: list[str]


class Check(_Strict):
    """One entry of a suite."""

    type: Words
    kwargs: dict[str, Any]
    severity: Severity
    description: Words
    meta: CheckMeta

    @property
    def is_row_level(self) -> bool:
        """Say whether the check points at rows."""
        return self.type in ROW_KINDS

    @property
    def columns(self) -> tuple[str, ...]:
        """List the columns that the check judges."""
        return checked_columns(self.kwargs)

    @property
    def reads(self) -> tuple[str, ...]:
        """List all columns that the check needs, those of its row condition included."""
        every = (*self.columns, *condition_columns(self.kwargs.get("row_condition")))
        return tuple(dict.fromkeys(every))

    @property
    def parameters(self) -> tuple[str, ...]:
        """List the values that the check still has to be given from outside."""
        return parameter_names(self.kwargs)

    @model_validator(mode="after")
    def _critical_guards_something(self) -> "Check":
        if self.severity == "critical" and not self.meta.guards:
            raise ValueError("a critical check must guard something: name metrics, or '*'")
        if self.severity == "critical" and "mostly" in self.kwargs:
            raise ValueError("a critical check takes no 'mostly': the suite's tolerance says it")
        if isinstance(self.kwargs.get("row_condition"), str):
            raise ValueError("row_condition must be an object with type, column and operator")
        return self


class SuiteMeta(_Strict):
    """What holds for the whole suite."""

    tolerance: float = Field(default=0.05, ge=0, le=1)


class Suite(_Strict):
    """The checks of one table; `tolerance` is the share of failing rows that blocks nothing."""

    name: Words
    meta: SuiteMeta = Field(default_factory=SuiteMeta)
    expectations: Annotated[list[Check], Field(min_length=1)]

    @property
    def tolerance(self) -> float:
        """Give the share of rows that may fail a critical check before its metrics are blocked."""
        return self.meta.tolerance

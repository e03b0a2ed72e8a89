"""Journeys, their credit and how sure it is, as a page asks for them: by name, with parameters."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

import polars as pl

from revops import attribution, journeys, store
from revops.errors import TooFewJourneys, UnknownName
from revops.metrics.metric import NotComputable
from revops.report.journey_params import SHAPE, asked, parted
from revops.text import N_
from revops.workspace import Agreement

_TOUCHES = ("touchpoints", "activities")
_PEOPLE = ("opportunity_people", "leads")
_RESHAPE = ("collapse_repeats", "first_only", "drop_direct", "level")
_LEARN_FROM = ("lost", "expired")
Made = TypeVar("Made")


class JourneysMade:
    """The inputs that are made from touches and conversions."""

    tables: store.Tables
    agreement: Agreement
    as_of: date

    @property
    @abstractmethod
    def visits(self) -> pl.DataFrame:
        """Every visit to a stage."""

    @abstractmethod
    def table(self, name: str) -> pl.DataFrame:
        """Give a table; one without an export is not computable."""

    @abstractmethod
    def _once(self, name: str, params: Mapping[str, Any], make: Callable[[], Made]) -> Made:
        """Make something once for each set of parameters."""

    @abstractmethod
    def _optional(self, name: str) -> pl.DataFrame:
        """Give a table, empty where there is no export."""

    def journeys(self, **shape: Any) -> pl.DataFrame:
        """The touches before each conversion, shaped as asked for (see SHAPE)."""
        return self._walk((), shape)

    def ended_journeys(self, **shape: Any) -> pl.DataFrame:
        """Those, and the journeys that were lost or have expired; `outcome` says which."""
        return self._walk(_LEARN_FROM, shape)

    def credits(self, *, model: str = "linear", **params: Any) -> pl.DataFrame:
        """The credit of each touch, by one model; what it learns, it learns on the level."""
        shape, own = parted(params)
        level = shape.get("level", SHAPE["level"])

        def make() -> pl.DataFrame:
            given = {**self.agreed_weights(model), **own}
            if model == "custom" and not given:
                raise NotComputable(N_(
                    "no weights are agreed: write them under [custom] in agreement/attribution.toml"
                ))  # fmt: skip
            walk = self._learnt_from(model, shape)
            return attribution.credit_at(walk, model, level=level, **given)

        return self._learnt("credits", {**shape, "model": model, **own}, make)

    def draws(self, *, model: str = "linear", **params: Any) -> attribution.Draws | None:
        """What a model learns in each replicate; none where it learns nothing by counting."""
        shape, own = parted(params)
        if model not in attribution.DRAWN:
            return None

        def make() -> attribution.Draws:
            level = shape.get("level", SHAPE["level"])
            return attribution.draws(self._learnt_from(model, shape), model, level=level, **own)

        return self._learnt("draws", {**shape, "model": model, **own}, make)

    def agreed_weights(self, model: str) -> Mapping[str, float]:
        """Give the weights that were agreed on, to the model that takes them."""
        agreed = self.agreement.attribution.custom
        return agreed.model_dump() if model == "custom" and agreed else {}

    def _learnt_from(self, model: str, shape: Mapping[str, Any]) -> pl.DataFrame:
        """Give the journeys that a model needs: what it compares, or the conversions alone."""
        learns = model in attribution.LEARNERS
        return self.ended_journeys(**shape) if learns else self.journeys(**shape)

    def _learnt(self, name: str, params: Mapping[str, Any], make: Callable[[], Made]) -> Made:
        """Make it once; too few journeys are a reason to tell, no failure."""
        try:
            return self._once(name, asked(params), make)
        except TooFewJourneys as few:
            raise NotComputable(
                N_(
                    "{n} of {total} journeys have two or more touches; a model that learns needs "
                    "{fewest}"
                ),
                n=few.n, total=few.total, fewest=few.fewest,
            ) from None  # fmt: skip

    def _walk(self, unconverted: tuple[str, ...], shape: Mapping[str, Any]) -> pl.DataFrame:
        """Build the journeys once, and reshape them once for each way that is asked for."""
        given = asked(shape)
        reshaped = {name: given.pop(name) for name in _RESHAPE if name in given}
        level = reshaped.get("level", "channel")
        if level not in attribution.LEVELS:
            raise UnknownName("level", level, attribution.LEVELS)
        key = {**given, "unconverted": unconverted}
        built = self._once("journeys", key, lambda: self._built(unconverted, given))
        if reshaped.keys() <= {"level"}:
            return built
        return self._once(
            "journeys", {**key, **reshaped}, lambda: journeys.reshape(built, **reshaped)
        )

    def _built(self, unconverted: tuple[str, ...], shape: Mapping[str, Any]) -> pl.DataFrame:
        """Build journeys from the tables; there may be many touches, of which few count."""
        if not {*_TOUCHES} & self.tables.keys():
            raise NotComputable(N_("no export gives touchpoints or activities"))
        given: dict[str, Any] = {name: self.tables.get(name) for name in _PEOPLE}
        given |= {name: store.unread(self.tables).get(name) for name in _TOUCHES}
        named = {("by" if name == "people" else name): value for name, value in shape.items()}
        target = shape.get("target", SHAPE["target"])
        if target in journeys.OF_LEADS:
            self.table("leads")
            deals = self._optional("opportunities")
        else:
            deals = self.table("opportunities")
        if target == "mql":
            named["mqls"] = self._mqls()
        return journeys.build(deals, **given, as_of=self.as_of, unconverted=unconverted, **named)

    def _mqls(self) -> pl.DataFrame:
        """Say when leads qualified: their first visit to the stage."""
        found = self.visits.filter(pl.col("object") == "lead", pl.col("stage") == "mql")
        if found.is_empty():
            raise NotComputable(N_("no export says when a lead entered the stage mql"))
        return found.group_by(pl.col("object_id").alias("lead_id")).agg(
            pl.col("entered_at").min().alias("mql_at")
        )

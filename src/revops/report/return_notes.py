"""The part of a page that says what came back of what was spent, by all models at once."""

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl

from revops import alignment, attribution, metrics
from revops.report.inputs import Inputs
from revops.report.unavailable import Shown, Unavailable
from revops.text import N_, Text
from revops.workspace import Workspace

#: The models that a verdict asks; one that the data do not allow is left out and named.
RETURN_MODELS = (
    "first", "last", "last_non_direct", "linear", "position_based", "time_decay", "u_shaped",
    "w_shaped", "full_path", "shapley", "shapley_rates", "markov", "additive_hazard",
)  # fmt: skip
_BY_NAME = ("shapley", *attribution.LEARNERS)
_OPEN = ("models_disagree", "too_few_wins")
_OF_CHANNELS = N_(
    "Of {n} channels with spend, credit exceeds cost under every model in {above} and under none "
    "in {below}; an experiment decides {tested}; in {open} the data cannot decide."
)
_OF_CAMPAIGNS = N_(
    "Of {n} campaigns with spend: {above} under every model, {below} under none, {tested} by an "
    "experiment, {open} undecided."
)
_NEXT = N_(
    "Most spend without an answer: {name} ({spend}). An experiment would give it: the channel "
    "earns its cost if the whole interval of its lift lies above {share} of all won."
)


class ReturnNotes:
    """Verdicts of credit against cost, and the sentences about them."""

    text: Text
    inputs: Inputs
    workspace: Workspace
    metric: Callable[..., Shown]
    rows: Callable[..., Shown]
    table: Callable[..., None]
    _write: Callable[..., None]
    _explain: Callable[[Unavailable], None]
    _left_out: dict[str, Unavailable] | None = None

    def return_models(self) -> tuple[str, ...]:
        """Name the models that a verdict asks: ours, and the agreed one where there is one."""
        agreed = ("custom",) if self.inputs.agreed_weights("custom") else ()
        return (*RETURN_MODELS, *agreed)

    def by_models(
        self, function: Callable[..., pl.DataFrame], *, models: Sequence[str] = (), **params: Any
    ) -> Shown:
        """Compute a metric or a list by each model that the data allow; a column says which."""
        found, left = [], {}
        give = self.metric if function.__name__ in metrics.METRICS else self.rows
        for model in models or self.return_models():
            frame = give(function, model=model, **_at_level(model, params))
            if isinstance(frame, Unavailable):
                left[model] = frame
            else:
                found.append(frame.with_columns(model=pl.lit(model)))
        self._left_out = left if found else None
        return pl.concat(found) if found else next(iter(left.values()))

    def credit_verdicts(self, *, by: str = "channel", **shape: Any) -> Shown:
        """Say what can be said of each channel's or campaign's credit and cost."""
        returned = self.by_models(metrics.roas, by=[by], **shape)
        if isinstance(returned, Unavailable):
            return returned
        tested = self.rows(alignment.experiments_beside, by=by, **shape)
        given = None if isinstance(tested, Unavailable) else tested
        return self._with_answers(alignment.credit_verdicts(returned, given, by=by), by)

    def _with_answers(self, verdicts: pl.DataFrame, by: str) -> pl.DataFrame:
        """Put beside a channel how many people say that it brought them."""
        said = self.rows(alignment.reported_shares)
        if by != "channel" or isinstance(said, Unavailable):
            return verdicts
        share = said.select("channel", "reported_share")
        return verdicts.join(share, on="channel", how="left", maintain_order="left")

    def return_line(self, channels: Shown, campaigns: Shown) -> None:
        """Say in a sentence what can be said of channels, of campaigns, and by experiments."""
        if isinstance(channels, Unavailable):
            self._explain(channels)
            return
        if isinstance(campaigns, Unavailable):
            self._explain(campaigns)
            return
        said = [
            self._counted(channels, _OF_CHANNELS),
            *self._proven(channels),
            *self._next_test(channels),
            self._counted(campaigns, _OF_CAMPAIGNS),
        ]
        self._write(" ".join(said), "said")

    def _counted(self, verdicts: pl.DataFrame, message: str) -> str:
        """Count the verdicts."""
        found = verdicts.get_column("verdict")
        counts = {
            "above": ("above_every_model",),
            "below": ("above_no_model",),
            "open": _OPEN,
            "tested": ("earns_its_cost", "costs_more"),
        }
        told = {name: int(found.is_in(codes).sum()) for name, codes in counts.items()}
        return self.text(message, n=verdicts.height, **told)

    def _proven(self, channels: pl.DataFrame) -> list[str]:
        """Name the channels of which an experiment says something, in the days that it ran."""
        messages = {
            "earns_its_cost": N_("Earned its cost in the days of its experiment: {names}."),
            "costs_more": N_("Cost more than it added in the days of its experiment: {names}."),
            "test_undecided": N_("Measured by an experiment, and still open: {names}."),
        }
        said = []
        for verdict, message in messages.items():
            names = channels.filter(pl.col("test_verdict") == verdict).get_column("channel")
            if names.len():
                told = ", ".join(self.text.label(name) for name in names)
                said.append(self.text(message, names=told))
        return said

    def _next_test(self, channels: pl.DataFrame) -> list[str]:
        """Name the dearest channel that is undecided, and what an experiment would have to find."""
        undecided = channels.filter(
            pl.col("verdict").is_in(_OPEN), pl.col("break_even_share").is_not_null()
        )
        if undecided.is_empty():
            return []
        row = undecided.row(0, named=True)
        told = {
            "name": self.text.label(row["channel"]),
            "spend": self.text.quantity(row["spend"], "money", self.workspace.settings.currency),
            "share": self.text.quantity(row["break_even_share"], "share"),
        }
        return [self.text(_NEXT, **told)]

    def asked_note(self) -> None:
        """Say which models were asked, and which the data do not allow, with the reason."""
        if self._left_out is None:
            return
        asked = [model for model in self.return_models() if model not in self._left_out]
        names = ", ".join(self.text.label(model) for model in asked)
        said = [self.text(N_("Models asked ({n}): {names}."), n=len(asked), names=names)]
        for model, missing in self._left_out.items():
            reason = missing.reason.told(self.text)
            left = N_("Left out: {name} ({reason}).")
            said.append(self.text(left, name=self.text.label(model), reason=reason))
        self._write(" ".join(said))

    def calibration(self, *, calibrate: bool, model: str, **shape: Any) -> None:
        """Show credit scaled by experiments where it is asked for; else say that it can be."""
        tested = self.rows(alignment.experiments_beside, model=model, **shape)
        if isinstance(tested, Unavailable):
            return
        if not calibrate:
            self._write(self.text(N_(
                "Credit on this page is as the models give it. With calibrate = True the credit of "
                "a channel that an experiment measured is scaled by it."
            )))  # fmt: skip
            return
        credited = self.metric(metrics.credited_value, model=model, **shape)
        if isinstance(credited, Unavailable):
            self._explain(credited)
            return
        self.table(
            alignment.calibrated(credited, tested),
            title=N_("Credited value, scaled by experiments"),
            kinds={"credit_ratio": "ratio", "low": "money", "high": "money"},
        )


def _at_level(model: str, params: dict[str, Any]) -> dict[str, Any]:
    """Let a model that goes by names learn on what the credit is cut by."""
    cut = tuple(params.get("by") or ())
    campaigns = cut == ("campaign_id",) or params.get("by") == "campaign_id"
    return {**params, "level": "campaign_id"} if campaigns and model in _BY_NAME else params

"""What a page says of credit: by several models, at several levels, and where models disagree."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import polars as pl

from revops.attribution import AGREED, LEARNERS
from revops.metrics import credit_ranks, model_spread
from revops.metrics.metric import NotComputable
from revops.report.campaign_names import names_of
from revops.report.display import show_html
from revops.report.inputs import Inputs
from revops.report.unavailable import Shown, Unavailable
from revops.text import N_, Text
from revops.workspace import Workspace

_AGREED = N_("All {n} models credit {channel} with the most.")
_DIFFER = N_(
    "Which channel has the most credit hangs on the model: {first} under {k} of {n}, another under "
    "the rest."
)
_APART = N_(
    "The models lie furthest apart on {channel}: from {low} ({low_model}) to {high} ({high_model})."
)
_ONE = N_("All credit lies on one channel, {channel}, so no model can change it.")
_WINS = N_("No amount of a won deal is known, so credit is counted in wins.")
_NO_WINS = N_("no deal is won, so there is nothing to credit")
#: What credit is measured in: its name and unit.
_MONEY, _COUNT = ("credited_value", "money"), ("conversions", "count")
_LEFT_OUT = N_("Left out: {models}. {reason}.")


class CreditNotes:
    """Credit by several models: the numbers, and what they say together."""

    text: Text
    inputs: Inputs
    workspace: Workspace
    _explain: Callable[[Unavailable], None]
    metric: Callable[..., Shown]
    rows: Callable[..., Shown]
    _write: Callable[..., None]
    return_models: Callable[[], tuple[str, ...]]

    def models(
        self, function: Callable[..., pl.DataFrame], *, models: Sequence[str] = (), **params: Any
    ) -> Shown:
        """Compute a metric of credit by each of several models, or all; a column says which.

        A model with too little to learn from is left out, and the page says why, with the counts.
        """
        found, refused = self._credit_by(function, models, params)
        if not found:
            return next(iter(refused.values()))
        for reason in dict.fromkeys(self._told_why(each) for each in refused.values()):
            of = [
                self.text.label(m) for m, each in refused.items() if self._told_why(each) == reason
            ]
            why = reason[:1].upper() + reason[1:]
            said = self.text(_LEFT_OUT, models=", ".join(of), reason=why)
            show_html(f'<p class="unavailable">{escape(said)}</p>')
        return _in_wins(pl.concat(found))

    def ranks(self, *, model: str, **params: Any) -> Shown:
        """List how sure the order of the channels is; in wins where no amount is known."""
        found = self.rows(credit_ranks, model=model, **params)
        if isinstance(found, Unavailable) or not _is_worthless(found):
            return found if isinstance(found, Unavailable) else _measured(found, *_MONEY)
        self._write(self.text(_WINS))
        return _measured(self.rows(credit_ranks, model=model, column="credit", **params), *_COUNT)

    def levels(
        self,
        function: Callable[..., pl.DataFrame],
        *,
        models: Sequence[str] = (),
        levels: Sequence[str] = ("channel", "campaign_id", "team"),
        **params: Any,
    ) -> Shown:
        """Compute credit by each model at each level: level, segment, model and the figures.

        A model that learns, learns on the level. What `models` says is left out is left out here.
        """
        parts: list[pl.DataFrame] = []
        refused: Mapping[str, Unavailable] = {}
        for level in levels:
            at = {**params, "level": level, "by": [level]}
            found, refused = self._credit_by(function, models, at)
            named = [self._named_level(frame, level) for frame in found]
            parts += [
                frame.drop("params").insert_column(0, _said("level", level, frame))
                for frame in named
            ]
        return _in_wins(pl.concat(parts)) if parts else next(iter(refused.values()))

    def spread_note(self, credit: Shown) -> None:
        """Say whether the models agree on the channel with most credit, and where they do least."""
        if isinstance(credit, Unavailable):
            self._explain(credit)
            return
        unit = credit.get_column("unit").first()
        if unit == _COUNT[1]:
            self._write(self.text(_WINS))
        spread = model_spread(credit)
        if spread.is_empty():
            return
        top = spread.sort("n_first", "channel", descending=[True, False]).row(0, named=True)
        words = {"channel": self.text.label(top["channel"]), "n": top["n_models"]}
        if spread.height == 1:
            said = [self.text(_ONE, **words)]
        elif top["n_first"] == top["n_models"]:
            said = [self.text(_AGREED, **words)]
        else:
            said = [self.text(_DIFFER, first=words["channel"], k=top["n_first"], n=words["n"])]
        widest = spread.row(0, named=True)
        if spread.height > 1 and widest["high_value"] > widest["low_value"]:
            said.append(self._told_apart(widest, str(unit)))
        show_html(f'<p class="said">{escape(" ".join(said))}</p>')

    def _told_apart(self, widest: Mapping[str, Any], unit: str) -> str:
        """Tell the channel on which models differ most."""
        currency = self.workspace.settings.currency
        money = {
            e: self.text.quantity(widest[f"{e}_value"], unit, currency) for e in ("low", "high")
        }
        named = {n: self.text.label(widest[n]) for n in ("channel", "low_model", "high_model")}
        return self.text(_APART, **money, **named)

    def _credit_by(
        self,
        function: Callable[..., pl.DataFrame],
        models: Sequence[str],
        params: Mapping[str, Any],
    ) -> tuple[list[pl.DataFrame], dict[str, Unavailable]]:
        """Give the frames of the models that can be computed, and why the others can't.

        Where a model that learns nothing can't be computed, none can.
        """
        found: list[pl.DataFrame] = []
        refused: dict[str, Unavailable] = {}
        for model in models or self.return_models():
            frame = self.metric(function, model=model, **params)
            if not isinstance(frame, Unavailable):
                found.append(frame.with_columns(model=pl.lit(model)))
            elif model in (*LEARNERS, *AGREED):
                refused[model] = frame
            else:
                return [], {model: frame}
        return found, refused

    def _told_why(self, missing: Unavailable) -> str:
        """Say in the reader's language why a number is missing."""
        return missing.reason.told(self.text)

    def _named_level(self, frame: pl.DataFrame, level: str) -> pl.DataFrame:
        """Call the level's column `segment`; a campaign has the name that the exports give it."""
        segments = frame.rename({level: "segment"})
        if level != "campaign_id":
            return segments
        return segments.with_columns(pl.col("segment").replace(names_of(self.inputs)))


def _said(name: str, value: str, frame: pl.DataFrame) -> pl.Series:
    """Give a column that says the same in every row."""
    return pl.Series(name, [value] * frame.height, dtype=pl.String)


def _is_worthless(frame: pl.DataFrame) -> bool:
    """Say whether there is credit, and none of it has a value."""
    return not frame.is_empty() and bool(frame.get_column("value").is_null().all())


def _in_wins(frame: pl.DataFrame) -> Shown:
    """Count credit in wins where no amount is known; without a win there is none."""
    if frame.is_empty():
        return Unavailable(NotComputable(_NO_WINS))
    if not _is_worthless(frame):
        return frame
    return _measured(frame.with_columns(pl.col("denominator").alias("value")), *_COUNT)


def _measured(frame: Shown, metric: str, unit: str) -> Shown:
    """Say what a frame measures."""
    if isinstance(frame, Unavailable):
        return frame
    return frame.with_columns(metric_id=pl.lit(metric), unit=pl.lit(unit))

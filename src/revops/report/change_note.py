"""What changed, in a sentence: how much more or less was won, and what made the difference."""

import polars as pl

from revops.report.notes import Notes
from revops.report.unavailable import Shown, Unavailable
from revops.text import N_
from revops.workspace import Workspace

#: A part smaller than this share of the largest one is not worth a reader's time.
WORTH_TELLING = 0.1
_MORE = N_("{now} was won, {change} more than in the days compared with ({before}): {parts}.")
_LESS = N_("{now} was won, {change} less than in the days compared with ({before}): {parts}.")
_SAME = N_("{now} was won, as much as in the days compared with.")


class ChangeNotes(Notes):
    """The change of the won value, told."""

    workspace: Workspace

    def change_note(self, change: Shown) -> None:
        """Say how the won value changed and which factors made it, the largest part first.

        `change` is the frame of `won_value_change`, not cut by segments.
        """
        if isinstance(change, Unavailable) or change.is_empty():
            return
        now, before = (float(change[name][0]) for name in ("numerator", "denominator"))
        if now == before:
            self._write(self.text(_SAME, now=self._money(now)), "said")
            return
        told = {"now": now, "before": before, "change": abs(now - before)}
        written = {name: self._money(value) for name, value in told.items()}
        message = _MORE if now > before else _LESS
        self._write(self.text(message, **written, parts=self._parts(change)), "said")

    def largest_parts(self, change: Shown) -> Shown:
        """Give one row a segment: its value before and now, and the factor that changed it most.

        `change` is the frame of `won_value_change`, cut by segments; the largest change is first.
        """
        if isinstance(change, Unavailable):
            return change
        by = change.columns[: change.columns.index("factor")]
        size = pl.col("value").abs()
        largest = change.sort(*by, size, "factor", descending=[*(False for _ in by), True, False])
        told = largest.unique(by, keep="first", maintain_order=True).select(
            *by,
            pl.col("denominator").alias("value_before"),
            pl.col("numerator").alias("value_now"),
            (pl.col("numerator") - pl.col("denominator")).alias("change_value"),
            "factor",
            pl.col("value").alias("part_value"),
        )
        return told.sort(pl.col("change_value").abs(), *by, descending=[True, *(False for _ in by)])

    def _parts(self, change: pl.DataFrame) -> str:
        """Write the parts that are worth telling, each with its sign."""
        size = pl.col("value").abs()
        told = change.filter(size >= WORTH_TELLING * size.max(), pl.col("value") != 0)
        rows = told.sort(size, "factor", descending=[True, False]).select("factor", "value").rows()
        return ", ".join(
            f"{self.text.label(factor, inside=True)} {'+' if part > 0 else '−'}"
            f"{self._money(abs(part))}"
            for factor, part in rows
        )

    def _money(self, value: float) -> str:
        return self.text.money(value, self.workspace.settings.currency, 0)

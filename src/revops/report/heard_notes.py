"""The sentences about what sales heard: which answer is followed by fewer objections."""

from collections.abc import Callable
from typing import Any

import polars as pl

from revops.alignment import answers_before_after, heard_by_topic, requested
from revops.report.notes import Notes
from revops.report.unavailable import Shown, Unavailable
from revops.text import N_
from revops.text.numbers import UNKNOWN

_FEWER = N_(
    "Since “{title}” came out ({day}), {topic} comes up in {after} of conversations, against "
    "{before} in as many days before (difference {change}, 95 % interval: {low} to {high})."
)
_TOGETHER = N_("Marketing made it together with sales.")
_YOUNG = N_("Fewer than 91 days have passed since: the figure is still young.")
_MORE = N_(
    "Since “{title}” came out ({day}), {topic} comes up more often: in {after} of conversations, "
    "against {before} in as many days before (difference {change}, 95 % interval: {low} to {high})."
)
_NONE = N_(
    "Of {n} answers that could be compared, none is followed by fewer conversations about its "
    "topic than chance explains."
)
_TOP = N_("Heard most in the last {days} days: {topics}.")
_ONE = N_("{topic} (in {share} of conversations)")
#: Columns of `answers` that only the downloads show.
ASIDE = (
    "kind", "made_with_sales", "n_answered", "days", "earlier_share", "n_earlier", "since_share",
    "n_since", "change_share", "change_low_share", "change_high_share", "is_immature",
)  # fmt: skip
#: A blank at which no line is broken.
_BLANK = "\u00a0"
_WORDS = ("share_earlier", "share_since", "difference_in_words")
#: How many topics a sentence names.
_NAMED = 3


class HeardNotes(Notes):
    """What sales heard, told."""

    rows: Callable[..., Shown]
    table: Callable[..., None]
    _explain: Callable[[Unavailable], None]

    def heard_note(self, days: int = 91) -> None:
        """Name the topics that came up most in the last days."""
        told = self.rows(heard_by_topic, days=days)
        if isinstance(told, Unavailable):
            self._explain(told)
            return
        topics = [
            self.text(
                _ONE,
                topic=self.text.label(row["topic"], inside=True),
                share=self.text.percent(row["value"]),
            )
            for row in told.filter(pl.col("n") > 0).head(_NAMED).to_dicts()
        ]
        if topics:
            self._write(self.text(_TOP, days=days, topics=", ".join(topics)), "said")

    def answers_note(self) -> None:
        """Say which answers are followed by fewer, or more, conversations about their topic."""
        told = self.rows(answers_before_after)
        if isinstance(told, Unavailable):
            self._explain(told)
            return
        fewer, more = (told.filter(pl.col("verdict") == each) for each in ("fewer", "more"))
        for message, rows in ((_FEWER, fewer), (_MORE, more)):
            for row in rows.to_dicts():
                self._write(self._sentence(message, row), "said")
        judged = told.filter(pl.col("verdict").is_in(["fewer", "more", "no_difference"]))
        if fewer.is_empty():
            self._write(self.text(_NONE, n=judged.height), "said")

    def answers(self) -> Shown:
        """One row an answer, each share with the conversations it is of, in words.

        The figures themselves stand in the columns named in ASIDE, for the downloads.
        """
        told = self.rows(answers_before_after)
        if isinstance(told, Unavailable):
            return told
        written = [self._shares(row) for row in told.to_dicts()]
        words = pl.DataFrame(written, schema=dict.fromkeys(_WORDS, pl.String))
        shown = told.hstack(words)
        return shown.select("topic", "title", "published_on", *_WORDS, "verdict", *ASIDE)

    def answers_table(self, *, title: str) -> None:
        """Show the answers; the downloads hold their figures too."""
        self.table(self.answers(), title=title, aside=ASIDE)

    def _shares(self, row: dict[str, Any]) -> dict[str, str]:
        """Write both shares and their difference."""
        percent = self.text.percent
        ends = f"{percent(row['change_low_share'])} – {percent(row['change_high_share'])}"
        change = f"{percent(row['change_share'])} ({ends.replace(' ', _BLANK)})"
        return {
            "share_earlier": self._of(row["earlier_share"], row["n_earlier"]),
            "share_since": self._of(row["since_share"], row["n_since"]),
            "difference_in_words": UNKNOWN if row["change_share"] is None else change,
        }

    def _of(self, share: float | None, n: int) -> str:
        """Write a share and what it is of."""
        return f"{self.text.percent(share)} (n{_BLANK}={_BLANK}{self.text.number(n)})"

    def requests(self) -> Shown:
        """One row a piece asked for, its topics named as the reader names them."""
        told = self.rows(requested)
        if isinstance(told, Unavailable):
            return told
        named = [", ".join(self.text.label(each) for each in some) for some in told["topics"]]
        return told.with_columns(topics=pl.Series(named, dtype=pl.String))

    def _sentence(self, message: str, row: dict[str, Any]) -> str:
        """Write one answer's figures as a sentence."""
        told = {
            "before": row["earlier_share"],
            "after": row["since_share"],
            "change": row["change_share"],
            "low": row["change_low_share"],
            "high": row["change_high_share"],
        }
        shares = {name: self.text.percent(value) for name, value in told.items()}
        topic, day = self.text.label(row["topic"], inside=True), self.text.day(row["published_on"])
        said = [self.text(message, title=row["title"], topic=topic, day=day, **shares)]
        said += [self.text(_TOGETHER)] if row["made_with_sales"] else []
        said += [self.text(_YOUNG)] if row["is_immature"] else []
        return " ".join(said)

"""What is unusual this week, as questions for the conversation: each with the figure behind it."""

from html import escape
from typing import Any

from revops.report.display import show_html
from revops.report.notes import Notes
from revops.report.question_words import ASK, fact
from revops.report.unavailable import Shown, Unavailable
from revops.text import N_, Text
from revops.workspace import Workspace

_WHEN = {
    "week": N_("This week: {fact}; in a normal week it is {low} to {high}. {ask}"),
    "four_weeks": N_(
        "In the last four weeks: {fact}; in four normal weeks it is {low} to {high}. {ask}"
    ),
    "above": N_(
        "In the last eight weeks, each of them above the usual: {fact}; in eight normal weeks "
        "it is {low} to {high}. {ask}"
    ),
    "below": N_(
        "In the last eight weeks, each of them below the usual: {fact}; in eight normal weeks "
        "it is {low} to {high}. {ask}"
    ),
}
_USUAL = N_("In a usual week of the last {n}: {fact}; normal is {low} to {high}. {ask}")
_NONE = N_("Nothing is unusual this week: every measure is within its normal variation.")
Row = dict[str, Any]


class QuestionNotes(Notes):
    """The questions for the conversation, told."""

    workspace: Workspace

    def questions_note(self, questions: Shown) -> None:
        """Write each question as a sentence, the most surprising first; say so if there is none.

        `questions` is the frame of `alignment.questions`.
        """
        if isinstance(questions, Unavailable):
            return
        currency = self.workspace.settings.currency
        told = [question(row, self.text, currency) for row in questions.to_dicts()]
        if not told:
            show_html(f'<p class="said">{escape(self.text(_NONE))}</p>')
            return
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in told)
        show_html(f'<ul class="questions">{items}</ul>')


def question(row: Row, text: Text, currency: str) -> str:
    """Write one row of `alignment.questions` as a fact and a question.

    >>> from revops.text import load
    >>> row = {"measure": "n_won", "about": "", "went": "down", "rule": "week", "weeks": 1,
    ...     "value": 1.0, "out_of": None, "normal_low": 3.0, "normal_high": 12.0}
    >>> question(row, load("en"), "USD")
    'This week: 1 deal was won; in a normal week it is 3 to 12. What holds back those expected?'
    """
    is_money = row["measure"] == "won_value"
    low, high = (
        text.money(bound, currency, 0) if is_money else text.number(bound)
        for bound in (row["normal_low"], row["normal_high"])
    )
    ask = text(ASK[row["measure"]][row["went"]])
    told = {"fact": fact(row, text, currency), "low": low, "high": high, "ask": ask}
    if is_money and row["weeks"] > 1:
        return text(_USUAL, n=row["weeks"], **told)
    side = "above" if row["went"] == "up" else "below"
    return text(_WHEN[side if row["rule"] == "run" else row["rule"]], **told)

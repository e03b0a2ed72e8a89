"""Where a page that cannot be typed into takes a decision: lines to fill in, and a command."""

from datetime import date
from html import escape

from revops.text import N_, Text

_COLUMNS = ("decision", "owner_id", "metric", "direction", "review_on")
_LINES = 3
_COMMAND = (
    'revops decide --text "…" --owner "…" --metric "…" --direction up --size "…" --review-on {day}'
)


def decision_lines(text: Text, *, review_on: date) -> str:
    """Give lines to print and fill in by hand, and the command that writes a decision down.

    >>> from revops.text import load
    >>> html = decision_lines(load("en"), review_on=date(2026, 8, 2))
    >>> html.count("<tr>"), "--review-on 2026-08-02" in html
    (4, True)
    """
    head = "".join(f'<th scope="col">{escape(text.label(name))}</th>' for name in _COLUMNS)
    line = f"<tr>{'<td></td>' * len(_COLUMNS)}</tr>"
    said = escape(text(N_("Or as a command")))
    command = escape(_COMMAND.format(day=review_on.isoformat()))
    return (
        f'<div class="scroll"><table class="blanks"><thead><tr>{head}</tr></thead>'
        f"<tbody>{line * _LINES}</tbody></table></div>"
        f'<details class="command"><summary>{said}</summary>'
        f"<pre>{command}</pre></details>"
    )

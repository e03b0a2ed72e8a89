"""The part of a page that tells wins: a card for each, and how many more there are."""

from collections.abc import Callable

from revops.report.display import show_html
from revops.report.inputs import Inputs
from revops.report.unavailable import Shown, Unavailable
from revops.report.win_cards import card_html
from revops.text import N_, Text
from revops.workspace import Workspace

#: As many cards as print on a few sheets.
MOST = 30


class WinsTold:
    """Wins as cards."""

    text: Text
    inputs: Inputs
    workspace: Workspace
    _explain: Callable[[Unavailable], None]

    def wins(self, stories: Shown, *, limit: int = MOST) -> None:
        """Tell each win on a card, in the order given; say how many more there are."""
        if isinstance(stories, Unavailable):
            self._explain(stories)
            return
        settings = self.workspace.settings
        cards = [
            card_html(
                story, self.text, currency=settings.currency, show_names=settings.privacy.show_names
            )
            for story in stories.head(limit).to_dicts()
        ]
        show_html(f'<div class="wins">{"".join(cards)}</div>' if cards else self._none())
        if stories.height > limit:
            more = N_("Won in these days and not on a card: {n}. The table below lists all.")
            show_html(f'<p class="note">{self.text(more, n=stories.height - limit)}</p>')

    def _none(self) -> str:
        """Say that there is no card to write."""
        return f'<p class="note">{self.text(N_("No deal was won in these days."))}</p>'

"""The form of a draft in JupyterLab: a text box a criterion, a slider a number, and the table.

ipywidgets is loaded only when a form is made, never when a page is rendered.
"""

from collections.abc import Callable
from html import escape
from typing import Any

from revops.errors import RevopsError
from revops.report.table_output import table_html
from revops.report.trial import Trial, said
from revops.text import N_, Text
from revops.workspace.criteria import numbers_of, with_number

TITLE = N_("Precision on the same days, with the criteria as they are now (*)")
_HINT = N_(
    "Change a number or a condition: the table follows. Nothing is saved; what both teams agree "
    "on is typed into agreement/qualified_lead/."
)
_LEAST = 10


class CriterionForm:
    """A criterion's text box and the sliders of its numbers; each follows the other."""

    def __init__(self, name: str, sql: str, on_change: Callable[[], None]) -> None:
        """Make the widgets; `on_change` is called once a change of either has settled."""
        import ipywidgets as widgets

        self._widgets, self._on_change, self._is_setting = widgets, on_change, False
        self.text = widgets.Text(
            value=sql, description=name, continuous_update=False, layout={"width": "95%"}
        )
        self.sliders: list[Any] = []
        self._row = widgets.HBox([])
        self.box = widgets.VBox([self.text, self._row])
        self._lay_out()
        self.text.observe(self._typed, names="value")

    def _lay_out(self) -> None:
        """Make a slider for each number of the condition."""
        self.sliders = [self._slider(nth, n) for nth, n in enumerate(numbers(self.text.value))]
        self._row.children = tuple(self.sliders)

    def _slider(self, nth: int, number: str) -> Any:
        """Make the slider of one number: whole where the number is."""
        value, most = float(number), max(_LEAST, 3 * float(number))
        is_whole = "." not in number
        kind = self._widgets.IntSlider if is_whole else self._widgets.FloatSlider
        cast = int if is_whole else float
        made = kind(value=cast(value), min=cast(0), max=cast(most), continuous_update=False)
        made.observe(lambda change: self._slid(nth, change["new"]), names="value")
        return made

    def _slid(self, nth: int, number: float) -> None:
        """Write a slider's number into the condition."""
        self._is_setting = True
        self.text.value = with_number(self.text.value, nth, str(number))
        self._is_setting = False
        self._on_change()

    def _typed(self, _: Any) -> None:
        """Follow what was typed with new sliders."""
        if not self._is_setting:
            self._lay_out()
            self._on_change()


class TrialForm:
    """All criteria of a draft and the table below them."""

    def __init__(self, trial: Trial, text: Text) -> None:
        """Make the form and its first table."""
        import ipywidgets as widgets

        self._trial, self._text = trial, text
        self.criteria = {
            each.id: CriterionForm(each.id, each.sql, self.update) for each in trial.start.criteria
        }
        self.output = widgets.HTML()
        hint = widgets.HTML(f"<p>{escape(text(_HINT))}</p>")
        boxes = [form.box for form in self.criteria.values()]
        self.box = widgets.VBox([hint, *boxes, self.output])
        self.update()

    def update(self) -> None:
        """Show the table of the criteria as they stand, or what is wrong with them."""
        conditions = {name: form.text.value for name, form in self.criteria.items()}
        try:
            found = self._trial.table(conditions)
        except (ValueError, RevopsError) as error:
            self.output.value = f'<p class="unavailable">{escape(said(error))}</p>'
            return
        self.output.value = table_html(
            found,
            self._text,
            title=self._text(TITLE),
            metric="qualified_precision",
            unit="share",
        )


def numbers(sql: str) -> list[str]:
    """Give the numbers of a condition; none where it cannot be read yet.

    >>> numbers("touches_90d >= 3"), numbers("touches_90d >= ;")
    (['3'], [])
    """
    try:
        return numbers_of(sql)
    except ValueError:
        return []

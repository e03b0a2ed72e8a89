"""A form in JupyterLab whose answers are written into the workspace: fields, a button, a message.

ipywidgets is loaded only when a form is made, never when a page is rendered.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from revops.errors import RevopsError
from revops.text import N_, Text

#: Names of fields, as a reader sees them.
FIELDS: Mapping[str, str] = {
    "text": N_("What was decided"),
    "owner": N_("Who sees to it"),
    "metric": N_("The metric it should move"),
    "params": N_("Its parameters, as JSON"),
    "direction": N_("Direction"),
    "size": N_("By how much"),
    "review_on": N_("Look again on"),
    "outcome": N_("What was found"),
    "decision": N_("Decision"),
    "event": N_("What happened"),
    "kind": N_("Kind"),
    "topics": N_("Topics"),
    "said": N_("What was said"),
    "user": N_("Who of us heard it"),
    "lead": N_("Lead id"),
    "deal": N_("Opportunity id"),
    "answered_by": N_("Answered by"),
    "given_on": N_("Heard on"),
}
_WIDE = {"width": "95%"}


class TypedForm:
    """Fields by name, a button that hands their values on, and a line that says what came of it."""

    def __init__(
        self,
        fields: Sequence[str],
        choices: Mapping[str, Sequence[str]],
        write: Callable[[Mapping[str, str]], str],
        text: Text,
    ) -> None:
        """Make the widgets; a field with choices is a list, or offers them while one types.

        `write` is given the values, and gives the sentence that says what was written.
        """
        import ipywidgets as widgets

        self._write, self._text = write, text
        self.fields: dict[str, Any] = {
            name: self._field(widgets, name, choices.get(name, ())) for name in fields
        }
        self.button = widgets.Button(description=text(N_("Write it down")), button_style="primary")
        self.button.on_click(self._clicked)
        self.output = widgets.HTML()
        self.box = widgets.VBox([*self.fields.values(), self.button, self.output])

    def _field(self, widgets: Any, name: str, choices: Sequence[str]) -> Any:
        """Make the widget of one field."""
        named = {"description": self._text(FIELDS[name]), "style": {"description_width": "16em"}}
        if not choices:
            return widgets.Text(layout=_WIDE, **named)
        shown = [("", ""), *((self._text.label(each), each) for each in choices)]
        return widgets.Dropdown(options=shown, value="", layout=_WIDE, **named)

    def _clicked(self, _: Any) -> None:
        """Write what was typed; say what is wrong with it, and keep it, where it is refused."""
        typed = {name: str(field.value or "") for name, field in self.fields.items()}
        try:
            said, kind = self._write(typed), "said"
        except RevopsError as error:
            said, kind = str(error), "unavailable"
        else:
            for field in self.fields.values():
                field.value = ""
        lines = "<br>".join(escape(line) for line in said.splitlines())
        self.output.value = f'<p class="{kind}">{lines}</p>'

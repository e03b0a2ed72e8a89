"""An executed notebook as one page that needs nothing else: no code, no outside address.

Prose is translated cell by cell, charts are pictures that come to life, and a notebook that
failed gives a page that says where and why.
"""

from functools import cache
from typing import Any

from markupsafe import Markup

from revops.report.execute import Executed
from revops.report.heading import Heading
from revops.report.markdown import markdown_html, title_of
from revops.report.outputs import has_chart, output_html
from revops.report.scripts import FOLDER, page_script, vega_script
from revops.report.templates import common, filled
from revops.text import Text

_SCRIPTS_HERE = "/* scripts */"


def render(executed: Executed, text: Text, heading: Heading) -> str:
    """Give the page of one notebook."""
    if executed.error is not None:
        return _failed(executed, text, heading)
    scripts = [vega_script()] if has_chart(executed.notebook) else []
    scripts.append(page_script())
    values = common(text, heading, title(executed, text), scripts)
    body, _ = _exporter()(values).from_notebook_node(executed.notebook)
    before, _, after = str(body).rpartition(f"<script>{_SCRIPTS_HERE}</script>")
    inline = "".join(f"<script>{script}</script>" for script in scripts)
    return f"{before}{inline}{after}\n"


def warm() -> None:
    """Load what rendering needs, while something else is waited for."""
    vega_script()
    _exporter()


def title(executed: Executed, text: Text) -> str:
    """Give a page's title: the first heading of its prose, else the notebook's name."""
    for cell in executed.notebook.cells:
        if cell.cell_type == "markdown":
            return title_of(text(cell.source))[0] or executed.name
    return executed.name


def _failed(executed: Executed, text: Text, heading: Heading) -> str:
    """Give the page that says which cell failed, and why."""
    values = common(text, heading, title(executed, text), [])
    return filled("failed.html.j2", {**values, "name": executed.name, "error": executed.error})


def _prose(text: Text, cell: Any, is_first: bool) -> Markup:
    """Translate and render a markdown cell; the page's head has its title already."""
    words = text(cell.source)
    own = title_of(words)[1] if is_first else words
    return Markup(markdown_html(own))  # nosec B704  # which lets no HTML through


@cache
def _exporter() -> Any:
    """Make nbconvert's exporter for this house's template; nbconvert is slow to load."""
    from revops.report.lean import load_jsonschema

    load_jsonschema()
    from nbconvert.exporters import HTMLExporter

    class PageExporter(HTMLExporter):  # type: ignore[misc,unused-ignore]
        """The HTML exporter with our own template alone, and every value escaped."""

        def __init__(self, values: dict[str, Any]) -> None:
            self.values = values
            super().__init__(  # type: ignore[no-untyped-call,unused-ignore]
                template_paths=[str(FOLDER)],
                template_file="notebook.html.j2",
                default_preprocessors=[],
            )

        def _create_environment(self) -> Any:
            environment = super()._create_environment()  # type: ignore[no-untyped-call,unused-ignore]
            environment.autoescape = True
            here = Markup(_SCRIPTS_HERE)  # nosec B704  # our own words
            environment.globals.update(self.values, scripts_here=here)
            environment.filters["shown"] = output_html
            environment.filters["prose"] = lambda cell, is_first: _prose(
                self.values["text"], cell, is_first
            )
            return environment

    return PageExporter

"""The page templates: every value is escaped unless a template says that it is HTML."""

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from revops.report.heading import Heading
from revops.report.scripts import FOLDER, newer_script, policy
from revops.text import Text


@cache
def style() -> Markup:
    """Give the one style sheet of all pages."""
    return Markup((FOLDER / "page.css").read_text(encoding="utf-8"))  # nosec B704  # our own file


def common(text: Text, heading: Heading, title: str, scripts: list[str]) -> dict[str, Any]:
    """Give what every template needs."""
    return {
        "text": text,
        "heading": heading,
        "title": title,
        "style": style(),
        "policy": policy([newer_script(), *scripts]),
        "newer": Markup(newer_script()),  # nosec B704  # our own file
    }


def filled(template: str, values: dict[str, Any]) -> str:
    """Fill one template."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(template).render(values)

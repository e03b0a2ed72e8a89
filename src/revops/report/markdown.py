"""A notebook's prose as HTML: tables yes, mathematics no, so that $5 and $7 stay money."""

from functools import cache
from typing import Any


@cache
def _renderer() -> Any:
    """Make the renderer once; the prose is ours, so its own tags stay."""
    import mistune

    return mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])


def markdown_html(source: str) -> str:
    """Render one markdown cell.

    >>> markdown_html("**Won** from $5 to $7").strip()
    '<p><strong>Won</strong> from $5 to $7</p>'
    """
    return str(_renderer()(source))


@cache
def _plain_renderer() -> Any:
    """Make the renderer of what is no prose of a page: its tags are text."""
    import mistune

    return mistune.create_markdown(escape=True)


def definition_html(definition: str) -> str:
    """Render a metric's definition: paragraphs, code and formulas; a tag stays text.

    >>> definition_html("`n_won` < 5 <b>").strip()
    '<p><code>n_won</code> &lt; 5 &lt;b&gt;</p>'
    """
    return str(_plain_renderer()(definition))


def title_of(source: str) -> tuple[str, str]:
    """Split the first heading from the rest of a cell; no heading gives an empty title.

    >>> title_of("# Funnel\\n\\nWhere do leads stop?")
    ('Funnel', 'Where do leads stop?')
    >>> title_of("Where do leads stop?")
    ('', 'Where do leads stop?')
    """
    first, _, rest = source.lstrip().partition("\n")
    if not first.startswith("# "):
        return "", source
    return first[2:].strip(), rest.strip()

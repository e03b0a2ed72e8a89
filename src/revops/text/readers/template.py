"""Messages in a page template: `{{ text("...") }}`, `{{ _("...") }}`, `text.plural`."""

from collections.abc import Iterator

from jinja2 import Environment, nodes

from revops.text.readers.python import CALLS


def template_messages(source: str, place: str) -> Iterator[tuple[str, ...]]:
    """Give the messages of a Jinja template, in order.

    >>> list(template_messages('{{ text("Made on {day}", day=day) }}', "page.html.j2"))
    [('Made on {day}',)]
    """
    # it is parsed for its words and never filled
    tree = Environment(  # nosec B701
        extensions=["jinja2.ext.loopcontrols", "jinja2.ext.do"]
    ).parse(source)
    for call in tree.find_all(nodes.Call):
        words = [
            item.value
            for item in call.args
            if isinstance(item, nodes.Const) and isinstance(item.value, str)
        ]
        if isinstance(call.node, nodes.Getattr) and call.node.attr == "plural":
            yield from [tuple(words[:2])] if len(words) >= 2 else []
        elif _name(call.node) in CALLS:
            yield from ((word,) for word in words[:1])


def _name(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return str(node.attr)
    return str(node.name) if isinstance(node, nodes.Name) else ""

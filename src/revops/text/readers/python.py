"""Messages in Python code: `text("...")`, `text.plural("...", "...", n=...)`, `N_("...")`,
`page.say("...")`, the words given by name (`title="..."`) to a call of `page`, and the question
of a metric: the first line of the function that its record names.
"""

import ast
from collections.abc import Iterator

from revops.errors import RevopsError

CALLS = {"text", "N_", "_", "say"}
KEYWORDS = {"title", "caption", "note", "heading", "none"}


def python_messages(code: str, place: str) -> Iterator[tuple[str, ...]]:
    """Give the messages in a piece of Python code, in order.

    >>> list(python_messages('text("Won {n}", n=1)\\npage.table(rows, title="Wins")', "a.py"))
    [('Won {n}',), ('Wins',)]
    >>> list(python_messages('text(f"Won {n}")', "a.py"))
    Traceback (most recent call last):
        ...
    revops.errors.RevopsError: a.py line 1: an f-string can't be translated; write "{name}" and ...
    """
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = _name(node.func)
            if name == "Metric":
                yield from _question(node, tree)
            elif name == "plural":
                forms = tuple(_words(node.args[:2], place))
                yield from [forms] if len(forms) == 2 else []
            elif name in CALLS:
                yield from ((form,) for form in _words(node.args[:1], place))
            if _owner(node.func) == "page":
                named = [item.value for item in node.keywords if item.arg in KEYWORDS]
                yield from ((form,) for form in _words(named, place))


def _question(record: ast.Call, tree: ast.Module) -> Iterator[tuple[str]]:
    """Give the question of a metric from its record, beside which its function stands."""
    named = _name(record.args[0]) if record.args else ""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == named:
            yield ((ast.get_docstring(node) or "").partition("\n")[0],)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _owner(function: ast.expr) -> str:
    """Name what a method is called on: "page" for `page.table`."""
    return _name(function.value) if isinstance(function, ast.Attribute) else ""


def _words(nodes: list[ast.expr], place: str) -> Iterator[str]:
    """Give the literal texts; what is computed elsewhere is marked there with N_."""
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            raise RevopsError(
                f"{place} line {node.lineno}: an f-string can't be translated; "
                'write "{name}" and give the value by name.'
            )
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            yield node.value

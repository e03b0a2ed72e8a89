"""What a page's copy for mail keeps: which elements, which attributes, which addresses.

It is a list of what does nothing, so that text from an export that was taken for markup does
nothing either.
"""

import re
from collections.abc import Mapping

#: Left out with all that is in them.
GONE = frozenset(
    {"script", "noscript", "template", "iframe", "object", "embed", "applet", "portal", "frame"}
    | {"form", "button", "select", "textarea", "datalist", "audio", "video", "canvas", "dialog"}
)
#: Elements that hold nothing, and those of them that are left out.
_VOID_GONE = frozenset({"base", "embed", "frame", "input", "link", "param", "source", "track"})
VOID = frozenset({"area", "br", "col", "hr", "img", "meta", "wbr"}) | _VOID_GONE
#: What only scripts, or only the site, can give a meaning to.
_CLASSES = frozenset({"downloads", "live", "skip", "search", "command", "newer"})
#: Left out as well where there is no site that they could lead to.
_LINK_CLASSES = frozenset({"home", "see", "page"})
_META = frozenset({"viewport", "robots"})
#: Attributes that lead somewhere, load something or need a script.
_NO_ATTRIBUTE = re.compile(
    r"on.*|srcdoc|srcset|action|formaction|ping|background|target|download|http-equiv|data"
    r"|poster|usemap|manifest|contenteditable|autofocus|tabindex|popover.*|open|hidden"
)
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_PAGE = re.compile(r"(\.\./)?[\w-]+\.html(#[\w-]*)?")
_ADDRESS = re.compile(r"https?://\S+|mailto:\S+|#[\w-]*", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(svg\+xml|png|jpeg|gif);base64,[\w+/=]*")
#: What could load something from a style; ours need none of it.
_LOADS = re.compile(
    r"(url|src|image|image-set|cross-fade|element|expression)\s*\(|@import|-moz-binding|behavior\s*:|\\",
    re.IGNORECASE,
)
#: The rule of the copy: it runs nothing, loads nothing and sends nothing.
RULE = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'none'; "
    "base-uri 'none'; form-action 'none'"
)


def is_left_out(tag: str, given: Mapping[str, str], *, has_site: bool) -> bool:
    """Say whether an element is no part of a copy.

    >>> is_left_out("p", {"class": "downloads"}, has_site=True)
    True
    >>> is_left_out("a", {"class": "page", "href": "wins.html"}, has_site=True)
    False
    """
    if tag in GONE or tag in _VOID_GONE or "hidden" in given:
        return True
    if tag == "meta":
        return given.get("name", "") not in _META
    gone = _CLASSES if has_site else _CLASSES | _LINK_CLASSES
    return not gone.isdisjoint(given.get("class", "").split()) or "download" in given


def kept(name: str, value: str, site: str) -> str | None:
    """Give an attribute's value; None where the attribute is left out.

    A link leads outside, into the copy, or to a page on the site.

    >>> kept("href", "wins.html", "https://numbers.example/2026-W27")
    'https://numbers.example/2026-W27/wins.html'
    >>> kept("onclick", "alert(1)", "") or kept("href", "javascript:alert(1)", "")
    """
    if _NO_ATTRIBUTE.fullmatch(name) or not _NAME.fullmatch(name):
        return None
    if name == "src":
        return value if _PICTURE.fullmatch(value) else None
    if name == "style":
        return styled(value) or None
    if name != "href":
        return value
    if _PAGE.fullmatch(value):
        return f"{site}/{value}" if site else None
    return value if _ADDRESS.fullmatch(value) else None


def styled(style: str) -> str:
    """Give a style as it is, or nothing where it could load something.

    >>> styled("color: red"), styled("background: URL(http://a.example/b)")
    ('color: red', '')
    """
    return "" if _LOADS.search(style) else style

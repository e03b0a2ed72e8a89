"""A notice as a subject, as plain text and as an e-mail's HTML.

Titles and sentences hold text from exports: it is one line, it is escaped where there is markup,
and in a chat it calls nobody and links nowhere.
"""

import re
import unicodedata
from html import escape

from revops.delivery.notice import Notice
from revops.text import N_, Text
from revops.workspace.delivery import Kind

TITLE_LENGTH, LINE_LENGTH = 150, 600
_COLOURS: dict[Kind, str] = {
    "done": "#1c6e5c",
    "failed": "#b3261e",
    "blocked": "#b3261e",
    "stale": "#8a5a00",
    "not_started": "#b3261e",
}
#: Categories of signs that end a line, hide or turn text around: none belongs into a sentence.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_NOBODY = "\u200b"
_LIVE = re.compile(r"(?<=@)(?=\S)|(?<=<)(?=[!@#]|/?at\b)|(?<=\])(?=\()|(?<=:)(?=//)|(?<=www)(?=\.)")


def one_line(text: str, length: int = LINE_LENGTH) -> str:
    r"""Put a text on one line that shows all that it holds.

    >>> one_line("Faro\r\nBcc: all@faro.example  \x00now")
    'Faro Bcc: all@faro.example now'
    """
    shown = "".join(" " if unicodedata.category(sign) in _UNSEEN else sign for sign in text)
    whole = " ".join(shown.split())
    return whole if len(whole) <= length else f"{whole[: length - 1].rstrip()}…"


def inert(text: str) -> str:
    """Take the life out of what a chat would act on: calls to people, links and their titles.

    >>> inert("@channel [win](https://evil.example)") == (
    ...     "@\u200bchannel [win]\u200b(https:\u200b//evil.example)"
    ... )
    True
    """
    return _LIVE.sub(_NOBODY, text)


def subject(notice: Notice) -> str:
    """Give the title as one short line."""
    return one_line(notice.title, TITLE_LENGTH)


def plain(notice: Notice, link: str) -> str:
    """Give the sentences as text, with the address of the page at the end.

    Where there is neither, it is the title: a message needs a body.
    """
    lines = [inert(one_line(line)) for line in notice.lines]
    told = [line for line in (*lines, link) if line]
    return "\n\n".join(told or [inert(subject(notice))])


def html(notice: Notice, link: str, words: Text) -> str:
    """Give the body of an e-mail; all that is in it is escaped."""
    style = "font-family:-apple-system,'Segoe UI',Roboto,Arial,sans-serif;color:#1f2328"
    edge = f"border-left:4px solid {_COLOURS[notice.kind]};padding-left:14px"
    lines = [escape(one_line(line)) for line in notice.lines]
    told = "".join(f'<p style="margin:0 0 10px;line-height:1.45">{each}</p>' for each in lines)
    return (
        f'<html lang="{words.language}"><body style="{style};font-size:15px;margin:16px">'
        f'<div style="{edge};max-width:640px">'
        f'<h1 style="font-size:19px;margin:0 0 12px">{escape(subject(notice))}</h1>'
        f"{told}{_way(link, words)}</div></body></html>"
    )


def _way(link: str, words: Text) -> str:
    """Give the way to the page, with its address in sight."""
    if not link:
        return ""
    said, shown = escape(words(N_("Open the page"))), escape(link, quote=True)
    return f'<p style="margin:14px 0 0">{said}: <a href="{shown}">{shown}</a></p>'

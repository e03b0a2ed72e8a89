"""A finished page as a file to send: no scripts, charts that stand still, nothing folded away.

Mail runs no scripts, and what opens the file may be a phone's preview. What only scripts can do
is left out, and one line says where it is: on the page itself.
"""

from html import escape
from html.parser import HTMLParser

from revops.report.mail_rules import GONE, RULE, VOID, is_left_out, kept, styled
from revops.text import N_, Text

_COPY = N_(
    "A copy made for mail: its charts stand still, and its downloads are on the page itself."
)
_STYLE = "main .mailed { margin: 0 0 1.2rem; } a:not([href]) { color: inherit; }"


def mailed(page: str, words: Text, address: str = "") -> str:
    """Give the file to send of a page's HTML; `address` is that of the page on its site.

    Links to pages beside it lead to the site; without one they are words.
    """
    writer = _Mailed(words, address)
    writer.feed(page)
    writer.close()
    return "".join(writer.written)


class _Mailed(HTMLParser):
    """Write the page anew, piece by piece, from what is allowed."""

    def __init__(self, words: Text, address: str) -> None:
        super().__init__(convert_charrefs=False)
        self.written: list[str] = []
        self._words, self._address = words, address
        self._site = address.rpartition("/")[0]
        self._gone: list[str] = []

    def handle_decl(self, decl: str) -> None:
        """Keep the kind of document."""
        self.written.append(f"<!{decl}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open, and close what isn't closed by itself."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, with the attributes that do no harm."""
        given = {name: value or "" for name, value in attrs}
        if self._gone:
            self._gone += [tag] if tag == self._gone[0] else []
        elif is_left_out(tag, given, has_site=bool(self._site)):
            self._gone += [] if tag in VOID else [tag]
        else:
            self.written.append(self._opened(tag, given) + self._after(tag))

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if self._gone:
            if tag == self._gone[0]:
                self._gone.pop()
        elif tag not in VOID and tag not in GONE:
            self.written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Keep text as it is written; a sign of markup that opens nothing stays a sign."""
        if self.cdata_elem == "style":
            self._keep(styled(data))
        else:
            self._keep(data.replace("<", "&lt;").replace(">", "&gt;"))

    def handle_entityref(self, name: str) -> None:
        """Keep a sign that has a name."""
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Keep a sign that has a number."""
        self._keep(f"&#{name};")

    def _keep(self, text: str) -> None:
        if not self._gone:
            self.written.append(text)

    def _opened(self, tag: str, given: dict[str, str]) -> str:
        """Write an element's first tag."""
        values = [(name, kept(name, value, self._site)) for name, value in given.items()]
        told = "".join(f' {name}="{escape(value)}"' for name, value in values if value is not None)
        return f"<{tag}{told}{' open' if tag == 'details' else ''}>"

    def _after(self, tag: str) -> str:
        """Give what is put in after an element is opened: the rule, the style, the note."""
        if tag == "head":
            rule = f'<meta http-equiv="Content-Security-Policy" content="{escape(RULE)}">'
            return f'\n<meta charset="utf-8">\n{rule}'
        if tag == "body":
            return f"<style>{_STYLE}</style>"
        return f"\n{_note(self._words, self._address)}" if tag == "main" else ""


def _note(words: Text, address: str) -> str:
    """Say that this is a copy, and where the page is."""
    said = escape(words(_COPY))
    if not address:
        return f'<p class="note mailed">{said}</p>'
    way = f'<a href="{escape(address)}">{escape(words(N_("Open the page")))}</a>'
    return f'<p class="note mailed">{said} {way}</p>'

"""The red line on pages that stand although the run that should have made them anew failed.

It is put into each page in one step, replaces the one before, and goes with the folder when the
next good run builds it anew.
"""

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from revops.report.edition import redden
from revops.store import replace_text

_BODY = "<body>\n"
_LINE = re.compile(r"(?<=<body>\n)<!-- alarm -->.*?<!-- /alarm -->\n", re.DOTALL)


def banner(lines: Sequence[str]) -> str:
    """Give the red line as HTML: whatever it says is text.

    >>> banner(["<b> failed"])
    '<!-- alarm --><div class="alarm" role="alert"><p>&lt;b&gt; failed</p></div><!-- /alarm -->\\n'
    """
    told = "".join(f"<p>{_inert(line)}</p>" for line in lines)
    return f'<!-- alarm --><div class="alarm" role="alert">{told}</div><!-- /alarm -->\n'


def _inert(line: str) -> str:
    """Escape a line; its own lines stay apart."""
    return "<br>".join(escape(part) for part in line.splitlines())


def with_banner(html: str, lines: Sequence[str]) -> str:
    """Put the red line at the top of a page, in place of the one before.

    >>> page = with_banner("<body>\\n<p>old</p>", ["first"])
    >>> with_banner(page, ["second"]).count("alarm -->"), "first" in with_banner(page, ["x"])
    (2, False)
    """
    clean = _LINE.sub("", html, count=1)
    return clean.replace(_BODY, _BODY + banner(lines), 1)


def mark(folder: Path, lines: Sequence[str]) -> None:
    """Put the red line on every page of a folder; those that are open show that it is there."""
    for path in sorted(folder.glob("*.html")):
        replace_text(path, with_banner(path.read_text("utf-8"), lines))
    redden(folder)

"""The scripts of a page: Vega once, and the few lines that bring its charts to life.

A page allows exactly these scripts, by their fingerprints, and no address outside: text from
an export that looks like a script stays text.
"""

import base64
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock

from revops.report.stills import VEGA_LITE

FOLDER = Path(__file__).parent / "template"
#: Addresses that Vega names and that a page has no use for: its editor, its schemas, its bugs.
_OUTSIDE = ("https://vega.github.io", "https://github.com/vega")
_ONE_AT_A_TIME = Lock()
_SNIPPET = "window.vegaEmbed = vegaEmbed;"


def vega_script() -> str:
    """Give Vega, Vega-Lite and Vega-Embed as one script without outside addresses."""
    with _ONE_AT_A_TIME:
        return _vega_script()


@cache
def _vega_script() -> str:
    """Bundle the libraries that vl-convert ships; this takes a second."""
    import vl_convert

    script = vl_convert.javascript_bundle(_SNIPPET, vl_version=VEGA_LITE)
    for address in _OUTSIDE:
        script = script.replace(address, "about:vega")
    return closed(script)


@cache
def page_script() -> str:
    """Give the script that makes charts live and large downloads work."""
    return closed((FOLDER / "page.js").read_text(encoding="utf-8"))


@cache
def newer_script() -> str:
    """Give the script that offers a newer edition of an open page."""
    return closed((FOLDER / "newer.js").read_text(encoding="utf-8"))


def closed(script: str) -> str:
    """Make a script safe inside a page, where the end of its element is the only danger."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def policy(scripts: list[str]) -> str:
    """Give the rule that lets a page run these scripts, and load and send nothing.

    >>> policy([]).split("; ")[0], policy([]).split("; ")[-1]
    ("default-src 'none'", "script-src 'none'")
    """
    prints = " ".join(f"'sha256-{_print(script)}'" for script in scripts) or "'none'"
    loads = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: blob:"
    sends = "form-action 'none'; base-uri 'none'"  # which default-src does not speak of
    return f"{loads}; {sends}; script-src {prints}"


def _print(script: str) -> str:
    return base64.b64encode(sha256(script.encode()).digest()).decode()

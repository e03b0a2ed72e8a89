"""What every address of the site has in common: Jupyter's login, its rules, the house's look."""

import asyncio
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.web import HTTPError

from revops import text
from revops.errors import RevopsError
from revops.serving.place import Place
from revops.serving.runner import Runner
from revops.text import N_, Text
from revops.workspace import Workspace

Result = TypeVar("Result")
FOLDER = Path(__file__).parent / "template"
_MISSING = N_("There is no such page.")
_WRONG = N_("This page could not be shown.")


@cache
def _style() -> tuple[str, str]:
    """Give the style of the site's own pages, and its fingerprint."""
    from revops.report.templates import style

    written = f"{style()}\n{(FOLDER / 'site.css').read_text('utf-8')}"
    return written, b64encode(sha256(f"\n{written}\n".encode()).digest()).decode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class SiteHandler(JupyterHandler):
    """A page of the site; only for those whom Jupyter lets in."""

    auth_resource = "revops"

    @property
    def place(self) -> Place:
        """The workspace that this server shows."""
        found: Place = self.settings["revops_place"]
        return found

    @property
    def runner(self) -> Runner:
        """The one that runs what forms ask for."""
        found: Runner = self.settings["revops_runner"]
        return found

    @property
    def content_security_policy(self) -> str:
        """Allow a page of the site its style and its own form, and nothing else."""
        rules = ("default-src 'none'", f"style-src 'sha256-{_style()[1]}'", "form-action 'self'")
        return "; ".join([*rules, "frame-ancestors 'self'", "base-uri 'none'"])

    def set_default_headers(self) -> None:
        """Add what keeps addresses, which may hold a token, and pages from other sites."""
        super().set_default_headers()
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Cache-Control", "private, no-cache")

    def address(self, *parts: str) -> str:
        """Give the address of a page of the site, under whatever the server's own is."""
        return str(url_path_join(self.base_url, "revops", *parts))

    async def aside(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Do what reads files away from the server's loop."""
        return await asyncio.to_thread(work, *arguments)

    async def workspace(self) -> Workspace:
        """Open the workspace; what is wrong with it is told on the page."""
        try:
            return await self.aside(self.place.workspace)
        except RevopsError as error:
            raise HTTPError(503, reason="no workspace", log_message=str(error)) from error

    def show(self, template: str, words: Text, **values: Any) -> None:
        """Fill a template of the site and send it."""
        own = {"text": words, "style": _style()[0], "address": self.address}
        company = {"company": values.pop("company", "revops"), "refresh": values.pop("refresh", 0)}
        filled = _environment().get_template(template).render({**own, **company, **values})
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.finish(filled)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say what is wrong in the look of the site, without its insides."""
        error = (kwargs.get("exc_info") or (None, None, None))[1]
        told = str(error.log_message or "") if status_code == 503 and error else ""
        words = self._words()
        message = words(_MISSING) if status_code == 404 else words(_WRONG)
        self.set_header("Content-Security-Policy", self.content_security_policy)
        self.show("error.html.j2", words, title=message, told=told, status=status_code)

    def _words(self) -> Text:
        """Give the workspace's language, where it is known by now."""
        try:
            return text.load(self.place.workspace().settings.language)
        except RevopsError:
            return text.load("en")

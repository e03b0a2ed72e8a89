"""How far a run is that a form asked for, for people and, as JSON, for programmes."""

import json
from collections.abc import Mapping
from urllib.parse import urlencode

from jupyter_server.auth.decorator import authorized
from tornado import web

from revops import text
from revops.report.parameter_words import name_of, value_of
from revops.serving.asked import Asked
from revops.serving.base import SiteHandler
from revops.text import N_, Text

_SECONDS = 2
_STEPS: Mapping[str, str] = {
    "load": N_("Exports are read"),
    "check": N_("They are checked"),
    "notebooks": N_("Numbers are computed"),
    "pages": N_("The page is written"),
}


def steps_of(asked: Asked, words: Text) -> list[str]:
    """Name the steps that have begun; parts of a step are left out."""
    return [words(_STEPS[step]) for step in dict.fromkeys(asked.steps) if step in _STEPS]


def values_of(asked: Asked, words: Text) -> list[tuple[str, str]]:
    """Name the values that the run was given."""
    wanted = asked.wanted
    own = [(name_of("as_of", words), words.day(wanted.as_of))]
    rest = [(name_of(each, words), value_of(value, words)) for each, value in wanted.given.items()]
    return [*own, (name_of("language", words), value_of(wanted.language, words)), *rest]


class ProgressHandler(SiteHandler):
    """`/revops/asked/<id>`: a page that renews itself until the run is over."""

    def asked_for(self, name: str) -> Asked:
        """Find the run; 404 where this server does not know it."""
        if (found := self.runner.find(name)) is None:
            raise web.HTTPError(404)
        return found

    @web.authenticated
    @authorized
    async def get(self, name: str) -> None:
        """Show how far it is, then what came of it."""
        asked, settings = self.asked_for(name), (await self.workspace()).settings
        words, wanted = text.load(settings.language), self.asked_for(name).wanted
        own = {"as_of": wanted.as_of.isoformat(), "language": wanted.language}
        typed = {f"p.{name}": value for name, value in {**own, **wanted.given}.items()}
        self.show(
            "asked.html.j2",
            words,
            company=settings.company,
            title=wanted.title,
            asked=asked,
            steps=steps_of(asked, words),
            values=values_of(asked, words),
            again=f"{self.address('run', wanted.report)}?{urlencode(typed)}",
            refresh=0 if asked.is_over else _SECONDS,
        )


class ProgressJson(ProgressHandler):
    """`/revops/asked/<id>.json`: the same for programmes."""

    @web.authenticated
    @authorized
    async def get(self, name: str) -> None:
        """Say state, step, seconds and, once it is made, the page's address."""
        asked = self.asked_for(name)
        self.set_header("Content-Type", "application/json")
        told = {
            "report": asked.wanted.report,
            "state": asked.state,
            "step": asked.steps[-1] if asked.steps else "",
            "seconds": asked.seconds,
            "exit_code": asked.exit_code,
            "page": self.address(*asked.page.split("/")) if asked.page else "",
        }
        self.finish(json.dumps(told))

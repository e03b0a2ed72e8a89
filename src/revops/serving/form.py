"""The address of a report's form: it is shown, filled in, and sent off.

What makes a form is imported when the first one is asked for, so that JupyterLab starts at once.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from jupyter_server.auth.decorator import authorized
from tornado import web

from revops.errors import RevopsError
from revops.serving.base import SiteHandler
from revops.workspace import Workspace

if TYPE_CHECKING:
    from revops.serving.forms import Form

_PREFIX = "p."


def _made(workspace: Workspace, report: str, typed: Mapping[str, str]) -> "Form | None":
    from revops.serving.forms import made

    return made(workspace, report, typed)


class FormHandler(SiteHandler):
    """`/revops/run/<report>`: the form, filled in with the usual values."""

    @web.authenticated
    @authorized
    async def get(self, report: str) -> None:
        """Show the form; values in the address fill it in."""
        self._shown(await self._made(report, self._typed(self.request.query_arguments)))

    @web.authenticated
    @authorized
    async def post(self, report: str) -> None:
        """Run the report with what was typed, or show what is wrong with it."""
        form = await self._made(report, self._typed(self.request.body_arguments))
        if not form.is_good:
            self.set_status(422)
            self._shown(form)
            return
        asked, is_begun = self.runner.ask(form.wanted())
        if not is_begun:
            self.set_status(409)
            self._shown(form, under_way=asked)
            return
        self.redirect(self.address("asked", asked.id), status=303)

    async def _made(self, report: str, typed: Mapping[str, str]) -> "Form":
        workspace = await self.workspace()
        try:
            form = await self.aside(_made, workspace, report, typed)
        except RevopsError as error:
            raise web.HTTPError(503, reason="no form", log_message=str(error)) from error
        if form is None:
            raise web.HTTPError(404)
        return form

    def _typed(self, arguments: Mapping[str, list[bytes]]) -> dict[str, str]:
        """Read the fields by their parameters' names; the last of several counts."""
        return {
            name.removeprefix(_PREFIX): self.decode_argument(values[-1], name)
            for name, values in arguments.items()
            if name.startswith(_PREFIX)
        }

    def _shown(self, form: "Form", under_way: object = None) -> None:
        title, question = form.notebook.translated(form.words)
        self.show(
            "form.html.j2",
            form.words,
            company=form.workspace.settings.company,
            title=title,
            question=question,
            report=form.notebook.name,
            fields=form.fields,
            problems=form.problems,
            under_way=under_way,
            xsrf=self.xsrf_form_html(),
        )

"""The addresses where both teams begin: the start page, and the metric catalogue.

What lists the pages is imported when it is first asked for, so that JupyterLab starts at once.
"""

from typing import Any

from jupyter_server.auth.decorator import authorized
from tornado import web

from revops.serving.base import SiteHandler
from revops.workspace import Workspace


def _shown(workspace: Workspace) -> dict[str, Any]:
    from revops.serving.start import shown

    return shown(workspace)


class HomeHandler(SiteHandler):
    """`/revops`: where both teams begin."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Show the start page."""
        values = await self.aside(_shown, await self.workspace())
        self.show("home.html.j2", under_way=self.runner.under_way(), **values)


class CatalogueHandler(SiteHandler):
    """`/revops/metrics`: the metric catalogue of the newest pages."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Lead to it, or say that no pages have been made."""
        values = await self.aside(_shown, await self.workspace())
        if not values["catalogue"]:
            raise web.HTTPError(404)
        self.redirect(self.address(values["catalogue"]))

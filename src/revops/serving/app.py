"""The extension: what Jupyter Server loads, its one setting, and its addresses."""

from typing import Any

from jupyter_server.extension.application import ExtensionApp
from traitlets import Unicode

_NAME = r"([^/]{1,200})"


class RevopsSite(ExtensionApp):
    """The site for both teams, under `/revops`."""

    name = "revops"
    extension_url = "/revops"
    load_other_extensions = False
    workspace = Unicode(
        "", help="The folder that holds revops.toml (default: the server's folder, or above it)."
    ).tag(config=True)

    @classmethod
    def get_extension_package(cls) -> str:
        """Name the package by which the extension is enabled."""
        return "revops.serving"

    def initialize_settings(self) -> None:
        """Give every address its workspace and the one who runs what forms ask for."""
        from revops.serving.place import Place
        from revops.serving.runner import Runner

        root = str(getattr(self.serverapp, "root_dir", "") or "")
        place = Place(self.workspace, root)
        self.settings.update(revops_place=place, revops_runner=Runner())

    def initialize_handlers(self) -> None:
        """Name the addresses; what is none of the first is a file of the reports folder."""
        from revops.serving.form import FormHandler
        from revops.serving.home import CatalogueHandler, HomeHandler
        from revops.serving.progress import ProgressHandler, ProgressJson
        from revops.serving.site import FilesHandler

        addresses: list[tuple[str, Any]] = [
            (r"/revops/?", HomeHandler),
            (r"/revops/metrics", CatalogueHandler),
            (rf"/revops/run/{_NAME}", FormHandler),
            (r"/revops/asked/([\w-]{1,40})\.json", ProgressJson),
            (r"/revops/asked/([\w-]{1,40})", ProgressHandler),
            (r"/revops/(.*)", FilesHandler),
        ]
        self.handlers.extend(addresses)

    async def stop_extension(self) -> None:
        """End the run that is under way, because the server ends."""
        self.settings["revops_runner"].stop()

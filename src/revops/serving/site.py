"""The files of the reports folder, as they are: streamed, dated, and nothing beside them."""

from pathlib import Path
from typing import Any
from zlib import crc32

from jupyter_server.auth.decorator import authorized
from tornado import web
from tornado.iostream import StreamClosedError

from revops import text
from revops.errors import RevopsError
from revops.serving.base import SiteHandler
from revops.serving.paths import found
from revops.serving.policies import policy_of
from revops.serving.ways import place_of, ways_html, with_ways
from revops.text import N_
from revops.workspace import Workspace

#: What the site serves, and as what; anything else is not there.
TYPES = {
    ".html": "text/html; charset=UTF-8",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
    ".csv": "text/csv; charset=UTF-8",
    ".txt": "text/plain; charset=UTF-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
_SAVED = {".parquet", ".csv", ".xlsx"}


class FilesHandler(SiteHandler, web.StaticFileHandler):
    """One file of the reports folder.

    Asked with `If-None-Match` or `If-Modified-Since` it says 304 while there is no newer one.
    """

    def initialize(self, *_: Any, **__: Any) -> None:
        """Begin without a folder: it is the workspace's, which is asked for each time."""
        self.root, self.path, self.default_filename = "", "", None
        self._ways = b""

    @web.authenticated
    @authorized
    async def get(  # type: ignore[override]  # the login stands before it
        self, path: str, include_body: bool = True
    ) -> None:
        """Send a file; a folder leads to its index."""
        await self._send(path, include_body=include_body)

    async def _send(self, path: str, *, include_body: bool) -> None:
        workspace: Workspace = await self.workspace()
        file = await self.aside(found, workspace.reports, path)
        if file is not None and file.is_dir():
            await self._to_index(workspace.reports, path)
            return
        if file is None or file.suffix.lower() not in TYPES or not file.is_file():
            raise web.HTTPError(404)
        self._file = file
        if file.suffix.lower() == ".html":
            await self._send_page(workspace, include_body=include_body)
        else:
            await web.StaticFileHandler.get(self, path, include_body)

    async def _send_page(self, workspace: Workspace, *, include_body: bool) -> None:
        """Send a page with the ways on from it, a piece at a time."""
        self.absolute_path = self.validate_absolute_path("", "")
        self._ways = await self.aside(self._ways_of, workspace)
        place = await self.aside(place_of, self._file, self.version)
        self.modified = self.get_modified_time()
        self.set_headers()
        self.clear_header("Accept-Ranges")
        if self.should_return_304():
            self.set_status(304)
            return
        ways = self._ways if place >= 0 else b""
        self.set_header("Content-Length", self.get_content_size() + len(ways))
        if include_body:
            for piece in with_ways(self._file, max(place, 0), ways):
                self.write(piece)
                await self.flush()

    def _ways_of(self, workspace: Workspace) -> bytes:
        """Lead to the start page and, from a report's page, to its form."""
        words, name = text.load(workspace.settings.language), self._file.stem
        links = [(words(N_("Start page")), self.address())]
        if name in workspace.notebooks():
            links.insert(0, (words(N_("Make it with other values")), self.address("run", name)))
        return ways_html(links)

    @web.authenticated
    @authorized
    async def head(self, path: str) -> None:  # type: ignore[override]  # the same
        """Say what a file is without sending it."""
        await self._send(path, include_body=False)

    async def _to_index(self, reports: Path, path: str) -> None:
        """Lead to the index of a folder, where it has one; folders are not listed."""
        index = f"{path.strip('/')}/index.html"
        if await self.aside(found, reports, index) is None:
            raise web.HTTPError(404)
        self.redirect(self.address(*index.split("/")))

    def parse_url_path(self, url_path: str) -> str:
        """Leave the address as it is: it was judged already."""
        return url_path

    @classmethod
    def get_absolute_path(cls, root: str, path: str) -> str:
        """Leave the path to `validate_absolute_path`."""
        return path

    def validate_absolute_path(self, root: str, absolute_path: str) -> str:
        """Give the file that was found."""
        self._stat_result = self._file.stat()
        return str(self._file)

    @property
    def version(self) -> str:
        """Tell this file from the one that may take its place."""
        told = self._stat_result
        return f"{told.st_mtime_ns:x}-{told.st_size:x}-{told.st_ino:x}"

    def compute_etag(self) -> str:
        """Name the file's version without reading it."""
        return f'"{self.version}-{crc32(self._ways):x}"'

    def get_content_type(self) -> str:
        """Give the type by the file's ending, which is one of ours."""
        return TYPES[self._file.suffix.lower()]

    def get_cache_time(self, path: str, modified: Any, mime_type: str) -> int:
        """Keep nothing without asking: a page is made anew under the same address."""
        return 0

    def set_extra_headers(self, path: str) -> None:
        """Send the page's own policy; data are saved, not shown."""
        self.set_header("Content-Security-Policy", policy_of(self._file, self.version))
        if self._file.suffix.lower() in _SAVED:
            self.set_header("Content-Disposition", "attachment")

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Leave a refused address out of the log's errors."""
        if not isinstance(value, web.HTTPError | RevopsError | StreamClosedError):
            super().log_exception(typ, value, tb)

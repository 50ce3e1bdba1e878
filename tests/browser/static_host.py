"""A host of static files, as the ones on which the site is published."""

from __future__ import annotations

from http.server import SimpleHTTPRequestHandler
from pathlib import Path


class StaticHost(SimpleHTTPRequestHandler):
    """Serves a directory under a path as a static host does: 404.html for what is not there, silence in the log."""

    protocol_version = "HTTP/1.1"
    under = "/"

    def translate_path(self, path: str) -> str:
        """The file for an address; nothing outside `under` is there."""
        inside = path.startswith(self.under)
        return super().translate_path("/" + path.removeprefix(self.under) if inside else "/nothing-here")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for 404."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing."""

"""Answers the browser, on this machine only: files of the output, and below `/.preview/` what the preview adds.

Any page of the web can make a browser ask `127.0.0.1`, and a name that its owner points here
(DNS rebinding) would even be allowed to read the answer. So the `Host` that was asked for must
be ours, and an `Origin`, if there is one, too; what a page of another site embeds is refused.
Only GET and HEAD are answered; no body is read; a path that leads to a hidden file or out of the
output is not found; connections are counted, and each has its time.

A page of HTML is given its script on the way. It is of our own origin, so that the policy of
the page stays as it is published: what works here works there.
"""

from __future__ import annotations

import hashlib
import mimetypes
import select
import shutil
import socket
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from lodestone.preview.state import State

LOOPBACK = "127.0.0.1"
OWN = "/.preview/"
"""Where our own files are; no file of the output can be there, for hidden ones are not served."""
LONGEST_PATH = 2_048
LARGEST_PAGE = 32 * 1024 * 1024
"""Bytes of a page that gets the script; a larger one is sent as it is."""
MOST_STREAMS = 50
MOST_CONNECTIONS = 150
"""At once; a browser takes six. One more is closed unread."""
PATIENCE = 30
"""Seconds that a connection may say nothing."""
_ONCE = ("Host", "Origin", "Content-Length")
"""Headers that, given twice, could be read in two ways."""
_ASLEEP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""The policy of what is no page of ours: an SVG opened by itself would run with our origin."""
TICK = 1.0
"""Seconds after which a stream looks whether its page is still there."""
HEARTBEAT = 15
"""Ticks after which a silent stream says that it lives."""
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".atom": "application/atom+xml",
    ".rss": "application/rss+xml",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}
_OF_PAGES = (_TYPES[".html"], _TYPES[".css"], _TYPES[".js"], "text/event-stream")
_NOTHING = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Not found</title></head>
<body><main><h1>There is no page here</h1><p><a href="/">The first page</a></p></main></body></html>
"""


class PreviewServer(ThreadingHTTPServer):
    """Serves one output directory. Port 0 takes a free one. Raises `OSError` where the port is taken."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, output: Callable[[], Path], state: State, port: int) -> None:
        super().__init__((LOOPBACK, port), Handler)
        self.output, self.state = output, state
        self.streams = threading.BoundedSemaphore(MOST_STREAMS)
        self._connections = threading.BoundedSemaphore(MOST_CONNECTIONS)
        self.hosts = {f"{name}:{self.server_port}" for name in (LOOPBACK, "localhost")}
        self.hosts |= {LOOPBACK, "localhost"} if self.server_port == 80 else set()  # left out then

    @property
    def url(self) -> str:
        """The address of the first page."""
        return f"http://{LOOPBACK}:{self.server_port}/"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own, while there are not too many."""
        if self._connections.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """One connection, counted until it ends."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._connections.release()

    def handle_error(self, *_: object) -> None:
        """A browser that went away is no event."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    timeout = PATIENCE
    server: PreviewServer

    def do_GET(self) -> None:
        """Answer."""
        wrong = self._refusal()
        if wrong:
            self._say(wrong)
            return
        path = unquote(self.path.partition("?")[0].partition("#")[0])
        if path.startswith(OWN):
            self._own(path.removeprefix(OWN))
        else:
            self._file(path)

    do_HEAD = do_GET  # noqa: N815

    def _refusal(self) -> HTTPStatus | None:
        """Why this must not be answered, if so."""
        origin = self.headers.get("Origin")
        if any(len(self.headers.get_all(name, ())) > 1 for name in _ONCE) or not self.path.startswith("/"):
            return HTTPStatus.BAD_REQUEST
        if self.headers.get("Host", "") not in self.server.hosts or self._is_embedded_elsewhere():
            return HTTPStatus.FORBIDDEN
        if origin is not None and origin.removeprefix("http://") not in self.server.hosts:
            return HTTPStatus.FORBIDDEN
        if len(self.path) > LONGEST_PATH:
            return HTTPStatus.REQUEST_URI_TOO_LONG
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return None

    def _is_embedded_elsewhere(self) -> bool:
        """Whether a page of another site asks for a part of itself, by what browsers say of a request."""
        site, mode = self.headers.get("Sec-Fetch-Site", ""), self.headers.get("Sec-Fetch-Mode", "")
        top = mode == "navigate" and self.headers.get("Sec-Fetch-Dest", "document") == "document"
        return site in ("cross-site", "same-site") and not top

    # The site

    def _file(self, path: str) -> None:
        root = self.server.output().resolve()
        found = _inside(root, path)
        if found is not None and found.is_dir():
            if not path.endswith("/"):
                self._moved(f"{path}/")
                return
            found = _inside(root, f"{path}index.html")
        if found is None or not found.is_file():
            self._missing(root)
            return
        kind = _type(found)
        if kind.startswith("text/html") and found.stat().st_size <= LARGEST_PAGE:
            self._send(HTTPStatus.OK, kind, with_script(found.read_bytes()))
            return
        self._head(HTTPStatus.OK, kind, found.stat().st_size)
        if self.command != "HEAD":
            with found.open("rb") as file:
                shutil.copyfileobj(file, self.wfile)

    def _missing(self, root: Path) -> None:
        """The site's own page for what is not there; ours, where a broken template left it without one."""
        page = _inside(root, "/404.html")
        data = page.read_bytes() if page and page.is_file() else _NOTHING
        self._send(HTTPStatus.NOT_FOUND, _TYPES[".html"], with_script(data))

    def _moved(self, path: str) -> None:
        # One slash at the start: two would name another host.
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", "/" + quote(path.lstrip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    # The preview

    def _own(self, name: str) -> None:
        if name == "events":
            self._stream()
        elif name in ("client.js", "client.css"):
            data = resources.files("lodestone.preview").joinpath(name).read_bytes()
            self._send(HTTPStatus.OK, _TYPES[Path(name).suffix], data)
        else:
            self._say(HTTPStatus.NOT_FOUND)

    def _stream(self) -> None:
        """Server-sent events: each build, the last one first."""
        if self.command == "HEAD" or not self.server.streams.acquire(blocking=False):
            self._say(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        try:
            self.close_connection = True
            self._headers(HTTPStatus.OK, "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            number, silent = -1, 0
            while not self._left() and (told := self.server.state.after(number, TICK)) is not None:
                number, text = told
                silent = 0 if text else silent + 1
                if text or silent % HEARTBEAT == 0:
                    self.wfile.write((f"data: {text}\n\n" if text else ":\n\n").encode())
                    self.wfile.flush()
        except OSError:
            pass  # the page was left
        finally:
            self.server.streams.release()

    def _left(self) -> bool:
        """Whether the page at the other end is gone: its side can be read, and there is nothing."""
        readable, _, _ = select.select([self.connection], [], [], 0)
        return bool(readable) and not self.connection.recv(1, socket.MSG_PEEK)

    # Answers

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self._head(status, kind, len(data))
        if self.command != "HEAD":
            self.wfile.write(data)

    def _say(self, status: HTTPStatus) -> None:
        self.close_connection = True
        self._send(status, "text/plain; charset=utf-8", f"{status.value} {status.phrase}\n".encode())

    def _head(self, status: HTTPStatus, kind: str, size: int) -> None:
        self._headers(status, kind)
        self.send_header("Content-Length", str(size))
        self.end_headers()

    def _headers(self, status: HTTPStatus, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("X-Frame-Options", "SAMEORIGIN")
        if kind not in _OF_PAGES:
            self.send_header("Content-Security-Policy", _ASLEEP)

    def version_string(self) -> str:
        """Nothing about versions."""
        return "lodestone"

    def log_message(self, *_: object) -> None:
        """Nothing: the terminal is for problems."""


def with_script(page: bytes) -> bytes:
    """A page with our script at its end. The attribute tells the script which page it came with.

    >>> with_script(b"<p>x</p></body></html>").decode()
    '<p>x</p><script src="/.preview/client.js" data-page="feb0ffb04c55cb5c" defer></script></body></html>'
    """
    mark = hashlib.sha256(page).hexdigest()[:16]
    script = f'<script src="{OWN}client.js" data-page="{mark}" defer></script>'.encode()
    before, end, after = page.rpartition(b"</body>")
    return before + script + end + after if end else page + script


def _inside(root: Path, path: str) -> Path | None:
    """The file for a decoded path; None for one that leads out, or to a hidden file other than `.well-known`."""
    parts = [part for part in path.split("/") if part]
    if any(part.startswith(".") and part != ".well-known" for part in parts) or any(
        sign in path for sign in "\\:\0"
    ):
        return None
    try:
        found = root.joinpath(*parts).resolve()
    except (OSError, ValueError):
        return None
    return found if found == root or root in found.parents else None


def _type(path: Path) -> str:
    return _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"

"""Views to bytes. The one place that knows Jinja.

A template sees the values of its view, the bodies that the view names, `site`, and the functions
`url` and `asset`: nothing else, so that what a page shows is exactly what its fingerprint
counts. `lodestone.site.view` fixes the contract. Text is escaped unless a body says that it
is safe HTML; a name that is not there is an error (E212, with template and line), never an
empty place on a page.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import (
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    meta,
)
from markupsafe import Markup

from lodestone.engine.jinja import Environment
from lodestone.engine.scan import hashed
from lodestone.model import Diagnostic
from lodestone.site.site import Lookup
from lodestone.site.view import JSON, View
from lodestone.text.body import Body, Heading, fill
from lodestone.text.charts import parts
from lodestone.text.sanitise import SCHEMES

STATIC = "static"
"""Where the assets are, below the templates and below the output."""
NOT_FOUND = "404.html"
"""Served by the host at any depth, so its addresses start at the root of the host."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FilledBody:
    """A body whose links lead somewhere, safe to print."""

    html: Markup
    fragments: Mapping[str, Markup]
    headings: tuple[Heading, ...]

    @property
    def parts(self) -> list[tuple[Markup, int | None]]:
        """The text cut where its charts stand: each piece with the number of the chart behind it; None ends it."""
        return [(Markup(html), chart) for html, chart in parts(self.html)]  # noqa: S704 - pieces of what is safe


class RenderError(Exception):
    """A template stopped; `problem` says which, and on which line."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Renderer:
    """Renders views with the templates of one directory. Compiled templates are kept between views."""

    def __init__(
        self,
        templates: Path,
        site: Mapping[str, JSON],
        assets: Mapping[str, str],
        compiled: Path | None = None,
    ) -> None:
        """`site` is the frame of all pages; `assets` leads from the name of a static file to its path; in `compiled`
        templates are kept as bytecode, because compiling them costs more than a small build."""
        self._templates = templates
        self._base = urlsplit(str(site.get("url", ""))).path
        self._assets = assets
        self._here, self._first, self._up = "", "", ""
        self._jinja = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,  # a build sees the templates as they were when it began
            bytecode_cache=FileSystemBytecodeCache(str(compiled), "%s.direct.jinja") if compiled else None,
        )
        self._jinja.globals = {"site": site, "url": self._url, "asset": self._asset}
        self._jinja.filters["day"] = day

    def render(self, view: View, bodies: Mapping[str, Body] | Lookup[Body]) -> bytes:
        """The bytes of a view that has a template. Raises `RenderError`; for the disk `OSError` or `sqlite3.Error`."""
        self._stand(view.path)
        try:
            template = self._jinja.get_template(view.template)
            shown = {key: self._filled(key, bodies[key], view.data) for key in view.reads}
            return template.render(**view.data, bodies=shown).encode()
        except Exception as error:  # a template can raise anything
            if isinstance(error, (OSError, sqlite3.Error)) and not isinstance(error, TemplateError):
                raise  # the disk's: kept as a mistake of the template, the page would never be made again
            raise RenderError(self._problem(view, error)) from error

    def _stand(self, here: str) -> None:
        """Addresses lead from the page at this path from now on."""
        self._here, self._first = here, here.partition("/")[0] if "/" in here else ""
        self._up = "../" * here.count("/")

    def _url(self, path: str) -> str:
        if ":" in path or path.startswith((self._first, "#")):
            return address(self._here, path, self._base)
        return self._up + path  # nothing is shared with the way to here

    def _asset(self, name: str) -> str:
        if name not in self._assets:
            raise LookupError(f"there is no {name} in templates/{STATIC}/")
        return self._url(self._assets[name])

    def _filled(self, key: str, body: Body, data: Mapping[str, JSON]) -> FilledBody:
        """The body with the addresses of the view in its slots."""
        links = data.get("links", {}).get(key, [])

        def lead(number: int) -> str:
            return self._url(links[number])

        return FilledBody(
            html=Markup(fill(body.html, lead)),  # noqa: S704 - sanitised by text.markdown
            fragments={name: Markup(fill(html, lead)) for name, html in body.fragments.items()},  # noqa: S704
            headings=body.headings,
        )

    def _problem(self, view: View, error: Exception) -> Diagnostic:
        name, line = self._place(error)
        message = f"{type(error).__name__}: {error}" if not isinstance(error, TemplateError) else str(error)
        path = f"{self._templates.name}/{name or view.template}"
        return Diagnostic(path, line, 1 if line else 0, "E212", f"{message} (page /{view.url})")

    def _place(self, error: Exception) -> tuple[str, int]:
        """Template and line at which an error arose: the innermost frame that is a template."""
        if isinstance(error, TemplateSyntaxError):
            return error.name or "", error.lineno
        place, trace = ("", 0), error.__traceback__
        while trace:
            file = Path(trace.tb_frame.f_code.co_filename)
            if file.is_relative_to(self._templates):
                place = (file.relative_to(self._templates).as_posix(), trace.tb_lineno)
            trace = trace.tb_next
        return place


def referenced(text: str) -> set[str]:
    """Names of the templates that a template extends, includes or imports; `*` where a name is computed."""
    try:
        names = meta.find_referenced_templates(Environment(autoescape=True).parse(text))
        return {name or "*" for name in names}
    except TemplateSyntaxError:
        return set()


def address(here: str, path: str, base: str = "") -> str:
    """The address that leads from the page at output path `here` to a path of the site. Raises `ValueError` for what is
    neither a path nor an address of the web or of mail: no page leads there, whatever a text says.

    >>> address("briefings/a/index.html", "topics/magnets/#risk"), address("index.html", "")
    ('../../topics/magnets/#risk', './')
    >>> address("404.html", "method/", "/repo"), address("about/index.html", "https://example.org/")
    ('/repo/method/', 'https://example.org/')
    """
    scheme, colon, _ = path.partition("/")[0].partition(":")
    if colon and scheme.lower() not in SCHEMES:
        raise ValueError(f"a page may not lead to an address of the scheme `{scheme}`")
    if colon or path.startswith("#"):
        return path
    if here == NOT_FOUND:
        return f"{base}/{path}"
    bare, sign, rest = path.partition("#")
    folder = bare == "" or bare.endswith("/")
    start, target = here.split("/")[:-1], bare.rstrip("/").split("/") if bare.strip("/") else []
    shared = 0
    for one, other in zip(start, target, strict=False):
        if one != other:
            break
        shared += 1
    steps = [".."] * (len(start) - shared) + target[shared:]
    return f"{'/'.join(steps) or '.'}{'/' if folder else ''}{sign}{rest}"


def day(text: str) -> str:
    """A date, month or year in ISO form as a person writes it; other text as it is.

    >>> day("2025-09-01"), day("2025-09"), day("2025"), day("undated")
    ('1 September 2025', 'September 2025', '2025', 'undated')
    """
    parts = text.split("-")
    try:
        numbers = [int(part) for part in parts]
        dt.date(*[*numbers, 1, 1][:3])
    except (ValueError, TypeError):
        return text
    year, *rest = numbers
    words = [str(number) for number in rest[1:]] + [_MONTHS[number - 1] for number in rest[:1]] + [str(year)]
    return " ".join(words)


def assets_of(templates: Path) -> dict[str, tuple[str, bytes]]:
    """Each file of `static/` by its name there: the path that holds its hash, and its bytes.

    The hash in the name lets a host cache the file for ever. A file that refers to another
    one would need that one's hash, so a style sheet stands alone.
    """
    root = templates / STATIC
    found: dict[str, tuple[str, bytes]] = {}
    for file in sorted(root.rglob("*")):
        name = file.relative_to(root)
        if file.is_file() and not any(part.startswith(".") for part in name.parts):
            data = file.read_bytes()
            found[name.as_posix()] = (
                f"{STATIC}/{name.with_suffix('')}.{hashed(data)[:8]}{name.suffix}",
                data,
            )
    return found

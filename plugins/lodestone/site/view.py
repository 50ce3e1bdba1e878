"""What a page is made of, before it is made: address, template or bytes, data, and what it reads.

`data` is canonical and JSON-able, and holds exactly the values that the page shows, so that
its hash is the page's fingerprint. Rendered bodies are big, so a view names them in `reads`
and the engine hands them to the template. Only the engine renders and writes.

What the engine owes a view with a `template`, a file below `templates/` (Jinja, autoescape on,
`StrictUndefined`, `trim_blocks` and `lstrip_blocks`). The template sees:

- each key of `data` as a variable of its own; a page always has `title`, `description`, `path`
  (its own address, relative to the root), `section` and `links`
- `bodies`: for each key of `reads` an object with `html`, `fragments` (by name) and `headings`,
  safe to print; their slots are filled: slot N of the body `key` holds `url(data["links"][key][N])`
- `url(path)`: the address that leads from this page to a path of the site (`''` is home,
  `topics/magnets/#risk` works); what has a scheme is left alone. A `404.html` is served at any
  depth, so there the address starts at the path of `options.url`, with a slash
- `asset(name)`: the same for a file of `templates/static/`, which is written under a name that
  holds its hash, such as `static/style.1f3a9c.css`
- `site`: `frame(site)` below, the same on all pages; it counts into every page's fingerprint,
  as do the texts of the template and of all that it includes

A view with `content` is written as it is. A view with `source` is a file of the content
directory, decoded and repaired, in UTF-8. Files of `content/media/` are copied to `media/`
by the engine itself, for no page shows them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lodestone.site.site import Site
from lodestone.site.words import day

JSON = Any
"""Text, numbers, booleans, None, lists and dicts of these. Dates as ISO text."""


@dataclass(frozen=True, slots=True)
class View:
    """One file of the output: made by a template, or of ready bytes, or of a file of the content."""

    url: str
    """Below the site's root: `briefings/x/`, `feeds/all.atom`, `` for home. A slash at the end means index.html."""
    template: str = ""
    """File below `templates/`; empty where `content` or `source` is given."""
    data: Mapping[str, JSON] = field(default_factory=dict)
    content: bytes | None = None
    reads: tuple[str, ...] = ()
    """Keys of `Site.bodies` that the template gets as `bodies`."""
    source: str = ""
    """Path below the content directory of a text file; the output is that text with its encoding repaired."""

    @property
    def path(self) -> str:
        """Path of the file below the output directory."""
        return f"{self.url}index.html" if self.url == "" or self.url.endswith("/") else self.url


ViewMaker = Callable[[Site], Iterator[View]]
"""All the views of one kind, in a fixed order."""

TERMS = "Supply risk to buyers outside China; not investment advice."
"""Printed on every page."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
)
"""The content security policy of every page, in a meta element; the headers add what that cannot say."""

_NAV = (
    ("Briefings", "archive/"),
    ("Topics", "topics/"),
    ("Companies", "companies/"),
    ("Method", "method/"),
)
_FOOT = (
    ("Method", "method/"),
    ("Corrections", "corrections/"),
    ("Terms", "terms/"),
    ("Accessibility", "accessibility/"),
    ("About", "about/"),
    ("Contribute", "contribute/"),
)


def frame(site: Site) -> dict[str, JSON]:
    """What every page prints around its own text: names, navigation, the terms line, the day it was built."""
    written = {f"{page.slug}/" for page in site.pages} | {"archive/", "topics/", "companies/"}
    return {
        "name": site.options.name,
        "subtitle": site.options.subtitle,
        "url": site.options.url,
        "built": {"iso": site.options.today.isoformat(), "text": day(site.options.today)},
        "terms": TERMS,
        "policy": POLICY,
        "development": not site.options.publish,
        "nav": [{"label": label, "path": path} for label, path in _NAV if path in written],
        "foot": [{"label": label, "path": path} for label, path in _FOOT if path in written],
    }

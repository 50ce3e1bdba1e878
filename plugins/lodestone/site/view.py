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

How to write a kind of page: a module in `views/` with a function that makes the view of one key, a
function that lists the keys, and a row of `KINDS` that joins them.

    def _keys(site: Site) -> Iterator[str]:
        return iter(site.by_publisher.counts())

    def _make(site: Site, key: str) -> Iterator[View]:
        found = site.by_publisher[key]
        yield page(site, f"sources/{slug(key)}/", "source.html", key,
                   briefings=[card(site, each) for each in found[:20]], count=len(found))

    KINDS = {"source": Kind(_keys, _make)}

- Take from the site what the page shows and no more: it notes each read, and the page is made
  again when an answer changes. A slice of cards is cheap and steady; a whole list (`[:]`, a loop)
  makes the page depend on every row of it. What you need and no table has is a new row of
  `site/tables.py`, not a loop over all briefings.
- Page a long list by `views/paging.py`: numbered pages are counted from the oldest, so that a new
  briefing changes one of them.
- A key is text and stays with its page (a slug, an id, `magnets/3`). Files that stand or fall
  together (a page and its copies, the formats of a feed) are views of one key.
- No clock, no random order, nothing remembered from one call to the next. The days are
  `site.options.reading_day` and `.today`; a page that asks for neither does not change at midnight.

A view with `content` is written as it is. A view with `source` is a file of the content
directory, decoded and repaired, in UTF-8. Files of `content/media/` are copied to `media/`
by the engine itself, for no page shows them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lodestone.site.site import Site

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


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page: which there are, and what each is made of."""

    keys: Callable[[Site], Iterable[str]]
    """The key of every page of the kind, in a fixed order."""
    make: Callable[[Site, str], Iterator[View]]
    """The views of one key, in a fixed order: a page, and what stands or falls with it."""


def single(make: Callable[[Site], Iterator[View]]) -> Kind:
    """A kind with one page, whose key is ''."""
    return Kind(lambda site: ("",), lambda site, key: make(site))  # noqa: ARG005 - neither matters


POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
)
"""The content security policy of every page, in a meta element; the headers add what that cannot say."""

SECTIONS = {
    "archive/": "Briefings",
    "topics/": "Topics",
    "companies/": "Companies",
    "figures/": "Figures",
    "risk/": "Risk",
    "sources/": "Sources",
    "calendar/": "Calendar",
    "search/": "Search",
}
"""The parts of the site, in the order of the navigation above each page: address and label."""
MORE = {
    "chain/": "The chain",
    "timeline/": "Timeline",
    "changes/": "What changed",
    "digest/": "Weekly digests",
    "a-z/": "A to Z",
    "data/": "Data",
}
"""What stands below each page."""
_ABOUT = {
    "method/": "Method",
    "corrections/": "Corrections",
    "terms/": "Terms",
    "accessibility/": "Accessibility",
    "about/": "About",
    "contribute/": "Contribute",
}
"""Texts of the content, where it has them."""


def more(site: Site) -> dict[str, str]:
    """What of `MORE` this site has: the chain only where the settings name its steps."""
    return {path: label for path, label in MORE.items() if path != "chain/" or site.options.chain}


def frame(site: Site) -> dict[str, JSON]:
    """What every page prints around its own text: names, navigation, the terms line.

    No day is in it: the day of the build stands at home and on the page of the data, so that a
    build on another day makes again what says something else on that day, and nothing more.
    """
    written = {f"{page.slug}/" for page in site.pages}
    return {
        "name": site.options.name,
        "subtitle": site.options.subtitle,
        "url": site.options.url,
        "terms": site.options.terms,
        "buyers": site.options.buyers,
        "policy": POLICY,
        "development": not site.options.publish,
        "accuracy": {row.what: row.short for row in site.lexicon.vocabulary.accuracy if row.short},
        "nav": [{"label": label, "path": path} for path, label in SECTIONS.items()],
        "more": [{"label": label, "path": path} for path, label in more(site).items()],
        "foot": [{"label": label, "path": path} for path, label in _ABOUT.items() if path in written],
    }

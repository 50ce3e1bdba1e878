"""Files below `content/media/`: which kinds are published, and what an SVG must not hold.

A file there is copied as it is and has the origin of the site, so whatever a browser would run
out of it runs as the site. Kinds that can carry a script are therefore not published; SVG, which
can, is looked through: shapes, text and gradients may stay, and references to its own parts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from xml.parsers import expat

ENDINGS = frozenset({
    ".avif", ".csv", ".geojson", ".gif", ".jpeg", ".jpg", ".json", ".md", ".ods", ".pdf", ".png", ".svg", ".tsv",
    ".txt", ".webp", ".xlsx",
})  # fmt: skip
"""Pictures, documents, data."""
_SHAPES = frozenset({
    "a", "circle", "clipPath", "defs", "desc", "ellipse", "feBlend", "feColorMatrix", "feComposite", "feFlood",
    "feGaussianBlur", "feMerge", "feMergeNode", "feOffset", "filter", "g", "image", "line", "linearGradient", "marker",
    "mask", "metadata", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "stop", "style", "svg",
    "switch", "symbol", "text", "textPath", "title", "tspan", "use", "view",
})  # fmt: skip
_DESCRIPTIVE = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/",
    "http://creativecommons.org/ns#",
)
"""Namespaces of words on a picture, which nothing runs."""
_SVG = "http://www.w3.org/2000/svg"
_OWN = re.compile(r"#[\w.-]*|data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
"""Where a reference may lead: to a part of the picture, or to pixels in it."""
_LEADS_OUT = re.compile(r"@import|url\(\s*[\"']?(?!#)|expression\s*\(|\\", re.IGNORECASE)
"""What a style may not hold; a backslash could hide the others."""


def is_published(path: str) -> bool:
    """Whether files of this kind are published.

    >>> is_published("media/a.PNG"), is_published("media/a.html"), is_published("media/a.svg.js")
    (True, False, False)
    """
    return PurePosixPath(path).suffix.lower() in ENDINGS


def active_part(svg: bytes) -> str:
    """What of an SVG could run, or ask another host for something: in words, '' where nothing does.

    >>> active_part(b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0" onclick="x()"/></svg>')
    'the attribute `onclick`'
    """
    reader = _Reader()
    try:
        reader.read(svg)
    except expat.ExpatError as error:
        return f"no XML that can be read ({expat.errors.messages[error.code]})"
    return reader.found


class _Reader:
    """Reads one SVG up to the first thing that may not be there."""

    def __init__(self) -> None:
        self.found = ""
        self._style = False

    def read(self, svg: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._element
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.StartDoctypeDeclHandler = lambda *_: self._find("a document type, which may define entities")
        parser.ProcessingInstructionHandler = lambda name, _: self._find(f"the instruction `{name}`")
        parser.Parse(svg, True)

    def _find(self, what: str) -> None:
        self.found = self.found or what

    def _element(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if space.startswith(_DESCRIPTIVE):
            return
        if space != _SVG or tag not in _SHAPES:
            self._find(f"`<{tag}>`")
        self._style = tag == "style"
        for each, value in attributes.items():
            self._attribute(each.rpartition(" ")[2], value)

    def _attribute(self, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            self._find(f"the attribute `{name}`")
        elif name in ("href", "src") and not _OWN.fullmatch(value.strip()):
            self._find(f"the address `{value[:60]}`")
        elif _LEADS_OUT.search(value):
            self._find(f"the value `{value[:60]}`")

    def _end(self, _: str) -> None:
        self._style = False

    def _words(self, words: str) -> None:
        if self._style and _LEADS_OUT.search(words):
            self._find("a style that leads out of the picture")

"""Clean HTML made fit for our pages: headings below the title, tables that scroll, links and pictures.

Works on what the sanitiser gave, whose form is known: quoted attributes, closed tags, no ids
but those of footnotes. Nothing that an author wrote becomes a tag here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from lodestone.model import Span
from lodestone.text.body import Heading, Link
from lodestone.text.sections import RESERVED_ANCHORS
from lodestone.text.slugs import slug

_ATTRIBUTES = r"(?:[^>\"]|\"[^\"]*\")*"
_STRUCTURE = re.compile(r"<h([1-6])>(.*?)</h\1>|<(table)>|</(table)>|<pre>", re.DOTALL)
_EMPTY_HEAD = re.compile(rf"<th{_ATTRIBUTES}>\s*</th>")
_CELL = re.compile(rf"<(t[hd])((?:\s{_ATTRIBUTES})?)>")
_LINK = re.compile(rf"<a(\s{_ATTRIBUTES})>")
_PICTURE = re.compile(rf"<img((?:\s{_ATTRIBUTES})?)>")
_HREF = re.compile(r'\shref="([^"]*)"')
_EXTERNAL = re.compile(r"(?i)https?:")
_OWN = re.compile(r"kj-\d+|fn.*|(?:implication|watch|gap)-\d+|(?:section|figure|source)_.*")
"""Anchors that our pages number themselves."""


class Finish:
    """Finishes the parts of one page, so that anchors, tables and links are numbered through.

    `place` tells where a target is written, `tell` takes a problem: code, words, message, hint.
    """

    def __init__(self, place: Callable[[str], Span], tell: Callable[[str, str, str, str], None]) -> None:
        self._place = place
        self._tell = tell
        self._open: list[int] = []  # levels, as written, of the headings that we are below
        self._anchors: dict[str, int] = {}  # and the number that was given last
        self._tables = 0
        self._under = ""
        self.links: list[Link] = []
        self.headings: list[Heading] = []

    def block(self, html: str) -> str:
        """A whole text."""
        html = _EMPTY_HEAD.sub("<td></td>", html)
        html = _STRUCTURE.sub(self._structure, html)
        return self.inline(_CELL.sub(_cell, html))

    def inline(self, html: str) -> str:
        """A part of a paragraph: links and pictures only."""
        return _PICTURE.sub(self._picture, _LINK.sub(self._link, html))

    # Headings and tables

    def _structure(self, found: re.Match[str]) -> str:
        if found[1]:
            return self._heading(int(found[1]), found[2])
        if found[3]:
            self._tables += 1
            label = f"Table {self._tables}" + (f": {self._under}" if self._under else "")
            return (
                f'<div class="table-scroll" role="region" aria-label="{escape(label)}" tabindex="0"><table>'
            )
        return "</table></div>" if found[4] else '<pre tabindex="0">'

    def _heading(self, written: int, inner: str) -> str:
        """A heading one level below the one that it stands under, whatever was written: no level is skipped."""
        while self._open and self._open[-1] >= written:
            self._open.pop()
        self._open.append(written)
        level = min(1 + len(self._open), 6)
        text = " ".join(unescape(re.sub(r"<[^>]*>", "", inner)).split())
        if not text:
            return ""
        self._under = text
        anchor = self._anchor(text)
        self.headings.append(Heading(level, text, anchor))
        return f'<h{level} id="{anchor}">{inner}</h{level}>'

    def _anchor(self, text: str) -> str:
        """The slug of a heading, told from anchors of ours by `text-` before it, and from others by a number."""
        name = slug(text)
        if name in RESERVED_ANCHORS or _OWN.fullmatch(name):
            name = f"text-{name}"
        anchor, n = name, self._anchors.get(name, 0)
        while anchor in self._anchors:
            n += 1
            anchor = f"{name}-{n}"
        self._anchors[anchor] = 1
        self._anchors[name] = max(n, 1)
        return anchor

    # Links and pictures

    def _slot(self, target: str, *, picture: bool = False) -> str:
        self.links.append(Link(target, self._place(target), picture))
        return f"lodestone-slot:{len(self.links) - 1}"

    def _link(self, found: re.Match[str]) -> str:
        attributes = found[1]
        href = _HREF.search(attributes)
        if href is None:
            return f"<a{attributes}>"
        target = unescape(href[1])
        if _EXTERNAL.match(target):
            return f'<a{attributes} rel="noopener noreferrer">'
        if re.match(r"(?i)mailto:|#fn", target):
            return f"<a{attributes}>"
        if not target:
            return "<a>"
        slot = self._slot(target)
        return f"<a{attributes[: href.start(1)]}{slot}{attributes[href.end(1) :]}>"

    def _picture(self, found: re.Match[str]) -> str:
        """A picture of the site's own, loaded when it comes into view; from elsewhere only its description."""
        attributes: dict[str, str] = dict(re.findall(r'\s([a-z]+)="([^"]*)"', found[1]))
        source, alt = unescape(attributes.get("src", "")), attributes.get("alt", "").strip()
        if (
            not source
            or _EXTERNAL.match(source)
            or source.startswith("#")
            or source.lower().startswith("mailto:")
        ):
            if source:
                message = f"the picture `{source[:60]}` is not on this site"
                self._tell("W313", source, message, "put a copy into content/media/ and link to that")
            return alt
        if not alt:
            hint = "write what it shows between the square brackets: `![what it shows](path)`"
            self._tell("W317", source, f"the picture `{source[:60]}` has no description", hint)
        size = "".join(
            f' {name}="{attributes[name]}"' for name in ("width", "height", "title") if name in attributes
        )
        return f'<img src="{self._slot(source, picture=True)}" alt="{alt}"{size} loading="lazy">'


def _cell(found: re.Match[str]) -> str:
    """A cell: its alignment as a class, a scope on a head."""
    tag, attributes = found[1], found[2]
    attributes = re.sub(r'\salign="(\w+)"', r' class="align-\1"', attributes)
    if tag == "th" and ' scope="' not in attributes:
        attributes = f' scope="col"{attributes}'
    return f"<{tag}{attributes}>"

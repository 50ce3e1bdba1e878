"""What HTML may be published: a written policy, applied by nh3, and what was taken out, told.

Markdown lets any HTML through; a scrape may bring scripts, styles and trackers. The policy is
data: tags, the attributes of each, schemes of addresses, values of attributes. Anything that is
not in it goes. Classes, ids and styles of an author go too, so that a text can neither break
the page's design nor take an anchor of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape, unescape

import nh3

from lodestone.text.hidden import visible

TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dfn", "div", "dl", "dt", "em",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr",
    "u", "ul", "var", "wbr",
})  # fmt: skip
"""Text, lists, tables, pictures, code. No forms, frames, scripts, styles, media or vector graphics."""

ATTRIBUTES = {
    "*": {"lang", "dir", "title"},
    "a": {"href", "class"},
    "abbr": set(),
    "code": {"class"},
    "div": {"class"},
    "img": {"src", "alt", "width", "height"},
    "li": {"id", "value"},
    "ol": {"start", "reversed", "type"},
    "sup": {"id"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
"""Attributes by tag; `*` is every tag."""

SCHEMES = frozenset({"http", "https", "mailto"})
"""Schemes of addresses; relative addresses are links within the site."""

WITH_CONTENT = frozenset(
    {"script", "style", "iframe", "object", "embed", "noscript", "template", "svg", "math"}
)
"""Tags that go with all that is in them."""

VALUES = {
    "class": re.compile(r"language-[\w+#.-]{1,30}|footnote(?:-ref|-backref)?"),
    "id": re.compile(r"fn(?:ref)?\d*:[\w-]{1,60}"),
    "align": re.compile(r"left|right|center"),
    "scope": re.compile(r"(?:col|row)(?:group)?"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "lang": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"),
    "href": re.compile(r"(?!//|\\|[^?#]*\\)[^\x00-\x1f]*"),
    "src": re.compile(r"(?!//|\\|[^?#]*\\)[^\x00-\x1f]*"),
    "start": re.compile(r"\d{1,6}"),
    "value": re.compile(r"\d{1,6}"),
    "width": re.compile(r"\d{1,4}"),
    "height": re.compile(r"\d{1,4}"),
    "colspan": re.compile(r"\d{1,3}"),
    "rowspan": re.compile(r"\d{1,3}"),
    "type": re.compile(r"[1aAiI]"),
}
"""What the value of an attribute must match whole; ids and classes are only those of our Markdown engine."""

_TAG = re.compile(r"<(?P<tag>[a-zA-Z][\w:-]*)(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>?")
_ATTRIBUTE = re.compile(r"(?P<name>[^\s=/\"'<>]+)(?:\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s>]+))?")
_ROUNDS = 4
"""Two are the rule; headings and tables inside of each other take one more."""
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")


@dataclass(frozen=True, slots=True)
class Removal:
    """Something that the policy takes out, and the words by which it can be found in the source."""

    what: str
    words: str


def sanitise(html: str) -> str:
    """The HTML with all taken out that the policy does not allow, and well formed; without signs that no page carries,
    which may have come as entities.

    It is cleaned until cleaning changes nothing, so that no text turns into something else when a browser reads it;
    what never comes to rest is shown as text.

    >>> sanitise('<p onclick="x()">a<script>b</script> <a href="javascript:c">d</a>')
    '<p>a <a>d</a></p>'
    """
    html = html.lstrip("\ufeff")  # the cleaner takes one off each time
    for _ in range(_ROUNDS):
        before, html = html, visible(_cleaner().clean(html))
        if html == before:
            return html
    return html if visible(_cleaner().clean(html)) == html else escape(html)


def removals(html: str) -> Iterator[Removal]:
    """What `sanitise` takes out of the HTML, for telling; comments go untold.

    >>> [removal.what for removal in removals('<b style="x">a</b><iframe src="y"></iframe>')]
    ['the attribute `style` of `<b>`', '`<iframe>`']
    """
    for found in _TAG.finditer(html):
        tag = found["tag"].lower()
        if tag not in TAGS:
            yield Removal(f"`<{tag}>`", f"<{found['tag']}")
            continue
        for attribute in _ATTRIBUTE.finditer(found["attributes"]):
            name = attribute["name"].lower()
            value = unescape((attribute["value"] or "").strip("\"'"))
            if (
                name not in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
                or _filtered(tag, name, value) is None
            ):
                yield Removal(f"the attribute `{name}` of `<{tag}>`", attribute["name"])
            elif name in ("href", "src") and not _may_lead(value):
                yield Removal(f"the address `{_short(value)}`", value.strip())


def _may_lead(address: str) -> bool:
    scheme = _SCHEME.match(re.sub(r"[\x00-\x20]", "", address))
    return scheme is None or scheme[1].lower() in SCHEMES


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "\N{HORIZONTAL ELLIPSIS}"


def _filtered(tag: str, name: str, value: str) -> str | None:  # noqa: ARG001 - the sanitiser passes the tag
    """The value if it is one that the attribute may have."""
    pattern = VALUES.get(name)
    return value if pattern is None or pattern.fullmatch(value) else None


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(WITH_CONTENT),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items() if names},
        attribute_filter=_filtered,
        strip_comments=True,
        link_rel=None,
        url_schemes=set(SCHEMES),
    )

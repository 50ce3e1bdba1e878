"""What of HTML could run, ask or cover, found without a browser: a second opinion, and a quick one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

SAFE = re.compile(r"(?i)(?:https?:|mailto:|[^:]*(?:$|[/?#]))")
"""An address of the web, of mail, or a path."""
LEADING = {"href", "src", "action", "formaction", "xlink:href", "poster", "data", "cite", "background"}
LOOSE = {
    "style",
    "srcset",
    "ping",
    "srcdoc",
    "formaction",
    "target",
    "download",
    "contenteditable",
    "is",
    "name",
}
TAGS = {
    "a", "abbr", "article", "aside", "b", "blockquote", "body", "br", "button", "caption", "circle", "cite", "code", "dd", "defs",
    "del", "desc", "details", "dfn", "div", "dl", "dt", "ellipse", "em", "figcaption", "figure", "footer", "g", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "header", "hr", "html", "i", "img", "ins", "kbd", "li", "line", "link", "main", "mark", "meta", "nav",
    "ol", "p", "path", "polyline", "pre", "q", "rect", "s", "samp", "script", "section", "small", "span", "strong", "sub", "summary",
    "sup", "svg", "table", "tbody", "td", "text", "tfoot", "th", "thead", "time", "title", "tr", "u", "ul", "use", "var", "wbr",
}  # fmt: skip
FORMS = {
    "fieldset",
    "legend",
    "form",
    "input",
    "label",
    "select",
    "option",
    "template",
    "noscript",
    "datalist",
    "output",
}
"""Of the search page alone."""
SCRIPT = re.compile(r"(?:\.\./|\./)*static/[\w.]+")


class _Markup(HTMLParser):
    def __init__(self, tags: set[str]) -> None:
        super().__init__()
        self.tags, self.found = tags, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in self.tags:
            self.found.append(f"<{tag}>")
        plain = given.get("type") == "application/ld+json" or SCRIPT.fullmatch(given.get("src") or "")
        if tag == "script" and not plain:
            self.found.append("<script>")
        for name, value in attrs:
            loose = name in LOOSE and not (tag == "meta" or self.tags & FORMS)
            if name.startswith("on") or loose:
                self.found.append(f"{tag} {name}")
            if name in LEADING and not SAFE.match(value or ""):
                self.found.append(f"{tag} {name}={value}")
            if tag == "img" and name == "src" and re.match(r"(?i)https?:|//|\\", value or ""):
                self.found.append(f"a picture from {value}")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"a comment: {data}")


def active(html: str, tags: set[str] = TAGS) -> list[str]:
    """Everything that should not be there."""
    reader = _Markup(tags)
    reader.feed(html)
    reader.close()
    return reader.found


def ids(html: str) -> Iterator[str]:
    """Every id of the HTML."""
    return (found[1] for found in re.finditer(r'\sid="([^"]*)"', html))

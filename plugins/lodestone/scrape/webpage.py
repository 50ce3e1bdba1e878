"""Reduce a saved web page to the text of its article, as somebody would have copied it.

Simple on purpose: the part in `<article>` or `<main>` if there is one, without scripts, styles,
forms and navigation; a line for each block, Markdown's marks for headings and lists. What is
left of the page around it, `residue` takes out.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from lodestone.scrape.headlines import hashes

_IS_PAGE = re.compile(
    r"\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|section|p|h[1-6])\b[^<]*>",
    re.IGNORECASE | re.DOTALL,
)
"""It begins as a page or as a part of one; the comments of an editor software may stand before."""
_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "nav", "aside", "form", "button", "select", "textarea", "svg",
    "iframe", "object", "footer", "dialog", "figcaption", "head",
})  # fmt: skip
"""Elements whose text is not the article's."""
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "dd", "details", "div", "dl", "dt", "figure", "header", "hr",
    "html", "main", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "ol", "li",
    "h1", "h2", "h3", "h4", "h5", "h6", "br",
})  # fmt: skip
"""Elements that begin a new line."""
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "source", "wbr", "area", "base", "col", "embed", "track"}
)
_SITE = re.compile(
    r"\s+[|\N{EN DASH}\N{EM DASH}\N{MIDDLE DOT}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}-]\s+[^|]{1,40}$"
)
"""The name of the site behind the title of the page."""


def reduced(text: str) -> str:
    """The text of the article, if this is a web page; else the text as it is.

    >>> reduced("<p>Oxides &amp; <b>magnets</b></p><ul><li>One</ul>")
    'Oxides & magnets\\n\\n- One\\n'
    >>> reduced("a < b")
    'a < b'
    """
    if not _IS_PAGE.match(text):
        return text
    found = re.search(r"<title[^>]{0,200}>(.{0,1000}?)</title>", text, re.IGNORECASE | re.DOTALL)
    title = _SITE.sub("", " ".join(unescape(found[1]).split())) if found else ""
    page = _Page()
    page.feed(_ended(_article(text)))
    page.close()
    return page.told(title)


def _ended(text: str) -> str:
    """The text up to a comment or tag that never ends: a browser shows nothing of what follows either."""
    comment = text.find("<!--", text.rfind("-->") + 1)
    text = text[:comment] if comment >= 0 else text
    tag = _TAG_BEGINS.search(text, text.rfind(">") + 1)
    return text[: tag.start()] if tag else text


_TAG_BEGINS = re.compile(r"<[a-zA-Z/!?]")
_MANY = 50
"""Articles of one page, above which none of them is the one."""


def _article(text: str) -> str:
    """The inside of the one article, else of the main part, else the whole page."""
    for name in ("article", "main"):
        if len(re.findall(f"<{name}", text, re.IGNORECASE)) > _MANY:
            continue  # a list of articles; and each that is never closed would be looked for to the end
        found = re.findall(rf"<{name}\b[^>]*>(.*?)</{name}\s*>", text, re.IGNORECASE | re.DOTALL)
        if len(found) == 1:
            return str(found[0])
    return text


class _Page(HTMLParser):
    """Collects lines as pairs of mark and words; skipped elements are a stack, since saved pages close badly."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[tuple[str, str]] = [("", "")]
        self._skipping: list[str] = []
        self._lists = 0
        self._has_title = False

    def told(self, title: str) -> str:
        """All lines, with one blank line between blocks; the title first, where the page has no heading 1."""
        lines = [_line(mark, " ".join(re.split(r"[ \r\n]+", words)).strip()) for mark, words in self._lines]
        text = re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip("\n")
        head = f"# {title}\n\n" if title and not self._has_title else ""
        return f"{head}{text}\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a line for a block; skip what is not the article's."""
        if self._skipping or tag in _SKIPPED:
            self._skipping += [tag] if tag not in _VOID else []
        elif tag in _BLOCKS:
            self._break(loose=tag not in ("li", "br", "tr") and not self._lists)
            self._mark(tag)

    def handle_endtag(self, tag: str) -> None:
        """End what is skipped, a cell, or a block."""
        if self._skipping:
            if tag in self._skipping:
                del self._skipping[self._skipping.index(tag) :]
            return
        if tag in ("ul", "ol"):
            self._lists = max(self._lists - 1, 0)
        if tag in ("td", "th"):
            self.handle_data("\t")
        elif tag in _BLOCKS:
            self._break(loose=tag not in ("li", "tr") and not self._lists)

    def handle_data(self, data: str) -> None:
        """Words of the article go to the line that is open."""
        if not self._skipping:
            mark, words = self._lines[-1]
            self._lines[-1] = (mark, words + (data if data == "\t" else re.sub(r"\s+", " ", data)))

    def _mark(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._lists += 1
        elif tag == "li":
            self._lines[-1] = ("    " * max(self._lists - 1, 0) + "- ", "")
        elif re.fullmatch(r"h[1-6]", tag):
            self._has_title |= tag == "h1"
            self._lines[-1] = ("# " if tag == "h1" else "## ", "")

    def _break(self, *, loose: bool) -> None:
        """Begin a line; a loose block has a blank one before it. A mark still waits for its words."""
        mark, words = self._lines[-1]
        if words.strip():
            self._lines.append(("", ""))
        elif mark:
            return
        if loose and len(self._lines) > 1 and self._lines[-2][1].strip():
            self._lines.append(("", ""))


def _line(mark: str, words: str) -> str:
    if not words:
        return ""
    return f"{hashes(words)} {words}" if mark == "## " else f"{mark}{words}"

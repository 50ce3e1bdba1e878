"""Markdown to safe HTML with slots for links. The one place that knows the Markdown engine and the sanitiser.

Addresses of other pages are not known here, so each link or picture that leads to a file of
the content becomes a slot, `lodestone-slot:N`; `fill` puts addresses in when a page is made.

The order is: read as GitHub does, convert, tell what the policy refuses, sanitise, then finish:
headings fitted below the page's title, tables in regions that can be scrolled, links and
pictures made fit. Only what our own code adds comes after the sanitiser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, cached_property
from html import escape, unescape

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import SimpleTagInlineProcessor

from lodestone.model import Problem, Span
from lodestone.text.body import Body, Heading, Link, fill, inline_texts
from lodestone.text.charts import Chart, Slots, read_charts
from lodestone.text.document import Document
from lodestone.text.excess import excess
from lodestone.text.finish import Finish
from lodestone.text.gfm import as_engine_reads, is_endless
from lodestone.text.inline import lean
from lodestone.text.sanitise import removals, sanitise
from lodestone.text.sections import Sections

__all__ = ["Body", "Heading", "Link", "fill", "render", "render_page"]


def render(document: Document, sections: Sections) -> tuple[Body, tuple[Problem, ...]]:
    """Render the prose (without the bottom line) and the texts of the sections.

    Problems: W313 where the sanitiser took something out, W317 for a picture without a description, and those of
    `read_charts`.
    """
    text = document.text
    start = document.front_matter.end if document.front_matter else 0
    opening = document.bottom_line
    rendering = _Rendering(text, start)
    rendering.find_charts(document.prose)
    html = rendering.block("\n\n".join(_without(text, document.prose, opening)))
    fragments = {name: rendering.inline(words) for name, words in inline_texts(sections)}
    if opening:
        fragments["bottom-line"] = rendering.inline(opening.of(text))
    words = sum(len(span.of(text).split()) for span in document.prose)
    return rendering.body(html, fragments, words), tuple(rendering.problems)


def render_page(text: str, first: int = 0) -> tuple[Body, tuple[Problem, ...]]:
    """Render a whole Markdown text (a page, a profile, a landing text); `first` is added to all spans.

    Problems: as `render`, and E106 for a text that has more of something than is allowed; of that nothing is rendered.
    """
    refused = excess(text)
    if refused:
        return Body("", {}), (replace(refused, span=refused.span.shifted(first)),)
    rendering = _Rendering(text, 0, first)
    rendering.find_charts((Span(0, len(text)),))
    html = rendering.block(text)
    return rendering.body(html, {}, len(text.split())), tuple(rendering.problems)


def _without(text: str, prose: tuple[Span, ...], opening: Span | None) -> Iterator[str]:
    """The texts of the prose, the bottom line left out."""
    for span in prose:
        if opening and span.start <= opening.start < span.end:
            yield text[span.start : opening.start]
            yield text[opening.end : span.end]
        else:
            yield span.of(text)


class _Rendering:
    """One text being rendered; numbers links and collects headings and problems over all its parts."""

    def __init__(self, source: str, start: int, first: int = 0) -> None:
        self._source, self._first = source, first
        self._places = _Places(source, start, first)
        self._charts: list[Chart] = []
        self._slots = Slots([])
        self._finish = Finish(self._places.link, self._tell)
        self._references: dict[str, tuple[str, str | None]] = {}
        self.problems: list[Problem] = []

    def find_charts(self, prose: Iterable[Span]) -> None:
        """Read the charts that parts of the source ask for."""
        for span in prose:
            charts, words, problems = read_charts(self._source, span, self._first)
            self._charts += charts
            self._slots.words += words
            self.problems += problems

    def block(self, text: str) -> str:
        """A whole text with headings, lists, tables, code."""
        if not text.strip():
            return ""
        plain = as_engine_reads(text)
        engine = _blocks(fences="```" in plain or "~~~" in plain)
        html = _converted(engine, plain)
        self._references = dict(engine.references)
        return self._finish.block(self._slots.into(self._clean(html)))

    def inline(self, text: str) -> str:
        """One paragraph, without the tags around it."""
        if not _MARKUP.search(text) or is_endless(text):
            return escape(text, quote=False)
        html = _converted(_inline(), " ".join(text.split()), self._references)
        html = self._finish.inline(self._clean(html).strip())
        return re.sub(r"\A<p>|</p>\Z", "", html)

    def body(self, html: str, fragments: Mapping[str, str], words: int) -> Body:
        """What was rendered, with all links and headings found on the way."""
        links, headings = tuple(self._finish.links), tuple(self._finish.headings)
        return Body(html, fragments, links, headings, words, tuple(self._charts))

    def _clean(self, html: str) -> str:
        for removal in removals(html):
            self._tell(
                "W313",
                removal.words,
                f"{removal.what} is not published",
                "write it in Markdown, or leave it out",
            )
        return sanitise(html)

    def _tell(self, code: str, words: str, message: str, hint: str) -> None:
        self.problems.append(Problem(code, self._places.of(words), message, hint))


_MARKUP = re.compile(r"[*_`\[\]<>&\\~!|\n]|\s{2}")
"""What plain text does not hold."""


class _Places:
    """Where things of the rendered text stand in the source: found by their words, in order."""

    def __init__(self, source: str, start: int, first: int) -> None:
        self._source = source
        self._start = start
        self._first = first
        self._cursors: dict[str, int] = {}

    @cached_property
    def _targets(self) -> dict[str, list[Span]]:
        """Where each target is written; looked for when the first link within the site asks."""
        targets: dict[str, list[Span]] = {}
        for found in _TARGET.finditer(self._source, self._start):
            group = found.lastindex or 0
            targets.setdefault(unescape(found[group]), []).append(Span(*found.span(group)))
        return targets

    def link(self, target: str) -> Span:
        """Where a link's target is written; the same target again, where it is written again."""
        spans = self._targets.get(target, [])
        found = spans.pop(0) if len(spans) > 1 else spans[0] if spans else self._beginning()
        return found.shifted(self._first)

    def of(self, words: str) -> Span:
        """Where words stand; the next time, where they stand next."""
        at = self._source.find(words, self._cursors.get(words, self._start)) if words else -1
        if at < 0:
            return self._beginning().shifted(self._first)
        self._cursors[words] = at + len(words)
        return Span(at, at + len(words)).shifted(self._first)

    def _beginning(self) -> Span:
        """The first words of the text."""
        at = (
            self._start
            + len(self._source[self._start :])
            - len(self._source[self._start :].lstrip("- \t\r\n"))
        )
        return Span(min(at, len(self._source)), min(at, len(self._source)))


_TARGET = re.compile(
    r"\]\(\s{0,9}<([^>\n]{1,2000})>|\]\(\s{0,9}([^\s)>]{1,2000})|^[ ]{0,3}\[[^\]\n]{1,500}\]:\s{0,9}<?([^\s>]{1,2000})"
    r"|(?:href|src)\s*=\s*[\"']?([^\"'\s>]+)",
    re.MULTILINE,
)


def _converted(
    engine: Markdown, text: str, references: Mapping[str, tuple[str, str | None]] | None = None
) -> str:
    """The HTML of the engine; a text nested too deeply for it comes out as it stands."""
    engine.reset()
    engine.references.update(references or {})  # type: ignore[arg-type] # titles may be None
    try:
        return engine.convert(text)
    except RecursionError:
        return f"<pre>{escape(text)}</pre>"


@cache
def _blocks(*, fences: bool) -> Markdown:
    """The engine for whole texts; made once, since that costs more than a page. `fences`: whether it knows them.

    Extensions by name would be looked for among all packages that are installed.
    """
    extensions: list[Extension] = [
        TableExtension(use_align_attribute=True),
        SaneListExtension(),
        FootnoteExtension(BACKLINK_TITLE="Back to the text"),
    ]
    if fences:
        from markdown.extensions.fenced_code import FencedCodeExtension  # noqa: PLC0415 - it imports all of Pygments

        extensions.append(FencedCodeExtension())
    return _with_strikes(Markdown(extensions=extensions, output_format="html"))


@cache
def _inline() -> Markdown:
    """The engine for one paragraph: what looks like a list or a heading is text there."""
    engine = Markdown(output_format="html")
    for name in (
        "indent",
        "code",
        "hashheader",
        "setextheader",
        "hr",
        "olist",
        "ulist",
        "quote",
        "reference",
    ):
        engine.parser.blockprocessors.deregister(name)
    engine.preprocessors.deregister("html_block")
    return _with_strikes(engine)


def _with_strikes(engine: Markdown) -> Markdown:
    """`~~struck out~~`, as on GitHub."""
    engine.inlinePatterns.register(SimpleTagInlineProcessor(r"()~~(?=\S)(.+?)(?<=\S)~~", "del"), "strike", 65)
    return lean(engine)

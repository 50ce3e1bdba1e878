"""Pages that are plain text with a title: method, terms, about, corrections, accessibility."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lodestone.model import Diagnostic, Locator, Problem, Span
from lodestone.repair import repair
from lodestone.repair.decode import decode
from lodestone.text.body import Body
from lodestone.text.document import cut
from lodestone.text.hidden import hidden_signs, masked, visible
from lodestone.text.lookalike import mixed_words
from lodestone.text.slugs import is_slug
from lodestone.text.slugs import slug as slugged

TAKEN = frozenset({
    "a-z", "archive", "briefings", "calendar", "chain", "changes", "companies", "data", "digest", "feeds", "figures",
    "media", "risk", "search", "sitemaps", "sources", "static", "tickers", "timeline", "topics",
})  # fmt: skip
"""Addresses at the root that our own pages have."""


@dataclass(frozen=True, slots=True)
class Page:
    """One file of `content/pages/`: method, terms, about …"""

    slug: str
    title: str
    body: Body
    path: str
    summary: str = ""
    """One sentence for search engines and link previews."""
    locator: Locator = field(default=Locator("", ()), compare=False)


def read_pages(files: Mapping[str, bytes]) -> tuple[tuple[Page, ...], tuple[Diagnostic, ...]]:
    """The pages among files by path, in order of path. Problems: E100, E101, E111, E115, E150, E211, W313, W325,
    W326."""
    pages: list[Page] = []
    told: list[Diagnostic] = []
    for path in sorted(files):
        page, problems = _read(path, files[path])
        told += problems
        if page:
            pages.append(page)
    return tuple(pages), tuple(told)


def _read(path: str, data: bytes) -> tuple[Page | None, list[Diagnostic]]:
    from lodestone.text.markdown import render_page  # noqa: PLC0415 - only where a page changed

    decoded = decode(data)
    repaired = repair(decoded.text)
    locator = Locator(decoded.text, repaired.changes)
    text = masked(repaired.text)
    document, cut_problems = cut(text)
    head = document.front_matter or Span(0, 0)
    fields, problems = _fields(head, head.of(text))
    problems += (*hidden_signs(repaired.text), *mixed_words(repaired.text))
    slug = PurePosixPath(path).stem
    if not is_slug(slug):
        message = f"`{slug}` cannot be used in an address"
        problems.append(Problem("E115", Span(0, 0), message, f"name the file `{slugged(slug)}.md`"))
    if slug in TAKEN:
        hint = "give the file another name"
        problems.append(
            Problem("E211", Span(0, 0), f"the address `{slug}/` is taken by a page of ours", hint)
        )
    start = _after(text, head)
    body, body_problems = render_page(text[start:], start)
    problems = [*(each for each in cut_problems if each.code != "E130"), *problems, *body_problems]
    told = [problem.located(path, locator) for problem in problems]
    title = visible(str(fields.get("title", "")))
    if not title or slug in TAKEN or not is_slug(slug):
        return None, told
    return Page(slug, title, body, path, visible(str(fields.get("summary", ""))), locator), told


def _fields(head: Span, text: str) -> tuple[dict[str, object], list[Problem]]:
    import yaml  # noqa: PLC0415 - only where a page changed

    try:
        found = yaml.safe_load(text) or {}
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        at = head.start + (mark.index if mark else 0)
        return {}, [
            Problem("E101", Span(at, at), "the front matter is not valid YAML", "put the value in quotes")
        ]
    if not isinstance(found, dict) or "title" not in found:
        return {}, [
            Problem("E111", Span(head.start, head.start), "`title` is missing", "add a line `title: …`")
        ]
    return found, []


def _after(text: str, head: Span) -> int:
    """Where the body starts: behind the line of hyphens that closes the front matter."""
    if head.end == 0:
        return 0
    closing = text.find("---", head.end)
    line_end = text.find("\n", closing)
    return len(text) if closing < 0 or line_end < 0 else line_end + 1

"""What has to hold for any input, kind by kind; `AssertionError` says what does not.

Nothing raises; every problem lies in the file; ledgers lead from the input to the output; what is published has
no tag that the policy forbids; and what was done once changes nothing when it is done again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from lodestone.article import Source, article
from lodestone.engine.load import load
from lodestone.ingest import draft
from lodestone.model import Diagnostic, Lexicon, Problem, replay
from lodestone.repair import repair
from lodestone.repair.decode import decode
from lodestone.text.document import cut
from lodestone.text.fields import read_fields
from lodestone.text.lexicon import read_lexicon
from lodestone.text.markdown import render_page
from lodestone.text.sanitise import ATTRIBUTES, TAGS, removals, sanitise
from lodestone.text.sections import read_sections

ROOT = Path(__file__).parents[2]
_OURS = {"figure", "figcaption", "section", "aside"}
"""Tags that only our own code makes."""


@cache
def lexicon() -> Lexicon:
    """The register of the site."""
    return load(ROOT / "content", only=lambda _: False)[0].lexicon


def decoding(data: bytes) -> None:
    """Decoding."""
    found = decode(data)
    assert "\r\n" not in found.text or found.newline != "\n", "line ends of two kinds are left"
    spans(found.problems, found.text)


def repairing(data: bytes) -> None:
    """Repair of the encoding."""
    text = decode(data).text
    mended = repair(text)
    assert text.count("\n") == mended.text.count("\n"), "lines came or went"
    assert replay(text, mended.changes) == mended.text, "the ledger does not lead to the text"
    assert repair(mended.text).text == mended.text, "a second repair changes something"


def front_matter(data: bytes) -> None:
    """Front matter and its fields."""
    text = decode(data).text
    document, told = cut(text)
    _, wrong = read_fields(document, lexicon())
    spans((*told, *wrong), text)


def sections(data: bytes) -> None:
    """Sections."""
    text = decode(data).text
    document, _ = cut(text)
    fields, _ = read_fields(document, lexicon())
    _, wrong = read_sections(document, fields, lexicon())
    spans(wrong, text)


def whole(data: bytes) -> None:
    """The pipeline of one file."""
    found = article(Source("briefings/a.md", data), lexicon())
    places(found.diagnostics, data)
    for html in (found.body.html, *found.body.fragments.values()):
        harmless(html)


def ingesting(data: bytes) -> None:
    """A scrape."""
    made = draft(data, lexicon(), name="a-scrape", url="https://example.org/a")
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", made.slug), made.slug
    read = article(Source("briefings/a.md", made.text.encode()), lexicon())
    waits = read.briefing is None or read.briefing.status == "draft" or read.briefing.rights == "unconfirmed"
    assert waits, "a scrape would be published"
    places(read.diagnostics, made.text.encode())


def registering(data: bytes) -> None:
    """Files of the register."""
    names = (
        "vocabulary/measures.yaml",
        "vocabulary/units.yaml",
        "vocabulary/exchanges.yaml",
        "companies/a.md",
        "topics/a.md",
    )
    for name in names[hash_of(data) % len(names) :][:1]:
        _, told = read_lexicon({name: data})
        lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert all(each.line <= len(lines) for each in told), "a problem lies outside of the file"


def sanitising(data: bytes) -> None:
    """The sanitiser, and pages."""
    text = data.decode("utf-8", "replace")
    clean = sanitise(text)
    harmless(clean)
    assert sanitise(clean) == clean, "a second pass changes something"
    list(removals(text))
    harmless(render_page(text)[0].html)


def hash_of(data: bytes) -> int:
    """A number for bytes, the same in every process."""
    return sum(data)


TRIALS: dict[str, Callable[[bytes], None]] = {
    "decode": decoding,
    "repair": repairing,
    "front matter": front_matter,
    "sections": sections,
    "article": whole,
    "ingest": ingesting,
    "register": registering,
    "sanitiser": sanitising,
}
"""By the kinds of `fuzz.cases`."""


# What holds


def spans(problems: Iterable[Problem], text: str) -> None:
    """Problems lie in the text."""
    for each in problems:
        assert 0 <= each.span.start <= each.span.end <= len(text), f"{each.code} lies outside of the text"


def places(problems: Iterable[Diagnostic], data: bytes) -> None:
    """Problems lie in the file on disk."""
    lines = decode(data).text.split("\n")
    for each in problems:
        if each.line:
            assert 1 <= each.line <= len(lines), f"{each.code} in line {each.line} of {len(lines)}"
            assert 1 <= each.column <= len(lines[each.line - 1]) + 1, f"{each.code} in column {each.column}"
        if each.fix:
            assert 0 <= each.fix.start <= each.fix.end <= len("\n".join(lines)), (
                f"{each.code}: its mend is outside"
            )


class _Tags(HTMLParser):
    """Notes what a browser would see as tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, attrs))


def harmless(html: str) -> None:
    """No tag, attribute or address that the policy forbids."""
    tags = _Tags()
    tags.feed(html)
    for tag, attributes in tags.seen:
        assert tag in TAGS | _OURS, f"<{tag}> is left"
        for name, value in attributes:
            assert not name.startswith("on"), f"{name} of <{tag}> is left"
            known = (
                ATTRIBUTES["*"]
                | ATTRIBUTES.get(tag, set())
                | {"id", "class", "rel", "tabindex", "role", "loading"}
            )
            assert name in known or name.startswith(("aria-", "data-")), f"{name} of <{tag}> is left"
            plain = re.sub(r"[\x00-\x20]", "", value or "").lower()
            assert not plain.startswith(("javascript:", "data:", "vbscript:")), f"{value} is left"

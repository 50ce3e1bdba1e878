"""The pipeline of one scrape, on one screen: bytes of a damaged page become a draft and the story of its making.

Pure, as `article` is. The order matters: a page is reduced before its signs are mended, signs
are mended before residue is looked for (residue may be garbled too), residue goes before the
structure is rebuilt, and only then is the text read. The draft is checked by the pipeline that
will read it once it is a file, so what an editor is told here is what a build would say.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lodestone.annotate import Annotation, annotate
from lodestone.article import Source, article
from lodestone.model import Change, Diagnostic, Evidence, Lexicon, Proposed, Span
from lodestone.repair import repair
from lodestone.repair.decode import decode
from lodestone.scrape.draft import Material, write
from lodestone.scrape.residue import Removal, clean
from lodestone.scrape.structure import Rebuilt, Step, rebuild
from lodestone.scrape.webpage import reduced
from lodestone.text.document import Document, cut
from lodestone.text.fields import read_fields
from lodestone.text.slugs import slug
from lodestone.text.written import Fields

_TITLE_SCORE = 0.7
"""That the first line of a page is its title is likely, not sure."""
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_CLAIM = re.compile(
    r"^(?:status[ \t]*:(?![ \t]*draft)|rights[ \t]*:(?![ \t]*unconfirmed)|reviewed[ \t]*:)[^\r\n]*",
    re.MULTILINE,
)
"""A line of front matter by which a text would be published, or reviewed."""
_KEY = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:", re.MULTILINE)
"""A key of the front matter, with or without a value: a person who wrote it meant to fill it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft, and what was done on the way to it. Lines are those of the scrape as decoded."""

    text: str
    scrape: str
    """As decoded, and reduced if it was a web page; nothing mended."""
    slug: str
    """For the file's name: of the title, else of the scrape's name, else of its hash."""
    sha256: str
    """Of the bytes of the scrape."""
    read: str
    """What was annotated: mended, cleaned, rebuilt, with the headline first; evidence has its place in it."""
    annotation: Annotation
    chain: str
    """How the encoding was damaged, in words; empty where it was not."""
    changes: tuple[Change, ...]
    unresolved: tuple[Change, ...]
    removals: tuple[Removal, ...]
    steps: tuple[Step, ...]
    diagnostics: tuple[Diagnostic, ...]


def draft(data: bytes, lexicon: Lexicon, *, name: str = "", url: str = "") -> Draft:
    """Decode, reduce, repair, clean, rebuild, annotate, write, check. `name` is the stem of the file of the scrape."""
    scrape = reduced(decode(data).text)
    repaired = repair(scrape)
    document, _ = cut(repaired.text)
    fields, _ = read_fields(document, lexicon)
    start = _body(document)
    cleaned = clean(repaired.text[start:], first=repaired.text.count("\n", 0, start) + 1)
    rebuilt = rebuild(cleaned.lines, written=start > 0, titled=fields.title is not None)
    headline = rebuilt.title.text if rebuilt.title else fields.title.value if fields.title else ""
    read = f"{headline}\n\n{rebuilt.text}" if headline else rebuilt.text
    annotation = annotate(read, lexicon, url=url)
    annotation = replace(annotation, notes=(*_claims(document), *annotation.notes))
    digest = hashlib.sha256(data).hexdigest()
    text = write(_material(document, fields, rebuilt, annotation, lexicon, digest, url))
    address = fields.slug or slug(headline or name or f"scrape {digest[:12]}")
    checked = article(Source(f"briefings/{address}.md", text.encode()), lexicon)
    return Draft(
        text=text,
        scrape=scrape,
        slug=address,
        sha256=digest,
        read=read,
        annotation=annotation,
        chain=repaired.chain,
        changes=repaired.changes,
        unresolved=repaired.unresolved,
        removals=cleaned.removals,
        steps=rebuilt.steps,
        diagnostics=checked.diagnostics,
    )


def _body(document: Document) -> int:
    """Where the text begins, behind the front matter and its closing hyphens; 0 where there is none."""
    if document.front_matter is None:
        return 0
    closing = _CLOSING.match(document.text, document.front_matter.end)
    return closing.end() if closing else document.front_matter.end


def _claims(document: Document) -> Iterator[Evidence]:
    """What a text that came with front matter says of itself: it is kept, for a person may have written it, and told,
    for a stranger may have, and it would be published."""
    front = document.front_matter.of(document.text) if document.front_matter else ""
    for found in _CLAIM.finditer(front):
        yield Evidence(
            Span(0, 0), found[0].strip(), "the text came with it, so this is no draft of ours: who says so?"
        )


def _material(
    document: Document,
    fields: Fields,
    rebuilt: Rebuilt,
    annotation: Annotation,
    lexicon: Lexicon,
    digest: str,
    url: str,
) -> Material:
    """What the draft is written from: what was found, what was proposed, what a person had written before."""
    front = document.front_matter.of(document.text) if document.front_matter else ""
    parts, _ = cut(rebuilt.text)
    return Material(
        article=rebuilt.text,
        raw_sha256=digest,
        url=url,
        title=_title(rebuilt),
        companies=annotation.companies,
        tickers=annotation.tickers,
        themes=annotation.themes,
        figures=annotation.figures,
        risk=annotation.risk,
        source=annotation.source,
        published=annotation.published,
        notes=annotation.notes,
        holders=lexicon.holders,
        front_matter=front,
        written=frozenset(_KEY.findall(front)),
        sources=tuple(source.value.id for source in fields.sources),
        has_figures=parts.section("Figures") is not None,
    )


def _title(rebuilt: Rebuilt) -> Proposed[str] | None:
    if rebuilt.title is None:
        return None
    why = f"the first line of the text, line {rebuilt.title.line}"
    return Proposed(rebuilt.title.text, (Evidence(Span(0, 0), "", why),), _TITLE_SCORE)

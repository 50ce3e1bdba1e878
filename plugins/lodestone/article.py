"""The pipeline of one file, on one screen: bytes on disk become a typed, repaired, rendered article.

Pure: the same bytes and lexicon give the same `Article`, in any process, so results can be
remembered by content and computed in parallel. Problems are returned, never raised or logged.
The order matters: damaged bytes may hide in the front matter too, and repair keeps lines true.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lodestone.annotate import Annotation, annotate
from lodestone.assemble import assemble, lacking
from lodestone.editorial import Allowance, Manuscript, advise, settle, without_consequences
from lodestone.model import Briefing, Change, Diagnostic, Lexicon, Locator
from lodestone.repair import repair
from lodestone.repair.decode import decode
from lodestone.text.body import Body
from lodestone.text.document import cut
from lodestone.text.earlier import Earlier
from lodestone.text.excess import capped
from lodestone.text.hidden import hidden_signs, masked
from lodestone.text.lookalike import mixed_words
from lodestone.text.sections import read_sections


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the content: its path below the content directory, with forward slashes, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Article:
    """All that one file gives. `briefing` is None where the file cannot be trusted; then see `diagnostics`."""

    path: str
    briefing: Briefing | None
    body: Body
    annotation: Annotation
    """Empty where a person wrote everything that could be proposed."""
    changes: tuple[Change, ...]
    unresolved: tuple[Change, ...]
    diagnostics: tuple[Diagnostic, ...]
    locator: Locator = field(default=Locator("", ()), compare=False)
    """For problems that only the site as a whole can see: where a span of the repaired text is on disk."""
    allowances: tuple[Allowance, ...] = ()
    """What a person allows, for the same."""
    earlier: Earlier = field(default=Earlier(), compare=False)
    """Where fields and body are from, so that the next edit need not make both again."""


def article(source: Source, lexicon: Lexicon, earlier: Earlier = Earlier()) -> Article:  # noqa: B008 - a value
    """Decode, repair, cut, read, annotate, assemble, render, advise, and leave out what a person allows."""
    decoded = decode(source.data)
    repaired = repair(decoded.text)
    document, cut_problems = cut(masked(repaired.text))
    written = earlier.read(document, lexicon)
    fields = written.fields
    sections, section_problems = read_sections(document, fields, lexicon)
    unread = lacking(document, fields)
    annotation = annotate(repaired.text, lexicon, spans=document.prose) if unread else Annotation()
    briefing, gaps = assemble(source.path, document, fields, sections, annotation, lexicon)
    rendered = earlier.render(document, sections)
    problems = (
        decoded.problems + cut_problems + written.problems + section_problems + gaps + rendered.problems
    )
    problems += (*hidden_signs(repaired.text), *mixed_words(repaired.text))
    advice = advise(Manuscript(document, briefing, lexicon, repaired.unresolved)) if briefing else ()
    settled, allowances = settle(document, (*problems, *advice))
    locator = Locator(decoded.text, repaired.changes)
    return Article(
        path=source.path,
        briefing=briefing,
        body=rendered.body,
        annotation=annotation,
        changes=repaired.changes,
        unresolved=repaired.unresolved,
        diagnostics=capped(
            source.path,
            (problem.located(source.path, locator) for problem in without_consequences(settled)),
        ),
        locator=locator,
        allowances=allowances,
        earlier=Earlier(written, rendered),
    )

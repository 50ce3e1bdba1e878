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
from lodestone.model import Briefing, Change, Diagnostic, Lexicon, Locator, Problem
from lodestone.repair import repair
from lodestone.repair.decode import decode
from lodestone.text.document import cut
from lodestone.text.excess import capped
from lodestone.text.fields import read_fields
from lodestone.text.hidden import hidden_signs, masked
from lodestone.text.lookalike import mixed_words
from lodestone.text.markdown import Body, render, rendering_key
from lodestone.text.sections import read_sections


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the content: its path below the content directory, with forward slashes, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Rendered:
    """The rendered text of a file, under the key of what it was rendered from; the register is no part of that."""

    key: str
    body: Body
    problems: tuple[Problem, ...] = ()


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
    rendered: Rendered | None = field(default=None, compare=False)
    """Where the body is from, so that a changed register need not render it again."""


def article(source: Source, lexicon: Lexicon, known: Rendered | None = None) -> Article:
    """Decode, repair, cut, read, annotate, assemble, render, advise, and leave out what a person allows.

    `known` is how the file was rendered before; it is taken where nothing that is rendered changed.
    """
    decoded = decode(source.data)
    repaired = repair(decoded.text)
    document, cut_problems = cut(masked(repaired.text))
    fields, field_problems = read_fields(document, lexicon)
    sections, section_problems = read_sections(document, fields, lexicon)
    unread = lacking(document, fields)
    annotation = annotate(repaired.text, lexicon, spans=document.prose) if unread else Annotation()
    briefing, gaps = assemble(source.path, document, fields, sections, annotation, lexicon)
    key = rendering_key(document, sections)
    rendered = known if known and known.key == key else Rendered(key, *render(document, sections))
    problems = decoded.problems + cut_problems + field_problems + section_problems + gaps + rendered.problems
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
        rendered=rendered,
    )

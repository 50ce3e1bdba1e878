"""Cut a file into front matter, known sections and prose, keeping where everything stands.

No meaning is read here; the spans lead back into the repaired text of the file.
"""

from __future__ import annotations

from dataclasses import dataclass

from lodestone.model import Problem, Span

SECTIONS = ("Judgements", "Figures", "Implications", "Watch", "Gaps")
"""The headings of level 2 that are fields, not prose."""


@dataclass(frozen=True, slots=True)
class Section:
    """One known section: the span of its heading line and of what follows it up to the next heading of level 1 or 2."""

    name: str
    heading: Span
    body: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A file, cut up. All spans are of `text`, which is the whole repaired text of the file."""

    text: str
    front_matter: Span | None
    """Between the two lines of hyphens, without them; None where there is no front matter."""
    sections: tuple[Section, ...]
    prose: tuple[Span, ...]
    """All that is neither front matter nor a known section, in order."""

    @property
    def bottom_line(self) -> Span | None:
        """The first paragraph of the prose, where the prose opens with one (no heading, list, quote, fence)."""
        raise NotImplementedError


def cut(text: str) -> tuple[Document, tuple[Problem, ...]]:
    """Cut repaired text into its parts. Problems: E102, E105, E107, E130 (near miss of a section), E146."""
    raise NotImplementedError

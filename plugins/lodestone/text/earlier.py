"""What a file gave before, taken again where what it was made of is the same.

Most edits touch the front matter or the text, not both. Reading the one builds a schema, rendering the other
imports an engine of Markdown; each takes longer than all the rest of an edit.
"""

from __future__ import annotations

from dataclasses import dataclass

from lodestone.model import Lexicon, Problem
from lodestone.text.body import Body, rendering_key
from lodestone.text.document import Document
from lodestone.text.sections import Sections
from lodestone.text.written import Fields, fields_key


@dataclass(frozen=True, slots=True)
class Written:
    """The fields of a file, under the key of what they were read from: the front matter, and the register."""

    key: str
    fields: Fields
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """The rendered text of a file, under the key of what it was rendered from; the register is no part of that."""

    key: str
    body: Body
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """Fields and text of a file as they were; None where they are not known."""

    written: Written | None = None
    rendered: Rendered | None = None

    def read(self, document: Document, lexicon: Lexicon) -> Written:
        """The fields of a file now. Problems: those of `read_fields`."""
        key = fields_key(document, lexicon)
        if self.written and self.written.key == key:
            return self.written
        from lodestone.text.fields import read_fields  # noqa: PLC0415 - see above

        return Written(key, *read_fields(document, lexicon))

    def render(self, document: Document, sections: Sections) -> Rendered:
        """The text of a file now. Problems: those of `text.markdown.render`."""
        key = rendering_key(document, sections)
        if self.rendered and self.rendered.key == key:
            return self.rendered
        from lodestone.text.markdown import render  # noqa: PLC0415 - see above

        return Rendered(key, *render(document, sections))

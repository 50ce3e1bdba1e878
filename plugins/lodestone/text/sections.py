"""Known sections to typed rows: judgements, figures, implications, watch items, gaps. Positions everywhere.

Each kind of row has one form, and each form one parser here; figures have a file of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lodestone.model import (
    CONFIDENCES,
    LIKELIHOODS,
    Figure,
    Given,
    Implication,
    Judgement,
    Lexicon,
    Problem,
    Reference,
    Span,
    WatchItem,
    did_you_mean,
    parse_period,
)
from lodestone.text.bullets import Bullet, bullets
from lodestone.text.dates import suggested_period
from lodestone.text.document import Document
from lodestone.text.figures_table import read_figures
from lodestone.text.references import referenced
from lodestone.text.slugs import ID
from lodestone.text.written import Fields

OTHER_TERMS = {
    "remote": "almost no chance", "remote chance": "almost no chance", "no chance": "almost no chance",
    "highly improbable": "very unlikely", "highly unlikely": "very unlikely", "improbable": "unlikely",
    "roughly even odds": "roughly even chance", "realistic possibility": "roughly even chance",
    "even chance": "roughly even chance", "even": "roughly even chance", "possible": "roughly even chance",
    "probable": "likely", "probably": "likely", "highly probable": "very likely", "highly likely": "very likely",
    "nearly certain": "almost certain", "virtually certain": "almost certain", "certain": "almost certain",
}  # fmt: skip
"""Terms of other yardsticks (ICD 203's second row, PHIA's), and ours: one row only is used, so they are refused."""

RESERVED_ANCHORS = frozenset({
    "main", "content", "top", "judgements", "figures", "implications", "watch", "gaps", "sources", "source",
    "corrections", "cite", "related", "bottom-line", "facts", "risk", "text", "nav", "search", "footer", "header",
    "section", "changes", "timeline", "companies", "briefings", "topics", "feeds", "title", "skip",
})  # fmt: skip
"""Anchors that pages may use themselves."""

_HEAD = re.compile(r"\*\*(?P<term>[^*]+?):?\*\*(?P<rest>[^:]*?):\s*(?P<text>.+)", re.DOTALL)
_CONFIDENCE = re.compile(r"\s*,\s*(?P<word>\w+)\s+confidence\s*")
_WATCH = re.compile(r"(?P<on>\d{4}(?:-\d\d(?:-\d\d)?)?)\s*:\s*(?P<text>.+)", re.DOTALL)
_WATCH_NEAR = re.compile(r"(?P<on>[\w][\w ./,-]{3,24}?)(?P<sign>:|\s?[\N{EN DASH}\N{EM DASH}-](?=\s))")
_BARE_CODE = re.compile(r"(?P<code>[A-Z]{2}|other):\s+\S")
_IMPLICATION = re.compile(r"\*\*(?P<code>[^*]+?):?\*\*\s*:?\s*(?P<text>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sections:
    """What a person wrote in the known sections."""

    judgements: tuple[Judgement, ...] = ()
    figures: tuple[Given[Figure], ...] = ()
    implications: tuple[Implication, ...] = ()
    watch: tuple[WatchItem, ...] = ()
    gaps: tuple[str, ...] = ()


def read_sections(
    document: Document, fields: Fields, lexicon: Lexicon
) -> tuple[Sections, tuple[Problem, ...]]:
    """Read and check the known sections. A wrong row gives a problem and is left out.

    Ids in brackets are looked up among the figures and `fields.sources` of the file (E140);
    `slug#id` is checked later, by the index of the site. Where sources could not be read, nothing is looked up.
    """
    sources = None if fields.unread_sources else frozenset(each.value.id for each in fields.sources)
    figures, ids, problems = read_figures(document, sources, lexicon)
    reader = _Reader(document, fields, lexicon, None if sources is None else ids | sources, problems)
    sections = Sections(
        judgements=tuple(reader.judgements()),
        figures=figures,
        implications=tuple(reader.implications()),
        watch=tuple(reader.watch()),
        gaps=tuple(each.text for each in reader.bullets("Gaps")),
    )
    return sections, tuple(reader.problems)


class _Reader:
    """Reads the sections of bullets of one file; collects what is wrong."""

    def __init__(
        self,
        document: Document,
        fields: Fields,
        lexicon: Lexicon,
        known: frozenset[str] | None,
        problems: list[Problem],
    ) -> None:
        self._document = document
        self._fields = fields
        self._lexicon = lexicon
        self._known = known
        self.problems = problems

    def bullets(self, name: str) -> Iterator[Bullet]:
        """The items of a section by its name."""
        section = self._document.section(name)
        return bullets(self._document.text, section.body, ids=name != "Gaps") if section else iter(())

    def judgements(self) -> Iterator[Judgement]:
        """`- **Term**[, low|moderate|high confidence]: text [ids] {#anchor}` (E131, E132)."""
        taken: set[str] = set()
        for n, bullet in enumerate(self.bullets("Judgements"), start=1):
            basis = self._basis(bullet)
            anchor = self._anchor(bullet, n, taken)
            found = _HEAD.match(bullet.text) if bullet.listed else None
            if found is None:
                self._unread(
                    "E131", bullet, "a judgement", "**Likely**, moderate confidence: what will happen. [ids]"
                )
                continue
            term, confidence = self._term(bullet, found["term"]), self._confidence(bullet, found["rest"])
            if term and confidence is not None:
                yield Judgement(anchor, term, confidence, found["text"], basis, bullet.span)

    def implications(self) -> Iterator[Implication]:
        """`- **CODE**: text [ids]` (E145)."""
        for bullet in self.bullets("Implications"):
            basis = self._basis(bullet)
            found = _IMPLICATION.match(bullet.text) if bullet.listed else None
            bare = _BARE_CODE.match(bullet.text) if bullet.listed else None
            if bare and bare["code"] in self._lexicon.vocabulary.jurisdictions:
                place = Span(bullet.span.start, bullet.span.start + len(bare["code"]))
                bold = f"**{bare['code']}**"
                self._tell("E145", place, f"`{bare['code']}` is not in bold", f"write `{bold}`", bold)
                continue
            if found is None or not found["text"]:
                self._unread("E145", bullet, "an implication", "**EU**: what follows there. [ids]")
                continue
            code = self._jurisdiction(bullet, found["code"])
            if code:
                yield Implication(code, found["text"], basis, bullet.span)

    def watch(self) -> Iterator[WatchItem]:
        """`- YYYY[-MM[-DD]]: text [ids]` (E144)."""
        for bullet in self.bullets("Watch"):
            basis = self._basis(bullet)
            found = _WATCH.match(bullet.text) if bullet.listed else None
            if found is None:
                self._undated(bullet)
            elif parse_period(found["on"]) is None:
                at = Span(bullet.span.start, bullet.span.start + len(found["on"]))
                self._tell("E144", at, f"`{found['on']}` is not a day of the calendar", "check month and day")
            else:
                yield WatchItem(found["on"], found["text"], basis, bullet.span)

    # Parts of a bullet

    def _undated(self, bullet: Bullet) -> None:
        """A watch item whose date is in another form, or which has none."""
        near = _WATCH_NEAR.match(bullet.text) if bullet.listed else None
        meant = suggested_period(near["on"]) if near else ""
        if near is None or not _WATCH.match(f"{meant}: x"):
            self._unread("E144", bullet, "a watch item", "2026-12-01: what to look out for. [ids]")
            return
        seen = near["on"] + near["sign"]
        self._tell(
            "E144",
            self._part(bullet, seen),
            f"`{seen}` is not a date and a colon",
            f"write `{meant}:`",
            f"{meant}:",
        )

    def _term(self, bullet: Bullet, seen: str) -> str:
        """The term of likelihood, in small letters; '' if it is none of the seven."""
        term = " ".join(seen.casefold().split())
        if term in LIKELIHOODS:
            return term
        meant = OTHER_TERMS.get(term)
        near = (
            f"did you mean `{meant}`? one of: {', '.join(LIKELIHOODS)}"
            if meant
            else did_you_mean(term, LIKELIHOODS)
        )
        self._tell("E132", self._part(bullet, seen), f"`{seen}` is not on the yardstick", near)
        return ""

    def _confidence(self, bullet: Bullet, rest: str) -> str | None:
        """The confidence of the head, or the briefing's; None if what stands there is something else."""
        if not rest.strip():
            return self._fields.confidence
        found = _CONFIDENCE.fullmatch(rest)
        if found and found["word"].lower() in CONFIDENCES:
            return found["word"].lower()
        seen = rest.strip(" ,")
        hint = "between the term and the colon stands nothing or `, low|moderate|high confidence`"
        bare = next((word for word in CONFIDENCES if word in seen.lower().strip("()").split()), "")
        if bare:
            hint = f"write `, {bare} confidence:` behind the bold term"
        elif found:
            hint = did_you_mean(found["word"], CONFIDENCES)
        self._tell("E131", self._part(bullet, seen), f"`{seen}` is not a confidence", hint)
        return None

    def _jurisdiction(self, bullet: Bullet, seen: str) -> str:
        rows = self._lexicon.vocabulary.jurisdictions
        if seen in rows:
            return seen
        same = (
            row.code
            for row in rows.values()
            if seen.casefold() in map(str.casefold, (row.code, row.label, *row.names))
        )
        meant = next(same, None)
        hint = f"did you mean `{meant}`? one of: {', '.join(rows)}" if meant else did_you_mean(seen, rows)
        fix = meant if meant and meant.casefold() == seen.casefold() else None
        self._tell("E145", self._part(bullet, seen), f"`{seen}` is not a code of a jurisdiction", hint, fix)
        return ""

    def _anchor(self, bullet: Bullet, number: int, taken: set[str]) -> str:
        """The anchor of a judgement: its own, if it has one that can be used, else `kj-` and its number."""
        default = f"kj-{number}"
        name = bullet.anchor
        if name and not ID.fullmatch(name):
            self._tell(
                "E147",
                bullet.anchor_span,
                f"`{name}` cannot be an anchor",
                "small letters, digits and hyphens only",
            )
        elif name in RESERVED_ANCHORS or (name != default and re.fullmatch(r"kj-\d+|fn.*", name)):
            self._tell(
                "E147",
                bullet.anchor_span,
                f"the anchor `{name}` is used by the page itself",
                "take another word",
            )
        elif name and name in taken:
            self._tell("E141", bullet.anchor_span, f"the anchor `{name}` is used twice", "take another word")
        elif name:
            taken.add(name)
            return name
        taken.add(default)
        return default

    def _basis(self, bullet: Bullet) -> tuple[Reference, ...]:
        return referenced(self._document.text, bullet, self._known, self.problems)

    def _part(self, bullet: Bullet, words: str) -> Span:
        """Where words of a bullet's first line stand; the whole bullet if they cannot be found."""
        at = self._document.text.find(words, bullet.span.start, bullet.span.end) if words else -1
        return Span(at, at + len(words)) if at >= 0 else bullet.span

    def _unread(self, code: str, bullet: Bullet, what: str, form: str) -> None:
        first = bullet.span.of(self._document.text).splitlines()[0]
        span = Span(bullet.span.start, bullet.span.start + len(first))
        said = f"this is not {what}" if bullet.listed else f"this is not a bullet, so it is not {what}"
        self._tell(code, span, said, f"write `- {form}`")

    def _tell(self, code: str, span: Span, message: str, hint: str = "", fix: str | None = None) -> None:
        self.problems.append(Problem(code, span, message, hint, fix))

"""YAML to nodes with positions. Every scalar stays text: no value is ever turned into a date, number or truth.

That closes the traps of YAML 1.1, where a ticker `ON` is true, `600111` an integer and `12:30`
a number to the base of sixty. Anchors, aliases, tags and deep nesting are refused, so that a
small file cannot grow into a large one. One mistake refuses the whole text; `yaml_reading`
goes on after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from lodestone.limits import YAML_LEVELS
from lodestone.model import Span

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as text. `plain` tells that no quotes stand around it; the span includes quotes."""

    text: str
    span: Span
    plain: bool = True

    @property
    def empty(self) -> bool:
        """Whether nothing was written, or the word for nothing."""
        return self.plain and self.text in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping: keys with values in the order of the file, each key once."""

    pairs: tuple[tuple[Scalar, Node], ...]
    span: Span

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        return next((value for name, value in self.pairs if name.text == key), None)


Node = Scalar | Items | Keys


_OPENING: Any = (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.AliasEvent)


class NotYaml(Exception):  # noqa: N818 - not an error of ours: the text's
    """The text is not the YAML that we read."""

    def __init__(self, what: str, start: int, end: int | None = None, code: str = "E101") -> None:
        super().__init__(what)
        self.what = what
        self.start = start
        self.end = start if end is None else end
        self.code = code


def parse(text: str, first: int) -> Node | None:
    """The node of one YAML document, or None where there is nothing; raises `NotYaml`."""
    try:
        return _Builder(text, first).node()
    except yaml.MarkedYAMLError as error:
        context = error.context or ""
        opened = (
            "flow" in context or "quoted" in context
        )  # the place is where it was opened, not where it broke
        mark: Any = error.context_mark if opened and error.context_mark else error.problem_mark
        at = mark.index if mark else 0
        raise NotYaml(f"{context} {error.problem or ''}".strip(), first + at) from None
    except yaml.reader.ReaderError as error:
        raise NotYaml("a character is not allowed", first + min(error.position, len(text))) from None


class _Builder:
    """Builds nodes out of the events of one document, without recursion in the parser."""

    def __init__(self, text: str, first: int) -> None:
        self._text = text
        self._first = first
        self._end = 0  # of the list or mapping that was closed last
        self._events: Any = yaml.parse(text, Loader=_LOADER)

    def node(self) -> Node | None:
        """The root of the one document."""
        root: Node | None = None
        for event in self._events:
            if isinstance(event, _OPENING):
                if root is not None:
                    at = self._first + event.start_mark.index
                    raise NotYaml("a second YAML document begins here", at)
                root = self._build(event, 0)
        return root

    def _build(self, event: Any, depth: int) -> Node:
        span = Span(event.start_mark.index, event.end_mark.index)
        self._refuse_what_is_no_value(event, span.shifted(self._first), depth)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, self._trimmed(span), event.style in (None, ""))
        if isinstance(event, yaml.SequenceStartEvent):
            items = tuple(self._build(inner, depth + 1) for inner in self._until(yaml.SequenceEndEvent))
            return Items(items, self._trimmed(Span(span.start, self._end)))
        pairs = []
        for inner in self._until(yaml.MappingEndEvent):
            key = self._build(inner, depth + 1)
            value = self._build(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                raise NotYaml("a key must be a word", key.span.start, key.span.end)
            pairs.append((key, value))
        return Keys(tuple(pairs), self._trimmed(Span(span.start, self._end)))

    def _refuse_what_is_no_value(self, event: Any, span: Span, depth: int) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise NotYaml("anchors and aliases are not allowed", span.start, span.end)
        if event.tag:
            raise NotYaml("YAML tags are not allowed", span.start, span.start + len(event.tag))
        if depth > YAML_LEVELS:
            raise NotYaml("too many levels of nesting", span.start, code="E106")

    def _until(self, closing: Any) -> Iterator[Any]:
        for event in self._events:
            if isinstance(event, closing):
                self._end = event.end_mark.index
                return
            yield event

    def _trimmed(self, span: Span) -> Span:
        """The span without the blanks and line ends that YAML counts in, in the whole text."""
        words = len(span.of(self._text).rstrip())
        return Span(span.start, span.start + words).shifted(self._first)

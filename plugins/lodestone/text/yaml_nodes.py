"""YAML to nodes with positions. Every scalar stays text: no value is ever turned into a date, number or truth.

That closes the traps of YAML 1.1, where a ticker `ON` is true, `600111` an integer and `12:30`
a number to the base of sixty. It also goes on after a mistake: a block that cannot be read is
told and left out, and the other fields are still read, so that one unquoted colon does not
hide all other problems. Anchors, aliases, tags and deep nesting are refused, so that a small
file cannot grow into a large one.

>>> tree = read_yaml("date: 2025-09-01\\ntitle: Magnets: a short guide")
>>> [(key.text, value.text) for key, value in tree.root.pairs]
[('date', '2025-09-01'), ('title', 'Magnets: a short guide')]
>>> [problem.code for problem in tree.problems]
['E103']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import yaml

from lodestone.model import Problem, Span

LARGEST = 65_536
"""Characters of front matter; a hundred times what a full briefing needs."""
LARGEST_REGISTER = 4_000_000
"""Characters of a register file."""
DEEPEST = 12
"""Levels of nesting."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that YAML does not allow anywhere."""


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


@dataclass(frozen=True, slots=True)
class Tree:
    """What was read: the top mapping, what is wrong, and the keys whose values could not be read at all."""

    root: Keys
    problems: tuple[Problem, ...] = ()
    broken: dict[str, Span] = field(default_factory=dict)


def read_yaml(text: str, first: int = 0, largest: int = LARGEST) -> Tree:
    """Read a mapping. `first` is added to all spans.

    Problems: E101 (not YAML), E103 (unquoted colon), E104 (key twice), E106 (too large or deep).
    """
    if len(text) > largest:
        message = f"the front matter has {len(text):,} characters, allowed {largest:,}"
        too_large = Problem("E106", Span(first, first), message, "move long texts into the body")
        return Tree(Keys((), Span(first, first)), (too_large,))
    return _Reading(text, first).tree()


class _Reading:
    """One reading of one text; collects problems on the way."""

    def __init__(self, text: str, first: int) -> None:
        self._text = text
        self._first = first
        self._problems: list[Problem] = []
        self._broken: dict[str, Span] = {}

    def tree(self) -> Tree:
        clean = self._without_unreadable(self._text)
        try:
            pairs = self._pairs(_parse(clean, 0))
        except _Refused:
            pairs = [pair for block in _blocks(clean) for pair in self._block(clean, block)]
        root = Keys(tuple(self._once(pairs)), Span(self._first, self._first + len(self._text)))
        return Tree(root, tuple(self._problems), self._broken)

    def _without_unreadable(self, text: str) -> str:
        """Text in which what no YAML may hold is blanked, each told once; conflict markers are told by `cut`."""
        for found in _UNREADABLE.finditer(text):
            name = f"U+{ord(found[0]):04X}"
            self._tell(
                "E101", found.span(), f"the character {name} is not allowed in front matter", "delete it"
            )
        text = _UNREADABLE.sub(" ", text)
        return re.sub(
            r"^(?:<{7}|={7}|>{7})[^\r\n]*", lambda found: " " * len(found[0]), text, flags=re.MULTILINE
        )

    def _tell(
        self, code: str, at: tuple[int, int], message: str, hint: str = "", fix: str | None = None
    ) -> None:
        span = Span(at[0], max(at[1], at[0])).shifted(self._first)
        self._problems.append(Problem(code, span, message, hint, fix))

    def _pairs(self, node: Node | None) -> list[tuple[Scalar, Node]]:
        if node is None:
            return []
        if isinstance(node, Keys):
            return [self._placed(pair) for pair in node.pairs]
        raise _Refused("this is not a line `key: value`", node.span.start, node.span.end)

    def _placed(self, pair: tuple[Scalar, Node]) -> tuple[Scalar, Node]:
        key, value = pair
        return replace(key, span=key.span.shifted(self._first)), self._placed_node(value)

    def _placed_node(self, node: Node) -> Node:
        span = node.span.shifted(self._first)
        if isinstance(node, Scalar):
            return replace(node, span=span)
        if isinstance(node, Items):
            return Items(tuple(self._placed_node(item) for item in node.items), span)
        return Keys(tuple(self._once([self._placed(pair) for pair in node.pairs])), span)

    def _once(self, pairs: list[tuple[Scalar, Node]]) -> Iterator[tuple[Scalar, Node]]:
        """Each key once: the first holds, a second is told."""
        seen = set()
        for key, value in pairs:
            if key.text in seen:
                message = f"`{key.text}` is given twice"
                self._problems.append(Problem("E104", key.span, message, "keep one of them"))
                continue
            seen.add(key.text)
            yield key, value

    # What to do after a mistake: block by block

    def _block(self, text: str, block: Span) -> list[tuple[Scalar, Node]]:
        """The pairs of one top-level key; a block that cannot be read is mended, or told and left out."""
        part = block.of(text)
        try:
            return self._pairs(_parse(part, block.start))
        except _Refused as refused:
            mended = self._mended(part, block.start)
            if mended is not None:
                return mended
            key = re.match(r"\s*([\w-]+)[ \t]*:", part)
            start = min(max(refused.start, block.start), block.start + len(part.rstrip()))
            self._tell(refused.code, (start, min(refused.end, block.end)), *_in_words(refused))
            if key:
                value = key.end() + len(part[key.end() :]) - len(part[key.end() :].lstrip())
                at = Span(block.start + min(value, len(part)), block.start + len(part.rstrip()))
                self._broken[key[1]] = at.shifted(self._first)
            return []

    def _mended(self, part: str, start: int) -> list[tuple[Scalar, Node]] | None:
        """The block with its unquotable values read as text, or None where that does not help."""
        wanted = part
        texts: dict[int, str] = {}
        told: list[tuple[int, int, str]] = []
        for line in re.finditer(r"[^\r\n]+", part):
            value = _unquotable(line[0])
            if value is None:
                wanted = _untabbed(wanted, line, told, start)
                continue
            at, end = line.start() + value.start, line.start() + value.end
            wanted = wanted[:at] + "x" * (end - at) + wanted[end:]
            texts[start + at] = part[at:end]
            told.append((start + at, start + end, part[at:end]))
        if not told:
            return None
        try:
            node = _parse(wanted, start)
        except _Refused:
            return None
        if not isinstance(node, Keys):
            return None
        for at, end, seen in told:
            self._tell(*_quoting(at, end, seen))
        return self._pairs(_restored(node, texts))


def _untabbed(text: str, line: re.Match[str], told: list[tuple[int, int, str]], start: int) -> str:
    """The text with the tabs before a line taken for blanks."""
    tabs = re.match(r"[ ]*\t[ \t]*", line[0])
    if tabs is None:
        return text
    told.append((start + line.start(), start + line.start() + tabs.end(), tabs[0]))
    return text[: line.start()] + " " * tabs.end() + text[line.start() + tabs.end() :]


def _quoting(at: int, end: int, seen: str) -> tuple[str, tuple[int, int], str, str, str]:
    """The problem of one value that has to be quoted, or of tabs before a line."""
    if not seen.strip():
        return "E101", (at, end), "YAML allows no tabs before a key", "use blanks", seen.replace("\t", "  ")
    if re.search(r":(?:\s|$)", seen):
        return "E103", (at, end), "the value contains `: `", "put it in quotes", quoted(seen)
    return (
        "E101",
        (at, end),
        f"a value cannot begin like `{seen[:12]}` in YAML",
        "put it in quotes",
        quoted(seen),
    )


def quoted(text: str) -> str:
    """The text in quotes that YAML reads back as the same text.

    >>> quoted('A: b'), quoted('The "second": a')
    ('"A: b"', '\\'The "second": a\\'')
    """
    pair = re.fullmatch(
        '\N{LEFT DOUBLE QUOTATION MARK}([^"\\\\\N{RIGHT DOUBLE QUOTATION MARK}]*)\N{RIGHT DOUBLE QUOTATION MARK}',
        text,
    )
    if pair:  # curly quotes were meant to be YAML's
        return f'"{pair[1]}"'
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


_VALUE = re.compile(r"[ \t]*(?:- +)?[A-Za-z_][\w-]*[ \t]*:[ \t]+(?P<value>\S.*?)(?P<rest>[ \t]+#.*)?[ \t]*$")


def _unquotable(line: str) -> Span | None:
    """Where the value stands in a line `key: value` that YAML cannot read unless it is quoted."""
    found = _VALUE.match(line)
    if found is None or found["value"][0] in "|>&*!#":
        return None
    value = found["value"]
    if value[0] in "[{" and not re.match(r"\[[^\]]*\]\s*[^\s,\]}]|\{[^}]*\}\s*[^\s,\]}]", value):
        return None
    if value[0] in "\"'" and not re.match(rf"{value[0]}[^{value[0]}]*{value[0]}\s*\S", value):
        return None
    try:
        _parse(f"x: {value}", 0)
    except _Refused:
        return Span(found.start("value"), found.end("value"))
    return None


def _restored(node: Node, texts: dict[int, str]) -> Node:
    """The node with the real texts in the place of their stand-ins."""
    if isinstance(node, Scalar):
        real = texts.get(node.span.start)
        return node if real is None else replace(node, text=real + node.text[len(real) :])
    if isinstance(node, Items):
        return replace(node, items=tuple(_restored(item, texts) for item in node.items))
    return replace(node, pairs=tuple((key, _restored(value, texts)) for key, value in node.pairs))


def _blocks(text: str) -> list[Span]:
    """Top-level blocks: from each line that begins with a key to the next."""
    starts = [found.start() for found in re.finditer(r"^[^\s#\]}-][^\r\n]*", text, re.MULTILINE)]
    if not starts:
        return [Span(0, len(text))]
    edges = [0, *starts[1:], len(text)]
    return [Span(a, b) for a, b in pairwise(edges)]


# One parse: events to nodes

_OPENING: Any = (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.AliasEvent)


class _Refused(Exception):  # noqa: N818 - not an error of ours: the text's
    """The text is not the YAML that we read."""

    def __init__(self, what: str, start: int, end: int | None = None, code: str = "E101") -> None:
        super().__init__(what)
        self.what = what
        self.start = start
        self.end = start if end is None else end
        self.code = code


def _parse(text: str, first: int) -> Node | None:
    """The node of one YAML document, or None where there is nothing; raises `_Refused`."""
    try:
        return _Builder(text, first).node()
    except yaml.MarkedYAMLError as error:
        context = error.context or ""
        opened = (
            "flow" in context or "quoted" in context
        )  # the place is where it was opened, not where it broke
        mark: Any = error.context_mark if opened and error.context_mark else error.problem_mark
        at = mark.index if mark else 0
        raise _Refused(f"{context} {error.problem or ''}".strip(), first + at) from None
    except yaml.reader.ReaderError as error:
        raise _Refused("a character is not allowed", first + min(error.position, len(text))) from None


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
                    raise _Refused("a second YAML document begins here", at)
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
                raise _Refused("a key must be a word", key.span.start, key.span.end)
            pairs.append((key, value))
        return Keys(tuple(pairs), self._trimmed(Span(span.start, self._end)))

    def _refuse_what_is_no_value(self, event: Any, span: Span, depth: int) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise _Refused("anchors and aliases are not allowed", span.start, span.end)
        if event.tag:
            raise _Refused("YAML tags are not allowed", span.start, span.start + len(event.tag))
        if depth > DEEPEST:
            raise _Refused("too many levels of nesting", span.start, code="E106")

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


_WORDS = (
    ("flow sequence", "a list in square brackets is not closed", "close it with `]`, with commas between"),
    ("flow mapping", "a group in braces is not closed", "close it with `}`, with commas between"),
    ("quoted scalar", "a quote is not closed", "close it with the same quote"),
    ("cannot start any token", "YAML cannot read what begins here", "put the value in quotes"),
    ("not allowed in this context", "YAML takes this colon for a key", "put the value in quotes"),
    (
        "expected ':'",
        "this is not a line `key: value`",
        "write `key: value`, or indent the line under its key",
    ),
    ("expected key", "YAML cannot read this", "check quotes and indentation"),
    (
        "block collection",
        "the indentation does not fit",
        "lines of one list or group begin at the same column",
    ),
    ("block mapping", "the indentation does not fit", "lines of one list or group begin at the same column"),
)
"""What libyaml says, what we say, what to do."""


def _in_words(refused: _Refused) -> tuple[str, str]:
    for theirs, ours, hint in _WORDS:
        if theirs in refused.what:
            return ours, hint
    hints = {"anchors": "write the value out", "tags": "delete the tag", "levels": "flatten it"}
    return refused.what, next((hint for word, hint in hints.items() if word in refused.what), "")

"""The front matter as nodes, whatever is wrong in it: each mistake is told, and the rest is still read.

A block that YAML refuses is mended where it is clear what was meant (an unquoted colon, a value
that needs quotes, signs that `yaml_slips` knows), and else told and left out, so that one unquoted colon does not hide
all other problems.

>>> tree = read_yaml("date: 2025-09-01\\ntitle: Magnets: a short guide")
>>> [(key.text, value.text) for key, value in tree.root.pairs]
[('date', '2025-09-01'), ('title', 'Magnets: a short guide')]
>>> [problem.code for problem in tree.problems]
['E103']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from lodestone.model import Problem, Span
from lodestone.text.hidden import is_visible, named, visible
from lodestone.text.yaml_nodes import Items, Keys, Node, NotYaml, Scalar, parse
from lodestone.text.yaml_slips import retyped

LARGEST = 65_536
"""Characters of front matter; a hundred times what a full briefing needs."""
LARGEST_REGISTER = 4_000_000
"""Characters of a register file."""

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that YAML does not allow anywhere."""


@dataclass(frozen=True, slots=True)
class Tree:
    """What was read: the top mapping, what is wrong, and the keys whose values could not be read at all."""

    root: Keys
    problems: tuple[Problem, ...] = ()
    broken: dict[str, Span] = field(default_factory=dict)


def read_yaml(text: str, first: int = 0, largest: int = LARGEST) -> Tree:
    """Read a mapping. `first` is added to all spans.

    Problems: E101 (not YAML), E103 (unquoted colon), E104 (key twice), E106 (too large or deep), E150 (a sign written
    as an escape that makes the value read as something else; the value is without it).
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
        self._back: Callable[[int], int] | None = None

    def tree(self) -> Tree:
        clean = self._without_unreadable(self._text)
        try:
            pairs = self._pairs(parse(clean, 0))
        except NotYaml:
            pairs = self._retyped_pairs(clean)
        root = Keys(tuple(self._once(pairs)), Span(self._first, self._first + len(self._text)))
        return Tree(root, tuple(self._problems), self._broken)

    def _retyped_pairs(self, text: str) -> list[tuple[Scalar, Node]]:
        """The pairs of a text that YAML refuses: slips of the keyboard mended first, else block by block."""
        meant = retyped(text, _is_yaml)
        for slip in meant.slips:
            self._problems.append(replace(slip, span=slip.span.shifted(self._first)))
        self._back = meant.back
        try:
            return self._pairs(parse(meant.text, 0))
        except NotYaml:
            return [pair for block in _blocks(meant.text) for pair in self._block(meant.text, block)]

    def _at(self, span: Span) -> Span:
        """Where a span of the text that YAML reads stands in the file."""
        back = self._back
        return (
            span.shifted(self._first)
            if back is None
            else Span(back(span.start), back(span.end)).shifted(self._first)
        )

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
        span = self._at(Span(at[0], max(at[1], at[0])))
        self._problems.append(Problem(code, span, message, hint, fix))

    def _pairs(self, node: Node | None) -> list[tuple[Scalar, Node]]:
        if node is None:
            return []
        if isinstance(node, Keys):
            return [self._placed(pair) for pair in node.pairs]
        raise NotYaml("this is not a line `key: value`", node.span.start, node.span.end)

    def _placed(self, pair: tuple[Scalar, Node]) -> tuple[Scalar, Node]:
        key, value = pair
        return Scalar(key.text, self._at(key.span), key.plain), self._placed_node(value)

    def _placed_node(self, node: Node) -> Node:
        span = self._at(node.span)
        if isinstance(node, Scalar):
            return self._seen(Scalar(node.text, span, node.plain))
        if isinstance(node, Items):
            return Items(tuple(self._placed_node(item) for item in node.items), span)
        return Keys(tuple(self._once([self._placed(pair) for pair in node.pairs])), span)

    def _seen(self, value: Scalar) -> Scalar:
        """The value without signs that no page carries: an escape, such as `\\e`, is seen only here."""
        if is_visible(value.text):
            return value
        for sign in sorted(set(value.text) - set(visible(value.text))):
            message = f"{named(sign)} makes the value read as something else"
            self._problems.append(Problem("E150", value.span, message, "delete its escape"))
        return replace(value, text=visible(value.text))

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
            return self._pairs(parse(part, block.start))
        except NotYaml as refused:
            mended = self._mended(part, block.start)
            if mended is not None:
                return mended
            key = re.match(r"\s*([\w-]+)[ \t]*:", part)
            start = min(max(refused.start, block.start), block.start + len(part.rstrip()))
            self._tell(refused.code, (start, min(refused.end, block.end)), *_in_words(refused))
            if key:
                value = key.end() + len(part[key.end() :]) - len(part[key.end() :].lstrip())
                at = Span(block.start + min(value, len(part)), block.start + len(part.rstrip()))
                self._broken[key[1]] = self._at(at)
            return []

    def _mended(self, part: str, start: int) -> list[tuple[Scalar, Node]] | None:
        """The block with its unquotable values read as text, or None where that does not help."""
        wanted = part
        texts: dict[int, str] = {}
        told: list[tuple[int, int, str]] = []
        for line in re.finditer(r"[^\r\n]+", part):
            value = _unquotable(line[0])
            if value is None:
                continue
            at, end = line.start() + value.start, line.start() + value.end
            wanted = wanted[:at] + "x" * (end - at) + wanted[end:]
            texts[start + at] = part[at:end]
            told.append((start + at, start + end, part[at:end]))
        if not told:
            return None
        try:
            node = parse(wanted, start)
        except NotYaml:
            return None
        if not isinstance(node, Keys):
            return None
        for at, end, seen in told:
            self._tell(*_quoting(at, end, seen))
        return self._pairs(_restored(node, texts))


def _quoting(at: int, end: int, seen: str) -> tuple[str, tuple[int, int], str, str, str]:
    """The problem of one value that has to be quoted."""
    if re.search(r":(?:\s|$)", seen):
        return "E103", (at, end), "the value contains `: `", "put it in quotes", quoted(seen)
    return (
        "E101",
        (at, end),
        f"a value cannot begin like `{seen[:12]}` in YAML",
        "put it in quotes",
        quoted(seen),
    )


def _is_yaml(text: str) -> bool:
    try:
        return isinstance(parse(text, 0), Keys)
    except NotYaml:
        return False


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
        parse(f"x: {value}", 0)
    except NotYaml:
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


_WORDS = (
    ("tab character", "YAML cannot read a tab here", "write blanks instead"),
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


def _in_words(refused: NotYaml) -> tuple[str, str]:
    for theirs, ours, hint in _WORDS:
        if theirs in refused.what:
            return ours, hint
    hints = {
        "anchors": "write the value out",
        "tags": "delete the tag",
        "levels": "flatten it",
        "not a line": "write the key, a colon, a blank and the value; indent what belongs to the key above",
    }
    return refused.what, next((hint for word, hint in hints.items() if word in refused.what), "")

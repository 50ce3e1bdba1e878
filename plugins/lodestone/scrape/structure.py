"""Give a flattened scrape its structure back, as Markdown: title, headings, lists, tables, paragraphs.

Only for `lodestone ingest`, because lines move. No word is added, changed or lost: what is put
in are the marks of Markdown and blank lines. A text that is Markdown already keeps its own
structure. Each thing rebuilt is told with its line in the scrape.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lodestone.scrape.headlines import KICKERS, LABELS, hashes, is_heading, is_title
from lodestone.scrape.nesting import Item, nested
from lodestone.scrape.residue import Line
from lodestone.scrape.wrapping import BULLET, unwrapped

Kind = Literal["paragraph", "heading", "list", "table", "as it is"]


@dataclass(frozen=True, slots=True)
class Step:
    """Something rebuilt: the line in the scrape, what it is now, and its words."""

    line: int
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Title:
    """The title that the page itself gives."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The article as Markdown, without the title, which goes into the front matter."""

    text: str
    title: Title | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text between blank lines."""

    kind: Kind
    line: int
    text: str = ""
    items: tuple[Item, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def finished(self) -> bool:
        """Whether text ends here as sentences do."""
        return self.kind != "paragraph" or _STOPS.search(self.text) is not None

    @property
    def words(self) -> int:
        """How many words the paragraph has."""
        return len(self.text.split())


_STOPS = re.compile(r"""[.!?:;]["'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK})\]]*$""")
_MARKDOWN = re.compile(
    r"\s{0,3}#{1,6}\s+\S|\s{0,3}(?:```|~~~)|\s{0,3}>\s|\s*\|.*\|\s*$|<!-- *lodestone:|.*\]\(\S+\)"
)
"""A line that only a writer of Markdown, or a program that writes it, would leave."""
_LEVEL_ONE = re.compile(r"\s{0,3}#\s+(?P<words>.*?)\s*#*\s*$")
_RULE = re.compile(r"\s*(?:[-_*=\N{EN DASH}\N{EM DASH}]\s*){3,}$")
_FEWEST_WORDS = 8
"""What follows a heading is a list, a table, or a paragraph of at least so many words."""


def rebuild(lines: Sequence[Line], *, written: bool = False, titled: bool = False) -> Rebuilt:
    """Rebuild the structure of a cleaned scrape. `written` if a person gave it front matter, `titled` if with a title.

    >>> from lodestone.scrape.residue import clean
    >>> print(rebuild(clean("Highlights\\n- It grows in:\\n- Magnets\\n- It is large.").lines).text)
    ## Highlights
    <BLANKLINE>
    - It grows in:
        - Magnets
    - It is large.
    """
    if any(_MARKDOWN.match(line.text) for line in lines) or (written and _is_spaced(lines)):
        return _as_written(lines, titled=titled)
    joined, joins = unwrapped(lines)
    steps = [Step(first, f"lines {first} to {last} joined", "") for first, last in joins]
    title, blocks = _titled(list(_blocks(joined)), titled=titled)
    blocks = [_nested(block) for block in _headed(blocks)]
    steps += [step for block in blocks for step in _told(block)]
    if title:
        steps.append(Step(title.line, "title, moved to the front matter", title.text))
    text = "\n\n".join(_markdown(block) for block in blocks)
    return Rebuilt(text, title, tuple(sorted(steps, key=lambda step: step.line)))


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Whether blank lines part the paragraphs, so that the writer's own lines can stand."""
    first = next((at for at, line in enumerate(lines) if not line.blank), 0)
    return any(line.blank and not after.blank for line, after in itertools.pairwise(lines[first:]))


def _as_written(lines: Sequence[Line], *, titled: bool) -> Rebuilt:
    """Markdown keeps its lines; only a heading of level 1 at its beginning is the title."""
    filled = [line for line in lines if not line.blank]
    found = _LEVEL_ONE.match(filled[0].text) if filled and not titled else None
    title = Title(found["words"], filled[0].number) if found else None
    kept = [line.text for line in lines if title is None or line.number != title.line]
    steps = (Step(title.line, "title, moved to the front matter", title.text),) if title else ()
    return Rebuilt("\n".join(kept).strip("\n"), title, steps)


# Lines to blocks


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """Every line is a paragraph, unless it is one of a list or table."""
    at = 0
    while at < len(lines):
        size, block = _list(lines[at:]) or _table(lines[at:]) or (1, _single(lines[at]))
        if block is not None:
            yield block
        at += size


def _single(line: Line) -> Block | None:
    if line.blank:
        return None
    kind: Kind = "as it is" if _RULE.match(line.text) else "paragraph"
    return Block(kind, line.number, "---" if kind == "as it is" else line.text.strip())


def _list(lines: Sequence[Line]) -> tuple[int, Block] | None:
    """A list and how many lines it takes. Blank lines between items and indented lines after one belong to it."""
    items: list[Item] = []
    indents: list[int] = []  # of the open levels
    size = 0
    for at, line in enumerate(lines):
        found = BULLET.match(line.text) if not _RULE.match(line.text) else None
        if found:
            indents = [indent for indent in indents if indent < len(found["indent"])] + [len(found["indent"])]
            mark = found["mark"] if found["mark"][0].isdigit() else "-"
            items.append(Item(found["words"].strip(), mark, len(indents) - 1, line.number))
        elif items and not line.blank and line.text[0] in " \t":
            items[-1] = replace(items[-1], text=f"{items[-1].text} {line.text.strip()}")
        elif not items or not line.blank:
            break
        size = size if line.blank else at + 1
    return (size, Block("list", lines[0].number, items=tuple(items))) if items else None


def _table(lines: Sequence[Line]) -> tuple[int, Block] | None:
    """Two or more lines with equally many cells between tabs."""
    rows: list[tuple[str, ...]] = []
    for line in lines:
        cells = tuple(cell.strip() for cell in line.text.strip("\n ").split("\t"))
        if len(cells) == 1 or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
    return (len(rows), Block("table", lines[0].number, rows=tuple(rows))) if len(rows) > 1 else None


# What the blocks are


def _titled(blocks: list[Block], *, titled: bool) -> tuple[Title | None, list[Block]]:
    """The title that stands first, or below a word such as `News`, and the blocks without it."""
    at = 1 if blocks and blocks[0].text.casefold() in KICKERS else 0
    if titled or len(blocks) <= at + 1 or blocks[at].kind != "paragraph" or not is_title(blocks[at].text):
        return None, blocks
    return Title(blocks[at].text, blocks[at].line), [*blocks[:at], *blocks[at + 1 :]]


def _headed(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with headings among the paragraphs marked as such."""
    before: Block | None = None
    for block, after in zip(blocks, [*blocks, None][1:], strict=True):
        now = replace(block, kind="heading") if _is_heading(block, before, after) else block
        yield now
        before = now


def _is_heading(block: Block, before: Block | None, after: Block | None) -> bool:
    if block.kind != "paragraph" or after is None or not _can_follow(after):
        return False
    if block.text.casefold().rstrip(":") in LABELS:
        return True
    between = before is not None and before.finished and after.kind == "paragraph"
    return is_heading(block.text, between_paragraphs=between)


def _can_follow(after: Block) -> bool:
    """Whether this can be what a heading stands over."""
    return after.kind in ("list", "table") or (after.kind == "paragraph" and after.words >= _FEWEST_WORDS)


def _nested(block: Block) -> Block:
    return replace(block, items=tuple(nested(block.items))) if block.kind == "list" else block


def _told(block: Block) -> Iterator[Step]:
    """What was rebuilt in a block."""
    if block.kind == "heading":
        yield Step(block.line, "heading", block.text)
    if block.kind == "table":
        yield Step(block.line, f"table of {len(block.rows)} rows", " ".join(block.rows[0]))
    for at, item in enumerate(block.items):
        below = itertools.takewhile(lambda each, item=item: each.level > item.level, block.items[at + 1 :])  # type: ignore[misc]
        count = sum(1 for _ in below)
        if count:
            yield Step(item.line, f"item with {count} below it", item.text)


# Blocks to Markdown


def _markdown(block: Block) -> str:
    match block.kind:
        case "heading":
            return f"{hashes(block.text)} {block.text}"
        case "list":
            return "\n".join(f"{'    ' * item.level}{item.mark} {item.text}" for item in block.items)
        case "table":
            head, *body = [f"| {' | '.join(_cells(row))} |" for row in block.rows]
            return "\n".join([head, f"|{'---|' * len(block.rows[0])}", *body])
        case "as it is":
            return block.text
    return _escaped(block.text)


def _cells(row: tuple[str, ...]) -> list[str]:
    return [cell.replace("|", "\\|") for cell in row]


def _escaped(text: str) -> str:
    """A paragraph that Markdown would take for something else, with a backslash before its first mark."""
    numbered = re.match(r"\d+(?=[.)]\s)", text)
    if numbered:
        return f"{numbered[0]}\\{text[numbered.end() :]}"
    return f"\\{text}" if re.match(r"#|>|[-+*]\s|\[[^\]]+\]:", text) else text

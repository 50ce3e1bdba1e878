"""Where GitHub reads Markdown otherwise than our engine does: the text is put into the form that both read alike.

An editor sees the file on GitHub first, so that is how it must come out. There a list or a
table may follow a line of text without a blank line, two blanks nest a list, and `1)` numbers
it. A scrape that lost its blank lines is no Markdown at all: each of its lines is a paragraph.

Lines inside fences stay as they are. The result is only rendered; places are told by the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from lodestone.limits import BRACKETS, PARAGRAPH
from lodestone.text.fences import OPENING

_ITEM = re.compile(r"(?P<indent>[ ]*)(?P<mark>[-*+]|\d{1,9}[.)])(?P<gap>[ \t]+)(?=\S)")
_DELIMITER = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_FENCE = re.compile(OPENING)
_NESTED = "    "
"""What our engine wants before a nested item."""


def as_engine_reads(text: str) -> str:
    """The text in the form that our engine reads as GitHub does.

    >>> as_engine_reads("Two kinds:\\n- a\\n  - b\\n1) c")
    'Two kinds:\\n\\n- a\\n    - b\\n\\n1. c'
    """
    text = _calmed(text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(_flattened(text) if is_flattened(text) else _lines(text.split("\n")))


_PAIRS = ("[]", "()", "<>")


def _calmed(text: str) -> str:
    """The text with paragraphs set as they stand that could keep the engine busy without end."""
    return "\n\n".join(
        f"<p>{escape(paragraph, quote=False)}</p>" if is_endless(paragraph) else paragraph
        for paragraph in text.split("\n\n")
    )


def is_endless(paragraph: str) -> bool:
    """Whether a paragraph could keep the engine busy for minutes.

    For each open bracket it reads on to the paragraph's end; no text that means something has hundreds of them.
    """
    if len(paragraph) > PARAGRAPH:
        fence = _FENCE.match(paragraph.lstrip())
        return fence is None or f"\n{fence[1]}" not in paragraph.rstrip()[-len(fence[1]) - 1 :]
    return any(paragraph.count(pair[0]) > BRACKETS and _depth(paragraph, *pair) > BRACKETS for pair in _PAIRS)


def _depth(text: str, opening: str, closing: str) -> int:
    """How many brackets are open at once, at most."""
    depth = deepest = 0
    for sign in text:
        if sign == opening:
            depth += 1
            deepest = max(deepest, depth)
        elif sign == closing and depth:
            depth -= 1
    return deepest


def is_flattened(text: str) -> bool:
    """Whether the text lost its blank lines: many lines, none of them blank, several too long to be wrapped.

    >>> is_flattened("\\n".join(["a heading", "word " * 60, "word " * 70, "- an item"]))
    True
    >>> is_flattened("wrapped at eighty\\nby an editor\\nin three lines")
    False
    """
    lines = text.strip("\n").split("\n")
    return (
        len(lines) >= 3
        and all(line.strip() for line in lines)
        and sum(len(line) > 200 for line in lines) >= 2
    )


def _flattened(text: str) -> Iterator[str]:
    """Each line a paragraph; items of a list stay together."""
    before = ""
    for line in text.strip("\n").split("\n"):
        if before and not (_ITEM.match(line) and _ITEM.match(before)):
            yield ""
        yield line
        before = line


def _lines(lines: list[str]) -> Iterator[str]:
    fence = ""
    last_close = {line.rstrip(): n for n, line in enumerate(lines) if _FENCE.match(line)}
    stack: list[int] = []  # where the text of each open item begins, outermost first
    kinds: list[str] = []  # of the outermost list, once
    before = ""
    for n, line in enumerate(lines):
        following = lines[n + 1] if n + 1 < len(lines) else ""
        opens = _FENCE.match(line)
        if fence or (opens and last_close.get(opens[1], -1) > n):
            fence = "" if fence and line.rstrip() == fence else fence or (opens[1] if opens else "")
            yield line
            before, stack = line, []
            continue
        if opens:
            line = f"\\{line}"  # a fence that nothing closes is none  # noqa: PLW2901
        item = _ITEM.match(line)
        if item and _begins_list(item, before, stack):
            yield from _item(line, item, before, stack, kinds)
        else:
            if before.strip() and _is_head(line, following) and "|" not in before:
                yield ""
            yield _continued(line, before, stack)
            if line.startswith("#"):
                yield ""  # a heading ends its block; the engine is much faster when it is told
        before = line


def _begins_list(item: re.Match[str], before: str, stack: list[int]) -> bool:
    """Whether a line with a mark is an item: inside a list always; after text only `1.` or a dash; not code."""
    if stack:
        return True
    if len(item["indent"]) > 3:
        return False
    return not before.strip() or item["mark"] in "-*+" or item["mark"][:-1] == "1"


def _item(line: str, item: re.Match[str], before: str, stack: list[int], kinds: list[str]) -> Iterator[str]:
    """An item at the depth that it has on GitHub; a blank line before a new list, or one of another kind."""
    fresh = not stack
    indent = len(item["indent"])
    while stack and indent < stack[-1]:
        stack.pop()
    kind = "-" if item["mark"] in "-*+" else "1"
    if before.strip() and (fresh or (not stack and [kind] != kinds)):
        yield ""
    if not stack:
        kinds[:] = [kind]
    mark = item["mark"][:-1] + "." if item["mark"].endswith(")") else item["mark"]
    yield f"{_NESTED * len(stack)}{mark} {line[item.end() :]}"
    stack.append(item.end() if len(item["gap"]) < 5 else len(item["indent"]) + len(item["mark"]) + 1)


def _continued(line: str, before: str, stack: list[int]) -> str:
    """A line that is no item: inside of one, indented as our engine wants it."""
    if not stack or not line.strip():
        return line
    indent = len(line) - len(line.lstrip(" "))
    depth = sum(start <= indent for start in stack)
    if depth == 0:
        if not before.strip():
            stack.clear()
        return line
    if not before.strip():
        del stack[depth:]
    return _NESTED * depth + line[stack[depth - 1] :]


def _is_head(line: str, following: str) -> bool:
    """Whether a line is the head of a table."""
    return "|" in line and "|" in following and _DELIMITER.fullmatch(following) is not None

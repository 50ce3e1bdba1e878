"""Comments of editors: what they write to each other in a file, and no reader ever sees.

A comment is `<!-- … -->` in Markdown, outside code, or `[//]: # (…)` on a line of its own, and `# …` in
front matter, outside values. A page loses them by itself, as its HTML is sanitised; whatever else
is made of a file, its copy as Markdown or the texts of its data, has to be put through here.

A comment that nothing closes goes to the end of the text: rather a lost line than a note told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lodestone.text.fences import OPENING, Closings
from lodestone.text.front_block import front_block

_SIGNS = re.compile(
    rf"^{OPENING}|(?P<tick>`)|(?P<comment><!--)|^(?P<line>[ ]{{0,3}}\[(?://|comment)\]:[ \t]*(?:#|<>))",
    re.MULTILINE,
)
"""Where a fence, a span of code, or a comment may begin."""
_LEFT_ALONE = re.compile(r"^[ \t]*\0+[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
"""Lines on which nothing but comments stood."""
_HASH = re.compile(r"(?:(?<=[ \t\n\r])|\A)#[^\r\n]*")
_HEADER = re.compile(r"[|>][-+0-9]*(?P<note>[ \t]+#[^\r\n]*)")
"""The first line of a text block of YAML, which may end with a comment."""


def uncommented(text: str) -> str:
    """Markdown without its comments; a line that held nothing else goes too.

    >>> uncommented("a<!-- b --> c `<!-- d -->`\\n<!-- e -->\\nf")
    'a c `<!-- d -->`\\nf'
    """
    if "<!--" not in text and "]:" not in text:
        return text
    parts, at = [], 0
    for start, end in _comments(text):
        parts += [text[at:start], "\0"]
        at = end
    return _LEFT_ALONE.sub("", "".join([*parts, text[at:]])).replace("\0", "")


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Where each comment begins and ends, code passed over. One way through the text, whatever stands in it."""
    closings = Closings.of(text)
    at, line_end = 0, -1
    while found := _SIGNS.search(text, at):
        at = found.end()
        if found["comment"]:
            at = _behind(text, "-->", at)
            yield found.start(), at
        elif found["line"]:
            end = text.find("\n", at)
            at = len(text) if end < 0 else end
            yield found.start(), at
        elif found["fence"]:
            closing = closings.of_fence(found["fence"], at)
            at = closing.end if closing else at
        else:
            line_end = _behind(text, "\n", at) if line_end < at else line_end
            close = text.find("`", at, line_end)
            at = close + 1 if close > at else at


def _behind(text: str, sign: str, at: int) -> int:
    """Behind the next sign, or the end of the text."""
    found = text.find(sign, at)
    return len(text) if found < 0 else found + len(sign)


def published(text: str) -> str:
    """A whole file as anybody may have it: without comments in its front matter and in its text.

    >>> published("---\\n# ask her\\ntitle: A # b\\n---\\nC<!-- d -->\\n")
    '---\\ntitle: A\\n---\\nC\\n'
    """
    front, body, _ = front_block(text)
    if front is None:
        return uncommented(text)
    return (
        text[: front.start]
        + _without_notes(front.of(text))
        + text[front.end : body]
        + uncommented(text[body:])
    )


def _without_notes(front: str) -> str:
    """Front matter without comments. What YAML cannot read is no page, but no note of it is told either."""
    if "#" not in front and "\0" not in front:
        return front
    values = _values(front)
    parts, at = [], 0
    for start, end in [*values, (len(front), len(front))]:
        parts.append(_HASH.sub("\0", front[at:start]))
        block = _HEADER.match(front, start, end)
        parts.append(
            front[start : block.start("note")] + front[block.end("note") : end] if block else front[start:end]
        )
        at = end
    marked = "".join(parts)
    return re.sub(r"[ \t]*\0", "", _LEFT_ALONE.sub("", marked))


def _values(front: str) -> list[tuple[int, int]]:
    """Where the scalars of YAML stand; a `#` in one of them is a sign like any other. None where it cannot be read."""
    import yaml  # noqa: PLC0415 - few front matters have a comment

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        tokens = list(yaml.scan(front, Loader=loader))
    except yaml.YAMLError:
        return []
    return [
        (token.start_mark.index, token.end_mark.index)
        for token in tokens
        if isinstance(token, yaml.ScalarToken)
    ]

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

import yaml

_COMMENT = re.compile(
    r"(?P<code>`[^`\n]+`|^(?P<fence>```+|~~~+).*?^(?P=fence))"
    r"|(?P<comment><!--.*?(?:-->|\Z)|^[ ]{0,3}\[(?://|comment)\]:[ \t]*(?:#|<>)[^\n]*)",
    re.DOTALL | re.MULTILINE,
)
_LEFT_ALONE = re.compile(r"^[ \t]*\0+[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
"""Lines on which nothing but comments stood."""
_FRONT = re.compile(
    r"\A\ufeff?(?:[ \t]*\r?\n)*---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE
)
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
    marked = _COMMENT.sub(lambda found: found["code"] or "\0", text)
    return _LEFT_ALONE.sub("", marked).replace("\0", "")


def published(text: str) -> str:
    """A whole file as anybody may have it: without comments in its front matter and in its text.

    >>> published("---\\n# ask her\\ntitle: A # b\\n---\\nC<!-- d -->\\n")
    '---\\ntitle: A\\n---\\nC\\n'
    """
    front = _FRONT.match(text)
    if front is None:
        return uncommented(text)
    start, end = front.span("yaml")
    return (
        text[:start]
        + _without_notes(text[start:end])
        + text[end : front.end()]
        + uncommented(text[front.end() :])
    )


def _without_notes(front: str) -> str:
    """Front matter without comments. What YAML cannot read is no page, but no note of it is told either."""
    try:
        values = list(_values(front))
    except yaml.YAMLError:
        values = []
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


def _values(front: str) -> Iterator[tuple[int, int]]:
    """Where the scalars of YAML stand; a `#` in one of them is a sign like any other."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for token in yaml.scan(front, Loader=loader):
        if isinstance(token, yaml.ScalarToken):
            yield token.start_mark.index, token.end_mark.index

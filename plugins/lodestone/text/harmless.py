"""Words of a stranger, made safe to stand in YAML, in a comment, or in a cell of a table.

A scrape may hold anything: colons, quotes, breaks that only YAML sees, signs that no parser
takes. What comes out of here is one line, and is read back as the same words or as a comment.
"""

from __future__ import annotations

import json
import re

_LONGEST_QUOTE = 200
"""Characters of evidence that are shown."""
_PLAIN = re.compile(r"[A-Za-z](?:[\w./()-]|[ :+&,'](?=\w))*", re.ASCII)
"""A value that YAML reads as it stands: no sign that means something, no colon before a blank."""
_MEANT = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null", "none", "nan", "inf"})
"""Words that some reader of YAML takes for something else."""
_UNREADABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""What YAML does not allow, or takes for the end of a line."""


_NAME = r"[^\s/?#@:\"<>\\.]+"
_WEB = re.compile(rf"(?i)https?://{_NAME}(?:\.{_NAME})+\.?(?::\d+)?(?:[/?#][^\s\"<>]*)?")
"""A host with a dot, then anything that can stand between quotes."""


def is_web_address(text: str) -> bool:
    """Whether a text is a whole address of the web, which a page may lead to: no script, no credentials, no quote.

    >>> is_web_address("https://example.org/a@b"), is_web_address("javascript:a"), is_web_address("https://a.b@c.d")
    (True, False, False)
    """
    return _WEB.fullmatch(text) is not None


def scalar(text: str) -> str:
    """The text as a YAML value that is read back as the same text, whatever is in it, on one line.

    >>> scalar("SSE:600111"), scalar("Magnets: more"), scalar("on")
    ('SSE:600111', '"Magnets: more"', '"on"')
    """
    if _PLAIN.fullmatch(text) and text.casefold() not in _MEANT:
        return text
    return _UNREADABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def comment(text: str, *, indent: bool = False) -> str:
    """The text as one line of YAML comment; no break and no hidden sign of it survives.

    >>> comment("two\\nlines: x")
    '# two lines: x'
    """
    return f"#{'   ' if indent else ' '}{flat(text)}"


def flat(text: str) -> str:
    """The words on one line, with nothing hidden between them."""
    return " ".join(_UNREADABLE.sub(" ", text).split())


def cell(text: str) -> str:
    """The text as one cell of a Markdown table."""
    return flat(text).replace("|", "\\|")


def quote(words: str) -> str:
    """The words in curly quotes, on one line, cut where they are long, without the mark of a list or heading.

    >>> quote("- Magnets") == "\N{LEFT DOUBLE QUOTATION MARK}Magnets\N{RIGHT DOUBLE QUOTATION MARK}"
    True
    """
    line = re.sub(r"^(?:[-*]|#{1,6}|\d+[.)]) ", "", flat(words))
    short = (
        line
        if len(line) <= _LONGEST_QUOTE
        else f"{line[: _LONGEST_QUOTE - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"
    )
    return f"\N{LEFT DOUBLE QUOTATION MARK}{short}\N{RIGHT DOUBLE QUOTATION MARK}"


_WITH_YEAR = re.compile(r"\s*\([^()]*\b(?:19|20)\d\d\b[^()]*\)")


def undated(text: str) -> str:
    """What we add of our own, without years in brackets: a draft shows no date that its text does not give.

    >>> undated("about 26 times the reference (World, 2024)")
    'about 26 times the reference'
    """
    return _WITH_YEAR.sub("", text)

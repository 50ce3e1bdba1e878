"""Spans of a document that repair leaves alone: code, addresses, and mojibake that is shown on purpose.

Code is code whatever it looks like. A text about encodings shows damage as a specimen: quoted, or
standing by itself beside words that speak of it. Damage inside of its own words is repaired all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

Spans = list[tuple[int, int]]

FENCE = re.compile(r"[ >]{0,6}(`{3,}|~{3,})")
_SPAN = r"(`(?<!``)`*)(?!`)(?:(?!\1).)+?(?<!`)\1(?!`)"
_ADDRESS = "|".join(
    rf"{first}(?i:{rest})[^\s<>\"')\]]+"
    for letters, rest in (("hH", "ttps?://"), ("fF", "tp://"), ("wW", r"ww\."))
    for first in letters
)
_TAG = r"<(?i:(code|kbd|samp|tt|script|style)\b.*?</\2\s*>)"
INLINE = re.compile(f"{_SPAN}|{_ADDRESS}|{_TAG}")
"""A code span, an address, an element. Each way begins with one letter: a search passes over the others fast."""
LINKED = re.compile(rf"{_SPAN}|{_ADDRESS}|(?<=\]\()[^\s)]+(?=\))|{_TAG}")
"""The same where there may be links of Markdown."""
QUOTED = re.compile(r"(?P<quote>[\"'])[^\x00-\x7f]{1,12}(?P=quote)|\(\"?[^\x00-\x7f]{2,12}\"?\)")
"""Nothing but odd characters between quotes or brackets."""
QUOTES = tuple(quote + "\xff" for quote in "\"'(")
"""Where such a thing may begin, in a text that went through `_low`."""
INSIDE = ("`", "<", "://", "www.", "](")
"""One of these is in each code span, address or element."""

SPEAKS = re.compile(
    r"\bmojibake|\butf-?8\b|\bcharsets?\b|\bcharacter (?:set|encoding)|\bgarbled\b|\bgibberish\b|\bunicode\b"
    r"|\b(?:mis|wrongly |re-?|double[- ])?(?:en|de)cod(?:ed|ing|es?)\b|\bzeichensatz|\bencodage|\bcodificaci"
    r"|\blatin-?1\b|\biso-?8859|\bwindows-?125\d|\bcp-?(?:125\d|437|850|866|874)\b|\bcode ?pages?\b",
    re.IGNORECASE,
)
"""Words of a text that speaks of encodings."""
SIGNS = ("mojibake", "utf8", "utf-8", "charset", "character set", "character enc", "garbled", "gibberish", "unicode",
         "encod", "decod", "zeichensatz", "codificaci", "latin1", "latin-1", "8859", "windows-125", "windows125",
         "cp1", "cp4", "cp8", "cp-", "code page", "codepage")  # fmt: skip
"""One of these is in each of them: a search for words is faster than a pattern."""
SPECIMENS = re.compile(
    r"(?<![^\s\"'(\[=:,/])[^\x00-\x7f]{1,24}(?=[\s\"')\],.;:?!/=]|s\b|$)"  # odd characters by themselves
    r"|(?P<quote>[\"'])(?=[^\"']*[^\x00-\x7f])[^\"']{1,40}(?P=quote)"  # a quoted word
    r"|(?:->|=>|\b(?:as|like|into|becomes?|became|instead of|not|reads?|sees?|shows?|says?|gets?|got)\b:?)"
    r"\s+(?=\S*[^\x00-\x7f])\S+",  # what it becomes
    re.IGNORECASE,
)
"""What such a text shows."""
TELLING = re.compile(r"\bmojibake\b", re.IGNORECASE)


@dataclass(slots=True)
class Mask:
    """What stays of one line: `closed` whatever happens, `shown` unless the line is damaged beside it."""

    closed: Spans = field(default_factory=list)
    shown: Spans = field(default_factory=list)

    @property
    def all(self) -> Spans:
        """Both."""
        return self.closed + self.shown if self.shown else self.closed


PLAIN = Mask()


class Open(NamedTuple):
    """What is still open at the end of some lines: the fence of a code block, a `<pre>`."""

    fence: str = ""
    pre: bool = False


CLOSED = Open()


def masks(lines: list[str], state: Open = CLOSED) -> tuple[list[Mask], Open]:
    """For each line the spans (start, end) that stay as they are; and what is open behind the last one."""
    text = "".join(lines)
    low = _low(text)
    signs = list(filter(low.__contains__, SIGNS))
    if signs or state != CLOSED or "`" in low or "~~~" in low or "<pre" in low:
        about = "mojibake" in signs and TELLING.search(text) is not None
        return _by_line(lines, state, signs, about)
    if not any(map(low.__contains__, INSIDE + QUOTES)):
        return [PLAIN] * len(lines), CLOSED
    return [PLAIN if line.isascii() else _within(line, False) for line in lines], CLOSED


def _low(text: str) -> str:
    """The text in small letters, \\xff for each byte beyond ASCII: so words are found fast."""
    return text.encode("utf-8", "surrogatepass").translate(LOW).decode("latin_1")


LOW = bytes([*bytes(range(0x80)).lower(), *b"\xff" * 0x80])


def _by_line(lines: list[str], state: Open, signs: list[str], about: bool) -> tuple[list[Mask], Open]:
    spans: list[Mask] = []
    fence, pre = state
    before = ""
    for line in lines:
        opening = FENCE.match(line) if "`" in line or "~" in line else None
        if fence:
            spans.append(Mask([(0, len(line))]))
            if opening and opening.group(1).startswith(fence) and not line.strip(" >\t\r\n").strip(fence[0]):
                fence = ""
            continue
        if opening and "`" not in line[opening.end() :]:
            fence = opening.group(1)
            spans.append(Mask([(0, len(line))]))
            continue
        tagged = line.lower() if "<" in line else ""
        pre = pre or "<pre" in tagged
        if pre:
            spans.append(Mask([(0, len(line))]))
            pre = "</pre" not in tagged
            continue
        if line.isascii():
            spans.append(PLAIN)
        else:
            spans.append(_within(line, about or _speaks(line, signs) or _speaks(before, signs)))
        before = line
    return spans, Open(fence, pre)


def _within(line: str, spoken: bool) -> Mask:
    low = _low(line)
    inline = any(map(low.__contains__, INSIDE))
    if not (spoken or inline or any(map(low.__contains__, QUOTES))):
        return PLAIN
    mask = Mask(
        [match.span() for match in (LINKED if "](" in low else INLINE).finditer(line)] if inline else [],
        [match.span() for match in QUOTED.finditer(line)],
    )
    if spoken:
        mask.shown += [match.span() for match in SPECIMENS.finditer(line)]
    return mask


def _speaks(line: str, signs: list[str]) -> bool:
    if not signs:
        return False
    low = line.lower()
    for sign in signs:
        if sign in low:
            return SPEAKS.search(line) is not None
    return False

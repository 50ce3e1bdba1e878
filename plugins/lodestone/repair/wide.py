"""UTF-8 read in a page of two bytes a character (GBK, Big5, Shift-JIS): whole lines, nothing lost.

Here a character of the page is made of the bytes of two, and an ASCII letter may be half of one; so
there are no pieces, and a line comes back whole or not at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import compress

from lodestone.repair.codecs import WIDE_PAGES
from lodestone.repair.oddity import kind, oddity

RARE = 15.0
"""Bits of a character that no school teaches."""
ENOUGH = 12.0
"""Bits that a document must gain, all its lines together."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A stretch of a line that comes back whole."""

    start: int
    end: int
    text: str
    gain: float


def wide(characters: frozenset[str], text: str) -> bool:
    """Whether the text has what such a page makes of everything: rare characters, or ideographs inside of words."""
    east = [kind(character) for character in characters if character > "\u2e7f"]
    rare = sum([1 + (each.script == "KANA") for each in east if each.bits > RARE or each.script == "KANA"])
    return rare > 1 or (bool(east) and IN_WORD.search(text) is not None)


IN_WORD = re.compile("[A-Za-z.,)][\u2e80-\ud7ff\uff66-\uff9f]{1,2}(?=[A-Za-z]|\\W)|[\u2e80-\ud7ff]{1,2}[a-z]")
EAST = re.compile("[\u3040-\ud7ff\uff61-\uff9f]")
"""Kana, ideographs, Hangul."""
RUN = re.compile(r"[^\x00-\x7f]+")
SOME = 24
"""Lines of which the first run is tried first: a page that undoes none of them is not looked at."""
ASCII = "".join(map(chr, range(0x80)))
HOPELESS = -100.0
"""Bits at which a page is given up."""
AGAINST = 8.0
"""Bits against a page for a line of its characters that it cannot explain."""
APART = 12.0
"""Bits of a letter or sign that comes back by itself, between blanks."""


def read(lines: list[str]) -> tuple[str, list[Whole | None]] | None:
    """The page that explains the document, and for each line what comes back; None when no page does."""
    best: tuple[float, str, list[Whole | None]] | None = None
    eastern = [EAST.search(line) is not None for line in lines]
    runs = dict.fromkeys(_run(line) for line in list(compress(lines, eastern))[:SOME])
    for codec in WIDE_PAGES:
        if not any(_undone(run, codec) for run in runs):
            continue
        found: list[Whole | None] = []
        bits = 0.0
        for line, east in zip(lines, eastern, strict=True):
            whole = None if line.isascii() or bits < HOPELESS else _line(line, codec)
            found.append(whole)
            bits += whole.gain if whole else -AGAINST * east
        if bits >= ENOUGH and (best is None or bits > best[0] + 1):
            best = (bits, codec, found)
    return best[1:] if best else None


def _run(line: str) -> str:
    """The first run of the line that has a character of such a page."""
    return next(run.group() for run in RUN.finditer(line) if EAST.search(run.group()))


def _undone(text: str, codec: str) -> str:
    """The text before it was read in this page; nothing when it was not."""
    try:
        return text.encode(codec).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""


def _line(line: str, codec: str) -> Whole | None:
    body = line.rstrip("\r\n")
    start = len(body) - len(body.lstrip(ASCII))
    for end in (len(body), len(body.rstrip(ASCII))):
        text = _undone(body[start:end], codec)
        if not text:
            continue
        left, right = body[max(0, start - 1) : start], body[end : end + 1]
        gain = oddity(body[start:end], left, right) - oddity(text, left, right)
        if len(text) == 1 and not (left.isalnum() or right.isalnum()):
            gain -= APART
        if gain > 0:
            return Whole(start, end, text, gain)
    return None

"""Bytes of a file to text: UTF-8 where it is UTF-8, else the encoding for which the evidence is clearest.

Never raises and never drops a byte in silence: what cannot be read is a problem with its reason.
Line ends become `\\n`; what they were is kept, so that a writer can restore them.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from lodestone.model.diagnostic import Problem
from lodestone.model.place import Span

LARGEST = 8 * 1024 * 1024
"""Bytes of the largest file that is read; a briefing is a few kilobytes."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = (
    "cp1252", "mac_roman", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1257", "cp1255", "cp1256",
    "cp1258", "cp874", "gb18030", "big5hkscs", "cp932", "cp949",
)  # fmt: skip
"""Encodings that scrapes are kept in, the likelier first: ties go to the earlier."""
_SAMPLE = 200_000
"""Characters that the evidence is read from; more say nothing new."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a file, how it was encoded, and how its lines ended."""

    text: str
    encoding: str
    """As Python names it; `utf-8+cp1252` for UTF-8 with single bytes of Windows-1252 among it."""
    newline: str = "\n"
    """The line end that the file uses most: `\\n`, `\\r\\n` or `\\r`."""
    problems: tuple[Problem, ...] = ()
    """E100 where the bytes are no text, E106 where they are too many; then `text` is empty."""

    def encode(self, text: str) -> bytes:
        """`text` as bytes for a file that keeps its line ends and byte-order mark; UTF-8 unless it was UTF-16 or 32."""
        kept = self.encoding if self.encoding in ("utf-8-sig", "utf-16", "utf-32") else "utf-8"
        return text.replace("\n", self.newline).encode(kept)


def decode(data: bytes) -> Decoded:
    """Decode the bytes of a file.

    >>> decode("it’s".encode("cp1252")).text
    'it’s'
    """
    if len(data) > LARGEST:
        return _refused("E106", f"the file has {len(data):,} bytes, allowed are {LARGEST:,}")
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if not encoding and b"\0" in data:
        encoding = _utf16_without_mark(data)
        if not encoding:
            return _refused("E100", "the file holds NUL bytes, so it is no text")
    for name in (encoding or "utf-8", "utf-8"):
        try:
            return _decoded(data.decode(name), name)
        except UnicodeDecodeError:
            continue
    mixed = _utf8_with_stray_bytes(data)
    if mixed is not None:
        return _decoded(mixed, "utf-8+cp1252")
    text, name = max(_readings(data), key=lambda reading: plausibility(reading[0]))
    return _decoded(text, name)


def _decoded(text: str, encoding: str) -> Decoded:
    windows, unix = text.count("\r\n"), text.count("\n")
    newline = "\r\n" if windows * 2 > unix else ("\r" if not unix and "\r" in text else "\n")
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding, newline)


def _refused(code: str, seen: str) -> Decoded:
    hint = "save it as UTF-8 text; a picture or document belongs in content/media/"
    return Decoded("", "", problems=(Problem(code, Span(0, 0), seen, hint),))


def _utf16_without_mark(data: bytes) -> str:
    """Latin text in UTF-16 has a NUL in every second byte, nearly always on the same side."""
    halves = {"utf-16-le": data[1::2].count(0), "utf-16-be": data[0::2].count(0)}
    name = max(halves, key=lambda each: halves[each])
    return name if len(data) % 2 == 0 and halves[name] * 4 > len(data) // 2 * 3 else ""


_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|([\x80-\xff])"
)


def _utf8_with_stray_bytes(data: bytes) -> str | None:
    """UTF-8 into which somebody pasted single bytes of Windows-1252; None where UTF-8 is not the rule."""
    found = [match.lastindex is not None for match in _SEQUENCE.finditer(data)]
    if sum(found) * 2 > len(found) - sum(found):
        return None
    return data.decode("utf-8", "lodestone-cp1252")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Read one byte that is no UTF-8 in Windows-1252, or Latin-1 where that has a gap."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    try:
        return byte.decode("cp1252"), error.start + 1
    except UnicodeDecodeError:
        return byte.decode("latin-1"), error.start + 1


codecs.register_error("lodestone-cp1252", _as_cp1252)


def _readings(data: bytes) -> Iterable[tuple[str, str]]:
    """The text in each encoding that can hold these bytes; Latin-1 always can."""
    yield data.decode("cp1252", "lodestone-cp1252"), "cp1252"
    for name in _LEGACY[1:]:
        try:
            yield data.decode(name), name
        except UnicodeDecodeError:
            continue


_COMMON_MARKS = frozenset(
    "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\u00a0\u00a9\u00ae\u2122\u20ac\u00a3\u00b0\u00ab\u00bb\u00b7\u3001\u3002\uff0c\uff1a"
)


def plausibility(text: str) -> float:
    """How much a text looks like one that somebody wrote, per sign outside ASCII. Higher is better.

    Letters stand among letters of their own script, marks where marks stand; scripts do not
    change inside a word, and nobody writes control characters.
    """
    sample = text[:_SAMPLE]
    signs = [index for index, sign in enumerate(sample) if sign > "\x7f"]
    if not signs:
        return 0.0
    return sum(_fits(sample, index) for index in signs) / max(len(signs), 1)


def _fits(text: str, index: int) -> float:
    """How well one sign stands where it stands: 1 is at home, negative is out of place."""
    sign = text[index]
    kind = unicodedata.category(sign)
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    if kind in ("Cc", "Cn", "Co", "Cs"):
        return -3.0
    if sign in _COMMON_MARKS:
        return _mark_fits(sign, before, after)
    if kind[0] == "L":
        return _letter_fits(sign, before, after)
    return 0.3 if kind == "Mn" and before.isalpha() else -0.8


def _mark_fits(sign: str, before: str, after: str) -> float:
    opens, closes = not before or before.isspace() or before in "([\u2014", after.isalnum() or after == "$"
    if sign in "\u2018\u201c\u00ab":
        return 1.0 if opens and closes else -1.0
    if sign == "\u2019":
        return 1.0 if before.isalnum() or before in ".,!?" else -0.5
    if sign in "\u201d\u00bb":
        return 1.0 if before and not before.isspace() else -1.0
    return 0.8


_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "HEBREW", "ARABIC", "THAI", "CJK", "HIRAGANA", "KATAKANA", "HANGUL")
_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


def _script(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return next((each for each in _SCRIPTS if name.startswith(each)), "")


def _letter_fits(sign: str, before: str, after: str) -> float:
    """Letters keep company with their script; a capital inside a word of small letters is out of place."""
    script = _script(sign)
    beside = [_script(each) for each in (before, after) if each.isalpha()]
    if script in _EAST_ASIAN:
        return _east_asian_fits(sign, script, beside)
    if not script or not beside or any(each != script for each in beside):
        return -1.0
    if sign.isupper() and before.islower():
        return -1.0
    if script != "LATIN":
        return 0.9
    return -0.3 if before > "\x7f" or after > "\x7f" else 0.5


def _east_asian_fits(sign: str, script: str, beside: list[str]) -> float:
    """Kana stand among Chinese characters, Hangul among Hangul; rare characters are a misreading."""
    if script == "HANGUL":
        return 0.85 if _in_set(sign, "euc_kr", _END) and "CJK" not in beside else -0.5
    if script == "CJK":
        return 0.8 if _is_common_han(sign) and not {"HANGUL", "LATIN"} & {*beside} else -0.5
    return 1.0


_END = b"\xff\xff"


def _is_common_han(sign: str) -> bool:
    """Whether a Chinese character is one of the 6,763 of GB 2312 or of the 5,401 of level 1 of Big5."""
    return _in_set(sign, "gb2312", _END) or _in_set(sign, "big5", b"\xc9\x40")


def _in_set(sign: str, name: str, end: bytes) -> bool:
    """Whether a national set has the sign in two bytes below `end`."""
    try:
        code = sign.encode(name)
    except UnicodeEncodeError:
        return False
    return len(code) <= len(end) and code < end

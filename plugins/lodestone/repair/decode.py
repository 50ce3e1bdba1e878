"""Bytes of a file to text: UTF-8 where it is UTF-8, else the encoding for which the evidence is clearest.

Never raises and never drops a byte in silence: what cannot be read is a problem with its reason.
Line ends become `\\n`; what they were is kept, so that a writer can restore them.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lodestone.model.diagnostic import Problem
from lodestone.model.place import Span
from lodestone.repair.plausible import plausibility

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
    "cp1258", "cp874", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "cp866", "iso8859_2", "iso8859_5",
    "koi8_u", "mac_cyrillic", "cp850",
)  # fmt: skip
"""Encodings that scrapes are kept in, the likelier first: ties go to the earlier."""
_RARE = frozenset(_LEGACY[_LEGACY.index("cp866") :])
RARER = 0.05
"""What speaks against an encoding that files are seldom kept in."""
NEAR = 0.1
"""How near an encoding comes to the best one when it is worth telling."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a file, how it was encoded, and how its lines ended."""

    text: str
    encoding: str
    """As Python names it; `utf-8+cp1252` for UTF-8 with single bytes of Windows-1252 among it."""
    newline: str = "\n"
    """The line end that the file uses most: `\\n`, `\\r\\n` or `\\r`."""
    rivals: tuple[str, ...] = ()
    """Encodings in which the bytes make nearly as much sense, and another text."""
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
    readings = [
        (plausibility(text, name) - RARER * (name in _RARE), text, name) for text, name in _readings(data)
    ]
    best, text, name = max(readings, key=lambda reading: reading[0])
    rivals = tuple(other for score, read, other in readings if score > best - NEAR and read != text)
    return replace(_decoded(text, name), rivals=rivals)


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

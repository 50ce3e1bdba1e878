"""Mechanical mends put into files: only the places named, no other byte, whole or not at all.

Byte-order mark, line ends, comments and the order of keys stay as they are. A mend whose place
holds damaged characters is left alone: the encoding has to be mended first, by a person's will.
"""

from __future__ import annotations

from collections.abc import Iterable

from lodestone.model import Change, Diagnostic, Fix
from lodestone.repair.decode import decode

_BOM = "\ufeff"


def mendable(problems: Iterable[Diagnostic], changes: Iterable[Change]) -> list[Fix]:
    """The mends that can be made at once: none twice, none over another, none over damaged characters."""
    damaged = [(change.offset, change.offset + len(change.before)) for change in changes]
    chosen: list[Fix] = []
    for fix in sorted(
        {problem.fix for problem in problems if problem.fix}, key=lambda fix: (fix.start, fix.end)
    ):
        free = not chosen or fix.start >= max(chosen[-1].end, chosen[-1].start + 1)
        if free and not any(start < fix.end and fix.start < end for start, end in damaged):
            chosen.append(fix)
    return chosen


def mended(data: bytes, fixes: Iterable[Fix]) -> bytes | None:
    """The bytes of a file with the mends made; None where the file is not UTF-8.

    Positions count characters of the decoded text, in which every line end is one character.

    >>> mended(b"a: b: c\\r\\nd: 1\\r\\n", [Fix(3, 7, '"b: c"')])
    b'a: "b: c"\\r\\nd: 1\\r\\n'
    """
    try:
        raw = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    newline = decode(data).newline
    start = len(_BOM) if raw.startswith(_BOM) else 0
    at = _offsets(raw[start:])
    for fix in sorted(fixes, key=lambda fix: fix.start, reverse=True):
        before, after = raw[: start + at[fix.start]], raw[start + at[fix.end] :]
        raw = before + fix.text.replace("\r\n", "\n").replace("\n", newline) + after
    return raw.encode("utf-8")


def _offsets(raw: str) -> list[int]:
    """Where each character of the decoded text stands in the raw text, and the end."""
    if "\r\n" not in raw:
        return list(range(len(raw) + 1))
    return [n for n, sign in enumerate(raw) if not (sign == "\n" and raw[n - 1 : n] == "\r")] + [len(raw)]

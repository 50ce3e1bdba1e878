"""iCalendar text, as RFC 5545 has it: all-day events, lines of at most 75 octets, texts escaped.

The same events give the same bytes: identifiers and stamps come out of the content, never from a clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""
_ESCAPES = str.maketrans(
    {chr(code): None for code in range(32) if chr(code) != "\t"}
    | {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One all-day event."""

    uid: str
    """The same in every build, so that a calendar updates an entry rather than doubling it."""
    day: dt.date
    stamp: dt.date
    """When what it says was last changed."""
    summary: str
    description: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()


def calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """A calendar with a name, entries in the order given."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Lodestone//Calendar//EN", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"NAME:{escaped(name)}", f"X-WR-CALNAME:{escaped(name)}"]
    for entry in entries:
        lines += _event(entry)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _event(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(entry.uid)}"
    yield f"DTSTAMP:{entry.stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.day + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(entry.summary)}"
    if entry.description:
        yield f"DESCRIPTION:{escaped(entry.description)}"
    if entry.url:
        yield f"URL:{entry.url}"
    if entry.categories:
        yield f"CATEGORIES:{','.join(map(escaped, entry.categories))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    r"""A value of type TEXT (RFC 5545, 3.3.11).

    >>> print(escaped("alloy, metal; a\\b"))
    alloy\, metal\; a\\b
    """
    return text.translate(_ESCAPES)


def folded(line: str) -> str:
    r"""A line in pieces of at most 75 octets, cut between characters; what goes on begins with a space.

    >>> [len(piece.encode()) for piece in folded("SUMMARY:" + "\N{CJK UNIFIED IDEOGRAPH-5317}" * 40).split("\r\n")]
    [74, 55]
    """
    if line.isascii():
        rest = (line[at : at + LONGEST - 1] for at in range(LONGEST, len(line), LONGEST - 1))
        return "\r\n ".join([line[:LONGEST], *rest])
    pieces, piece, room = [], "", LONGEST
    for sign in line:
        size = len(sign.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", LONGEST - 1
        piece += sign
        room -= size
    return "\r\n ".join([*pieces, piece])

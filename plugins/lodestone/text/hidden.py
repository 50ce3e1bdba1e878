"""Signs that a reader cannot see, or that make a text read as something else: told, shown by their codes, taken out.

Two sorts. *Forbidden* ones make a page say what its file does not: bidirectional overrides, which
turn digits and names around; controls, which a terminal obeys and XML refuses; tag characters,
in which whole sentences hide. They are an error, and no page carries them. *Invisible* ones, as a
zero-width space, break search and look-ups; they are a warning, and mended by taking them out.
Joiners have their place between letters of other scripts and stay there.

After Unicode TR 36 (security considerations) and TR 9 (the bidirectional algorithm).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from lodestone.model import Problem, Span

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
_OVERRIDES = "\u202a-\u202e\u2066-\u2069"
_FORBIDDEN = re.compile(
    f"[{_CONTROLS}{_OVERRIDES}\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Never published. Tabs and ends of lines are no part of it; 80-9F are damage of an encoding, which `repair` tells."""
_NEVER = re.compile(f"{_FORBIDDEN.pattern}|[\x80-\x84\x86-\x9f]")
"""What no value and no page has: an escape of a C1 control is no damage but meant."""
_INVISIBLE = re.compile(
    "[\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028\u2029\u2060-\u2064\u206a-\u206f\u2800\u3164\ufeff\uffa0"
    "\U000e0100-\U000e01ef]"
)
_JOINERS = "\u200c\u200d"
"""Have their place between signs of other scripts."""
_SEEN = re.compile(
    f"[{_CONTROLS}\x80-\x9f\u00ad{_OVERRIDES}\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028\u2029\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e01ef]"
)
"""What `coded` writes as a code: both sorts, and more that one may look for."""
_COMMAND = re.compile(r"^[^\S\n]*::", re.MULTILINE)
BOX = "\N{WHITE VERTICAL RECTANGLE}"
"""Stands where a forbidden sign was, so that a page in development shows that something is wrong there."""
MOST = 20
"""Signs that are told of one text; who hides more than that has been found out."""


def hidden_signs(text: str) -> Iterator[Problem]:
    """E150 for each forbidden and W325 for each invisible sign of a text, the first 20 of a sort."""
    for found in islice(_FORBIDDEN.finditer(text), MOST):
        message = f"{named(found[0])} makes the text read as something else"
        yield Problem(
            "E150", Span(*found.span()), message, "delete it; write the words as they are to be read"
        )
    for found in islice(filter(_is_out_of_place, _INVISIBLE.finditer(text)), MOST):
        mend = " " if found[0] in "\u2028\u2029\u2800\u3164\uffa0" else ""
        yield Problem("W325", Span(*found.span()), f"{named(found[0])} cannot be seen", "delete it", mend)


def _is_out_of_place(found: re.Match[str]) -> bool:
    """Whether an invisible sign is not where it belongs: a byte order mark first, a joiner between other scripts."""
    sign, text, at = found[0], found.string, found.start()
    if sign == "\ufeff":
        return at > 0
    around = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    return sign not in _JOINERS or any(each.isascii() for each in around)


def visible(text: str) -> str:
    """The text without forbidden signs and C1 controls.

    >>> visible("a\\u202eb\\x1b[31m")
    'ab[31m'
    """
    return _NEVER.sub("", text)


def masked(text: str) -> str:
    """The text, of the same length, with a white box for each forbidden sign: what pages are made of.

    >>> masked("a\\u202eb")
    'a\\u25afb'
    """
    return _FORBIDDEN.sub(BOX, text)


def is_visible(text: str) -> bool:
    """Whether `visible` takes nothing out."""
    return _NEVER.search(text) is None


def coded(text: str, keep: str = "\n\t") -> str:
    """The text with each hidden sign as its code.

    >>> coded("a\\x1b[2Jb\\u202ec")
    'a[U+001B][2Jb[U+202E]c'
    """
    return _SEEN.sub(lambda found: found[0] if found[0] in keep else f"[U+{ord(found[0]):04X}]", text)


def shown(text: str, keep: str = "\n\t") -> str:
    """The text for a terminal or a log, none of whose signs is obeyed.

    The log of GitHub Actions reads `##[…]` anywhere, and `::…::` where a line begins, as a command; so
    these are parted.

    >>> shown("a\\x1bb"), shown("##[error]x"), shown("::error::x")
    ('a[U+001B]b', '# #[error]x', ': :error::x')
    """
    text = coded(text, keep).replace("##[", "# #[")
    return _COMMAND.sub(lambda found: f"{found[0][:-1]} :", text)


def named(sign: str) -> str:
    """A sign by its code and name.

    >>> named("\\u202e"), named("\\x1b")
    ('U+202E RIGHT-TO-LEFT OVERRIDE', 'U+001B control')
    """
    return f"U+{ord(sign):04X} {unicodedata.name(sign, 'control')}"

"""The ids at a bullet's end as references, and ids that stand there in another form than `[a, b]`.

An id in round brackets, in brackets that nobody closed, or before the last words reads as prose on the page, so it is
told where it names something of the file; it counts as cited, so that a missing basis is no second fault.
"""

from __future__ import annotations

import re

from lodestone.model import Problem, Reference, Span, did_you_mean
from lodestone.text.bullets import Bullet
from lodestone.text.slugs import ID

_PARTED = re.compile(r"\s*(?:[,;/&+]|\band\b|\s)\s*")
_NEAR = re.compile(
    r"(?P<open>[(\[])(?P<ids>[A-Za-z0-9][\w\-,;/& ]*?)(?P<close>[)\]]?)(?P<stop>[.;,]?)(?=\s*\Z|(?<=[)\]])\s+\S)"
)


def referenced(
    text: str, bullet: Bullet, known: frozenset[str] | None, problems: list[Problem]
) -> tuple[Reference, ...]:
    """The ids of a bullet as references; of this file those that exist (E140), in a form that is one (E147).

    `known` is None where nobody can say which exist; `text` is that of the document.
    """
    if not bullet.references:
        return _misplaced(text, bullet, known or frozenset(), problems)
    found: list[Reference] = []
    for name, span in bullet.references:
        slug, mark, local = name.rpartition("#")
        parts = _all_known(name, known)
        if parts and name not in parts:
            meant = ", ".join(parts)
            problems.append(Problem("E147", span, f"`{name}` cannot be an id", f"write `{meant}`", meant))
            found += [Reference(part, "", span) for part in parts]
        elif not ID.fullmatch(local) or (mark and not ID.fullmatch(slug)):
            hint = "small letters, digits and hyphens, comma between; `slug#id` for another file"
            problems.append(Problem("E147", span, f"`{name}` cannot be an id", hint))
        elif not mark and known is not None and local not in known:
            problems.append(
                Problem("E140", span, f"`{name}` is no figure or source of this file", _nearest(name, known))
            )
        else:
            found.append(Reference(local, slug, span))
    return tuple(found)


def _all_known(names: str, known: frozenset[str] | None) -> list[str]:
    """The ids that some words name, whatever stands between them and in capitals or not; none if one is unknown."""
    parts = [part.casefold() for part in _PARTED.split(names.strip()) if part]
    return parts if known and parts and known.issuperset(parts) else []


def _misplaced(
    text: str, bullet: Bullet, known: frozenset[str], problems: list[Problem]
) -> tuple[Reference, ...]:
    """Known ids in another form or place than square brackets at the end (E147)."""
    for found in _NEAR.finditer(bullet.span.of(text)):
        parts = _all_known(found["ids"], known)
        if not parts or (found["open"] == "(" and found["close"] != ")"):
            continue
        span = Span(*found.span()).shifted(bullet.span.start)
        meant = f"[{', '.join(parts)}]"
        last = not text[span.end : bullet.span.end].strip()
        hint = f"write `{meant}` as the last thing of the item"
        message = f"`{found[0].strip()}` does not cite anything in this form and place"
        problems.append(Problem("E147", span, message, hint, meant if last else None))
        return tuple(Reference(part, "", span) for part in parts)
    return ()


def _nearest(name: str, known: frozenset[str]) -> str:
    return did_you_mean(name, sorted(known)) or "give the figure or source this id, or take it out"

"""Warnings that only follow from an error are not told: whoever mends the error is rid of them too.

A row of figures that cannot be read leaves its number without a figure; a reference that leads
nowhere leaves its judgement without ground. One mistake, one message.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lodestone.model import Problem

_ROW = frozenset({"W303", "W319", "W323"})
FOLLOW: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("E134", "E135", "E136", "E137", "E138", "E139"), _ROW),
    "E140": frozenset({"W319", "W323"}),
    **dict.fromkeys(("E107", "E151"), frozenset({"W303", "W309", "W310", "W319", "W323"})),
}
"""An error, and the warnings that it brings about anywhere in its file."""


def without_consequences(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems of one file without warnings that follow from its errors.

    >>> from lodestone.model import Span
    >>> told = [Problem("E140", Span(9, 9), "x"), Problem("W319", Span(0, 1), "y"), Problem("W303", Span(0, 1), "z")]
    >>> [each.code for each in without_consequences(told)]
    ['E140', 'W303']
    """
    listed = tuple(problems)
    follow = frozenset().union(*(FOLLOW.get(each.code, frozenset()) for each in listed))
    return tuple(each for each in listed if each.code not in follow)

"""Give a flattened list its levels back.

A page that loses its markup loses the levels of its lists: `The group expands in:` and the three
things that it expands in stand side by side. They are told apart as a reader would: an item
that ends with a colon needs what follows, the first item after it belongs to it, and so do the
next ones as long as they are built like the first. A whole sentence after fragments, or another
item with a colon, begins anew. Lists that still have levels are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: its level from 0, its mark as Markdown writes it, its words, its line in the scrape."""

    text: str
    mark: str = "-"
    level: int = 0
    line: int = 0

    @property
    def opens(self) -> bool:
        """Whether it ends with a colon, so that something must follow."""
        return self.text.rstrip().endswith(":")


_END = re.compile(r"""[.!?]["'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK})]*$""")
_STATED = re.compile(
    r"\S+(?:\s+(?!that\b|which\b|who\b|where\b)\S+)*?\s+"
    r"(?:is|are|was|were|has|have|had|will|would|can|could|must|should|says?|said|expects?|intends?|wants?|remains?)\b"
)
"""A finite verb with a word before it, outside a relative clause."""
_SUBJECT = re.compile(
    r"(?:The|A|An|This|These|It|Its|They|He|She|We|Management|Officials)\b.*?\s(?:plans?|aims?|adds?|builds?|holds?"
    r"|means?|makes?|faces?|added|built|held|made|opened|signed|raised|cut)\b"
)
"""What is a noun or participle as well is a verb behind such an opening."""
_LONGEST_FRAGMENT = 18
"""Words; what a colon announces is shorter."""


def nested(items: Sequence[Item]) -> list[Item]:
    """The items with their levels. A list that has levels already, or no colon, comes back as it is.

    >>> flat = [Item("It expands in:"), Item("Magnets"), Item("Oxides"), Item("The plant is new.")]
    >>> [item.level for item in nested(flat)]
    [0, 1, 1, 0]
    """
    if any(item.level for item in items) or not any(item.opens for item in items[:-1]):
        return list(items)
    levels: list[int] = []
    under, first = False, None  # whether a colon is open, and the first item below it
    for item in items:
        if item.opens:
            under, first = True, None
            levels.append(0)
        elif under and (first is None or _alike(first, item)):
            first = first or item
            levels.append(1)
        else:
            under = False
            levels.append(0)
    return [replace(item, level=level) for item, level in zip(items, levels, strict=True)]


def _alike(first: Item, item: Item) -> bool:
    """Whether an item can stand in one list with the first: both sentences, or both fragments."""
    return is_sentence(item.text) == is_sentence(first.text)


def is_sentence(text: str) -> bool:
    """Whether an item says something on its own: it ends as a sentence does, or has subject and verb, or is long.

    >>> is_sentence("The company is building a plant"), is_sentence("Consolidate upstream production")
    (True, False)
    """
    stated = _STATED.match(text) or _SUBJECT.match(text)
    return bool(stated) or _END.search(text.rstrip()) is not None or len(text.split()) > _LONGEST_FRAGMENT

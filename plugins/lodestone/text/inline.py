"""Python-Markdown's inline stage without its idle work: a pattern is tried only where the sign that it needs stands.

The stock stage tries each of some twenty patterns on each paragraph, item and cell, though plain
prose has none of their signs; that was a third of the time of a page. The result is the same.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_NEEDS = {
    "backtick": "`", "escape": "\\", "reference": "[", "link": "[", "image_link": "!", "image_reference": "!",
    "short_reference": "[", "short_image_ref": "!", "autolink": "<", "automail": "<", "linebreak": "  \n", "html": "<",
    "entity": "&", "strike": "~~", "footnote": "[",
}  # fmt: skip
"""Name of a pattern -> what must stand in a text for it to match. Any other pattern is always tried."""


class Inline(InlineProcessor):
    """The stock stage, with `_NEEDS` asked first."""

    @cached_property
    def _signs(self) -> list[str]:
        """What the patterns need, in their order."""
        found = [""] * len(self.inlinePatterns)  # emphasis, by either of two signs, is always tried
        for name, sign in _NEEDS.items():
            if name in self.inlinePatterns:
                found[self.inlinePatterns.get_index_for_name(name)] = sign
        return found

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - its name there
        """Put the patterns, from `patternIndex` on, to a text."""
        if isinstance(data, AtomicString):
            return data
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for index in range(patternIndex, len(self._signs)):
            sign, start, matched = self._signs[index], 0, True
            while matched and sign in data:
                data, matched, start = apply(self.inlinePatterns[index], data, index, start)
        return data


def lean(engine: Markdown) -> Markdown:
    """The engine with this stage in the place of its own."""
    engine.treeprocessors.register(Inline(engine), "inline", 20)
    return engine

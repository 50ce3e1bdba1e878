"""What axe thinks of a page: WCAG 2.2 AA and best practice. Its script is given to a page once, however often it looks."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
LOOK = "rules => axe.run(document, rules).then(found => found.violations)"


NO_CONTRAST = RULES | {"rules": {"color-contrast": {"enabled": False}}}
"""Contrast costs four times as much as all other rules together."""


def faults(page: Page, *, contrast: bool = True) -> list[str]:
    """What axe finds, one line each: rule, the first element, how to mend it; without `contrast` all but that."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(LOOK, RULES if contrast else NO_CONTRAST)
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:120]} {each['nodes'][0].get('failureSummary', '')[:200]}"
        for each in found
    ]

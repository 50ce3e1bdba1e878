"""The page of review in a real Chromium: accessible, narrow enough, silent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from lodestone.commands.ingest_review import page as review
from lodestone.engine.load import load
from lodestone.ingest import draft

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
TEXT = """Arafura closes its books
Arafura Rare Earths (ASX: ARU) said the trader\N{THAI CHARACTER SARA O}s stock of NdPr oxide lasts. <b>Magnets</b> of
NdFeB need it. The company has a target of 4,440 t/yr of NdPr oxide.
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_review_can_be_read(page: Page, keep: Callable[..., Path], scheme: str, width: int) -> None:
    made = draft(TEXT.encode(), load(ROOT / "content", only=lambda _: False)[0].lexicon)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_content(review(made, "scrape.txt", "draft written"))
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("mark").count() >= 3
    keep(page, f"review-{scheme}-{width}", whole=True)

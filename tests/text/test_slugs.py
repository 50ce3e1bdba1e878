"""Slugs: safe in addresses and on every file system."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lodestone.text.slugs import LONGEST, is_slug, slug


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Northern Rare Earth says: 50,000 t/yr", "northern-rare-earth-says-50-000-t-yr"),
        ("Herøya & Sillamäe", "heroya-and-sillamae"),
        ("Straße, Łódź, Þór", "strasse-lodz-thor"),
        ("  --a..b/../c\\d  ", "a-b-c-d"),
        ("con", "con-1"),
        ("Index", "index-1"),
        ("COM1", "com1-1"),
        ("ＦＵＬＬ ｗｉｄｔｈ", "full-width"),
        ("word " * 40, "-".join(["word"] * 16)),
        ("x" * 200, "x" * 80),
    ],
)
def test_slugs(text: str, name: str) -> None:
    assert slug(text) == name


@given(st.text())
def test_every_slug_is_one_and_its_own(text: str) -> None:
    name = slug(text)
    assert is_slug(name)
    assert slug(name) == name
    assert len(name) <= LONGEST


@pytest.mark.parametrize(
    "text", ["", "A", "a_b", "a--b", "-a", "a-", "a/b", "..", "a.b", "nul", "a" * 81, "ä", "a\n"]
)
def test_what_is_no_slug(text: str) -> None:
    assert not is_slug(text)

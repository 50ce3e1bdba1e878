"""Each hostile text of Markdown alone: what is left of it is harmless by itself."""

from __future__ import annotations

import re

import pytest

from hostile.markup import active, ids
from hostile.planting import MARKDOWN
from lodestone.text.markdown import fill, render_page
from lodestone.text.sanitise import TAGS

INSIDE = set(TAGS)
OURS = re.compile(r"fn(?:ref)?\d*:[\w-]+|[a-z0-9]+(?:-[a-z0-9]+)*")
CLASSES = re.compile(r"language-[\w+#.-]+|footnote(?:-ref|-backref)?|table-scroll|align-\w+|task|chart")


@pytest.mark.parametrize("name", MARKDOWN)
def test_what_is_left_is_harmless(name: str) -> None:
    html = fill(render_page(MARKDOWN[name])[0].html, lambda _: "404.html")
    assert active(html, INSIDE) == []
    assert [each for each in ids(html) if not OURS.fullmatch(each)] == []
    classes = [each for found in re.findall(r'\sclass="([^"]*)"', html) for each in found.split()]
    assert [each for each in classes if not CLASSES.fullmatch(each)] == []
    assert "page_main" not in list(ids(html))


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("script links: plain", "<p><a>x</a></p>"),
        ("other schemes: a picture from elsewhere", "<p>x</p>"),
        ("attributes: a handler", "<p><b>x</b></p>"),
        ("attributes: a class of ours", "<p>x</p>"),
        ("SVG and MathML: a script", "<p></p>"),
        ("scripts in tags: script", ""),
        ("code and quotes: a code span", "<p><code>&lt;script&gt;planted()&lt;/script&gt;</code></p>"),
    ],
)
def test_the_rest_of_it_stays(name: str, left: str) -> None:
    """A sanitiser that takes out everything would pass the test above."""
    assert render_page(MARKDOWN[name])[0].html == left


def test_what_is_taken_out_is_told() -> None:
    """W313 at its place; not of what is text on the page, or was never a tag."""
    kinds = ("scripts in tags: ", "attributes: ")
    silent = {
        name
        for name, text in MARKDOWN.items()
        if name.startswith(kinds) and "W313" not in {each.code for each in render_page(text)[1]}
    }
    assert silent == {
        "scripts in tags: an end alone",
        "attributes: a handler behind a slash",
        "attributes: a picture never closed",
        "attributes: a picture with a quote in its words",
        "attributes: a picture with a quote in its address",
        "attributes: a picture with a quote in its title",
        "attributes: a link with a quote in its title",
        "attributes: a reference with a quote in its title",
        "attributes: a date with a quote",
        "attributes: a title with a tag",
        "attributes: an address with an entity for a quote",
    }

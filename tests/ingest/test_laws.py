"""What holds for every scrape: no bytes raise, no draft is published by accident, nobody's words are touched."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lodestone.ingest import draft
from lodestone.model import Lexicon
from lodestone.text.lexicon import is_register, read_lexicon

CONTENT = Path(__file__).parents[2] / "content"
BRIEFINGS = sorted((CONTENT / "briefings").rglob("*.md"))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    paths = (path for path in sorted(CONTENT.rglob("*")) if path.is_file())
    files = {path.relative_to(CONTENT).as_posix(): path.read_bytes() for path in paths}
    return read_lexicon({name: data for name, data in files.items() if is_register(name)})[0]


def test_a_finished_briefing_comes_back_as_it_is(lexicon: Lexicon) -> None:
    """Front matter to the letter, with keys added behind it; every line of the text."""
    assert BRIEFINGS
    for path in BRIEFINGS:
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        _, made_front, made_body = draft(path.read_bytes(), lexicon, name=path.stem).text.split("---\n", 2)
        assert made_front.startswith(front), path
        assert made_body.strip() == body.strip(), path


SCRAPS = [
    *("---\n", "\n---\n", "status: published\n", "title: x: y\n", "# Title\n", "## Figures\n", "| a | b |\n"),
    *(
        "- It grows in:\n",
        "- Magnets\n",
        "Four Ways to Grow\n",
        "MP Materials (NYSE: MP) makes 1,000 tonnes.\n",
    ),
    *(
        "{{ x }}",
        "<!--",
        "-->",
        "<!doctype html><p>",
        "<script>",
        "&#0;",
        "&#x85;",
        "\t",
        "\r",
        "\x00",
        "```\n",
    ),
    *("it\N{THAI CHARACTER SARA O}s\n", "\N{LINE SEPARATOR}", "\x85", "\N{ZERO WIDTH NO-BREAK SPACE}"),
]
PIECES = st.one_of(st.binary(max_size=20), st.sampled_from(SCRAPS).map(str.encode), st.just(b"\xff\xfe"))


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, max_size=12).map(b"".join))
def test_whatever_is_scraped_becomes_a_draft_that_is_not_published(data: bytes) -> None:
    made = draft(data, Lexicon(), name="x")
    again = draft(data, Lexicon(), name="x")
    assert made == again
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"---") and not data.startswith(b"\xff\xfe"):
        front = yaml.safe_load(made.text.split("\n---\n")[0])
        assert (front["status"], front["rights"]) == ("draft", "unconfirmed")
        assert {each.code for each in made.diagnostics if each.fails} <= {
            "E130",
            "E133",
            "E134",
            "E146",
            "E152",
        }

"""What a terminal, a log of GitHub Actions and a review say of hostile inputs: shown, and obeyed by none of them."""

from __future__ import annotations

import re

import pytest

from hostile.planting import SCRAPES, STORY, settings, site
from lodestone.commands.ingest_report import told as ingest_told
from lodestone.commands.ingest_review import page as review
from lodestone.commands.report import as_annotations, as_text
from lodestone.commands.suggest import as_markdown
from lodestone.commands.suggestion import Suggestion
from lodestone.engine.load import load
from lodestone.engine.report import placed
from lodestone.ingest import draft
from lodestone.model import Diagnostic
from lodestone.site.index import index
from lodestone.text.hidden import shown
from lodestone.text.markdown import render_page

OBEYED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f\u2028\u2029]|^\s*::|##\[",
    re.MULTILINE,
)


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> tuple[Diagnostic, ...]:
    """Everything that is wrong in the planted content."""
    home = tmp_path_factory.mktemp("planted")
    content = site(home)
    loaded, found = load(content)
    options = settings(home).site
    _, more = index(loaded.articles, loaded.lexicon, loaded.pages, loaded.events, options, loaded.media)
    return tuple(placed((*found, *more), content))


def test_problems_are_shown_and_not_obeyed(problems: tuple[Diagnostic, ...]) -> None:
    said = as_text(problems, 1, 0)
    assert len(problems) > 500
    assert [line for line in said.split("\n") if OBEYED.search(line)] == []


def test_each_problem_is_one_annotation(problems: tuple[Diagnostic, ...]) -> None:
    *lines, _ = as_annotations(problems, 1, 0).split("\n")
    form = re.compile(r"::(?:error|warning) file=[^,:\r\n]+(?:,line=\d+,col=\d+)?,title=[EW]\d{3}::[^\r\n]*")
    assert len(lines) == len(problems)
    assert [line for line in lines if not form.fullmatch(line)] == []
    assert [line for line in lines if OBEYED.search(line.removeprefix("::"))] == []


def test_a_suggestion_stays_in_its_fence_and_its_name_in_its_quotes() -> None:
    text = "title: x ```\n<script>planted()</script>\n```` y"
    said = as_markdown([Suggestion("briefings/`<img src=x>\n::error::.md", 1, 1, text, "why")], {})
    html = render_page(said)[0].html
    assert set(re.findall(r"<(\w+)", html)) == {"h2", "p", "code", "pre"}
    assert html.count("<pre") == 1


@pytest.mark.parametrize("name", SCRAPES)
def test_a_scrape_gives_a_draft_that_is_one(name: str) -> None:
    """Whatever it says of itself: the draft waits, its rights are unconfirmed, and nobody has reviewed it."""
    lexicon = load(STORY, only=lambda _: False)[0].lexicon
    made = draft(SCRAPES[name].encode("utf-8", "replace"), lexicon, name="planted")
    front = made.text.split("\n---\n")[0]
    if name == "a front matter of its own":  # which a person may have written: kept, and told
        assert [each.text for each in made.annotation.notes[:2]] == ["status: published", "rights: own-words"]
        return
    assert re.findall(r"^status: .*$", front, re.MULTILINE) == ["status: draft"]
    assert re.findall(r"^rights: .*$", front, re.MULTILINE) == ["rights: unconfirmed"]
    assert re.findall(r"^reviewed:", front, re.MULTILINE) == []
    assert OBEYED.findall(shown(ingest_told(made, "x", "draft written"))) == []


def test_a_review_shows_what_hides() -> None:
    lexicon = load(STORY, only=lambda _: False)[0].lexicon
    page = review(draft(SCRAPES["an override"].encode(), lexicon), "x", "draft written")
    assert "[U+202E]052 t a year" in page
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in page


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ("\x1b]0;x\x07", "[U+001B]]0;x[U+0007]"),
        ("a\u200bb", "a[U+200B]b"),
        ("\n ::warning::x", "\n : :warning::x"),
        ("a::b", "a::b"),
        ("x ##[group]y", "x # #[group]y"),
        ("\N{CJK UNIFIED IDEOGRAPH-5317} caf\N{LATIN SMALL LETTER E WITH ACUTE}", "\N{CJK UNIFIED IDEOGRAPH-5317} caf\N{LATIN SMALL LETTER E WITH ACUTE}"),
    ],
)  # fmt: skip
def test_signs_are_shown_by_their_codes(seen: str, said: str) -> None:
    assert shown(seen) == said


def test_the_name_of_a_file_is_data_too() -> None:
    [line] = as_annotations([Diagnostic("a\n::error::x,y.md", 1, 1, "E101", "m")], 1, 0).split("\n")[:-1]
    assert line == "::error file=a%0A%3A %3Aerror%3A%3Ax%2Cy.md,line=1,col=1,title=E101::m"

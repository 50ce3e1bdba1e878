"""Signs that hide and letters that only look Latin: told at their place, kept out of values and addresses, refused."""

from __future__ import annotations

import pytest

from hostile.planting import NAMES, STORY, briefing, front
from lodestone.article import Article, Source, article
from lodestone.engine.load import load
from lodestone.model import Exchange, Lexicon
from lodestone.site.media import active_part, is_published
from lodestone.text.hidden import hidden_signs
from lodestone.text.lexicon import read_lexicon
from lodestone.text.lookalike import mixed_words, skeleton

HIDDEN = [
    ("a\u202eb", "E150"), ("a\u2066b\u2069c", "E150"), ("a\x1bb", "E150"), ("a\x07b", "E150"), ("a\U000e0041b", "E150"),
    ("a\ufff9b", "E150"), ("a\u200bb", "W325"), ("a\u200db", "W325"), ("a\u2060b", "W325"), ("a\ufeffb", "W325"),
    ("a\u3164b", "W325"), ("a\u2028b", "W325"), ("a\U000e0101b", "W325"),
]  # fmt: skip
PLAIN = [
    "a\tb\r\nc", "caf\u00e9", "\u5317\u65b9", "\u0646\u200c\u0647", "\U0001f469\u200d\U0001f52c", "\ufeffa", "soft\u00adhyphen",
    "\u2764\ufe0f", "a\u00a0b",
]  # fmt: skip
ALIKE = [
    ("S\u0430lar", "Salar"), ("\u0410SX", "ASX"), ("\uff21SX", "ASX"), ("L\u0443nas", "Lynas"), ("M\u03a1", "MP"), ("B\u0585x", "Box"),
]  # fmt: skip
APART = [
    "\u03bcm",
    "\u03b1-Fe",
    "\u041c\u043e\u0441\u043a\u0432\u0430",
    "IT-\u043a\u043e\u043c\u043f\u0430\u043d\u0438\u044f",
    "Salar",
    "\u5317Magnet",
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load(STORY, only=lambda _: False)[0].lexicon


def read(lexicon: Lexicon, values: dict[str, object], body: str = "One line says it all.") -> Article:
    return article(Source("briefings/a.md", briefing(front(**values), body).encode()), lexicon)


@pytest.mark.parametrize(("text", "code"), HIDDEN)
def test_what_hides_is_told_where_it_stands(text: str, code: str) -> None:
    assert {(each.code, each.span.start) for each in hidden_signs(text) if each.span.start == 1} == {
        (code, 1)
    }


@pytest.mark.parametrize("text", PLAIN)
def test_what_has_its_place_is_not_told(text: str) -> None:
    assert list(hidden_signs(text)) == []


@pytest.mark.parametrize(("text", "looks"), ALIKE)
def test_a_word_of_two_scripts_is_told_with_what_it_looks_like(text: str, looks: str) -> None:
    [problem] = mixed_words(f"about {text} today")
    assert (problem.code, problem.span.start) == ("W326", 6)
    assert f"did you mean `{looks}`?" in problem.hint
    assert skeleton(text) == skeleton(looks)


@pytest.mark.parametrize("text", APART)
def test_other_scripts_by_themselves_are_not_told(text: str) -> None:
    assert list(mixed_words(f"about {text} today")) == []


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"ticker": "\u0410SX:SLR"}, "E118"),
        ({"ticker": "ASX:SL\u0420"}, "E118"),
        ({"ticker": "ASX:\uff33\uff2c\uff32"}, "E118"),
        ({"ticker": "ASX:SL\u0661"}, "E118"),
        ({"ticker": "ASX:\u202eRLS"}, "E150"),
        ({"company": "S\u0430lar One"}, "E117"),
        ({"company": "Salar\u200b One"}, "E117"),
        ({"companies": ["Salar \u041ene"]}, "E117"),
    ],
)
def test_a_ticker_or_name_that_only_looks_right_is_refused(
    lexicon: Lexicon, values: dict[str, object], code: str
) -> None:
    made = read(lexicon, values)
    assert code in {each.code for each in made.diagnostics}
    assert made.briefing is not None
    if "ticker" in values:
        assert [each for each in made.briefing.tickers if not each.proposed] == []


def test_the_hint_names_the_letter_and_the_company(lexicon: Lexicon) -> None:
    [problem] = [
        each for each in read(lexicon, {"company": "S\u0430lar One"}).diagnostics if each.code == "E117"
    ]
    assert (
        problem.hint
        == "it only looks like Salar One, with CYRILLIC SMALL LETTER A; did you mean `salar-one`?"
    )


def test_a_second_company_may_not_look_like_the_first() -> None:
    files = {path: data for path, data in load(STORY)[0].texts.items() if not path.startswith("briefings/")}
    text = '---\nid: other\nname: "S\u0430lar One Limited"\ncountry: AU\nstatus: private\nlistings: []\nsegments: [mining]\n---\n'
    _, problems = read_lexicon(files | {"companies/other.md": text.encode()})
    told = {each.code: each.message for each in problems if each.path == "companies/other.md"}
    assert "looks like `Salar One Limited` of `salar-one`" in told["E209"]
    assert set(told) == {"E209", "W326"}


@pytest.mark.parametrize("sign", ["\u202e", "\x1b", "\x07", "\x9b", "\U000e0041", "\ufffe"])
def test_no_value_keeps_a_forbidden_sign(lexicon: Lexicon, sign: str) -> None:
    made = read(lexicon, {"title": f"a{sign}b", "author": f"c{sign}d"})
    assert made.briefing is not None
    assert sign not in made.briefing.title.value + made.briefing.author
    assert "E150" in {each.code for each in made.diagnostics}


@pytest.mark.parametrize(
    "symbol", ["600\u0661\u0661\u0661", "\uff16\uff10\uff10\uff11\uff11\uff11", "../600111", "600111\n"]
)
def test_no_exchange_has_a_symbol_of_other_signs(symbol: str) -> None:
    """Whatever its row says: `\\d` means the digits of every script."""
    assert Exchange("SSE", "Shanghai", ("XSHG",), r"(?s).*\d.*").allows("600111")
    assert not Exchange("SSE", "Shanghai", ("XSHG",), r"(?s).*\d.*").allows(symbol)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
STILL = [
    '<title>A plan</title><path d="M0 0h9" style="fill:#123"/>',
    '<defs><linearGradient id="g"><stop offset="1"/></linearGradient></defs><rect fill="url(#g)" width="9" height="9"/>',
    '<use href="#g"/><use xlink:href="#g"/>',
    '<image href="data:image/png;base64,iVBORw0KGgo="/>',
    '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata><style>path { fill: red }</style>',
]


@pytest.mark.parametrize("inside", STILL)
def test_a_plain_svg_is_published(inside: str) -> None:
    assert active_part(SVG.format(inside).encode()) == ""


@pytest.mark.parametrize(
    "name", [name for name, each in NAMES.items() if each["path"].startswith("media/x.")]
)
def test_a_kind_that_could_run_is_not_published(name: str) -> None:
    assert not is_published(NAMES[name]["path"])


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("an SVG")])
def test_an_svg_that_could_run_or_ask_is_refused(name: str) -> None:
    assert active_part(NAMES[name]["text"].encode()) != ""

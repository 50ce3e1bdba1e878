"""Words of a text and of a query; what the browser makes of the same texts is in `tests/browser/test_search.py`."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lodestone.site.search_words import STOP, counted, terms, words_of

CASES = {
    "Northern Rare Earth's magnets": ["northern", "rare", "earth", "magnet"],
    "SSE:600111": ["sse", "600111"],
    "50,000 t/yr, 1,952% and 2.35 kg": ["50000", "yr", "1952", "2.35", "kg"],
    "Herøya, NOK 400 m; Łódź": ["heroya", "nok", "400", "lodz"],
    "稀土": ["稀", "土", "稀土"],
    "北方稀土2025": ["北", "方", "稀", "土", "北方", "方稀", "稀土", "2025"],
    "ネオジム magnet": ["ネ", "オ", "シ", "ム", "ネオ", "オシ", "シム", "magnet"],
    "ＮｄＰｒ ﬁnal": ["ndpr", "final"],
    "defence, defense, licences": ["defense", "defense", "license"],
    "companies processes alloys analysis gas": ["company", "process", "alloy", "analysis", "gas"],
    "The of a x": [],
    "</script><b onload=x>": ["script", "onload"],
    "": [],
}


@pytest.mark.parametrize("text", CASES)
def test_terms_of_a_text(text: str) -> None:
    assert terms(text) == CASES[text]


def test_a_term_is_its_own_term() -> None:
    for text in CASES:
        for term in terms(text):
            assert term in terms(term)


TEXTS = st.text(st.sampled_from("absx '.,%-_09\n"), max_size=40)


@settings(max_examples=50)
@given(TEXTS)
def test_plain_text_is_cut_as_any_other(text: str) -> None:
    assert [*terms(text), "\u7a00"] == terms(f"{text} \u7a00")


@settings(max_examples=50)
@given(TEXTS)
def test_terms_are_counted(text: str) -> None:
    assert counted(text) == Counter(terms(text))


def test_no_stop_word_is_a_term() -> None:
    assert terms(" ".join(STOP)) == []


def test_the_words_of_markup() -> None:
    assert words_of('<p>Steel &amp; <em>mag</em>nets</p><p title="no">CO<sub>2</sub></p>').split() == [
        "Steel", "&", "magnets", "CO2",
    ]  # fmt: skip

"""Texts to the terms that are searched for: folded, cut into words, plural taken off.

`templates/static/search.js` does the same to what a reader types; `tests/search` holds the two
against each other. A run of Chinese or Japanese signs gives each sign and each pair of
neighbours, so that any part of a name is found.

>>> terms("China\N{RIGHT SINGLE QUOTATION MARK}s Ma\N{COMBINING DIAERESIS}gnets: SSE:600111 50,000 t, \\u7a00\\u571f")
['china', 'magnet', 'sse', '600111', '50000', '\\u7a00', '\\u571f', '\\u7a00\\u571f']
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from lodestone.text.slugs import LETTERS

_STOP = (
    "an and are as at be been but by can could for from had has have if in into is it its may more no not of on or "
    "so such than that the their them then there these they this to was were what when which who will with would "
    "we you our how do does did"
)
STOP = frozenset(_STOP.split())
"""Words that stand in every text. They are neither kept nor looked for, nor is a single Latin letter."""

_SPELT = str.maketrans(LETTERS)
_OTHER = re.compile(r"[^\x00-\x7f]")
_OWNER = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]s(?![^\\W_])")
_SIGNS = "\u3040-\u30ff\u3400-\u9fff"
"""Kana and Chinese signs: scripts without spaces."""
_SIGN = re.compile(f"[{_SIGNS}]")
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+\.[0-9]+"
_TOKEN = re.compile(rf"[{_SIGNS}]+|{_NUMBER}|(?:(?![{_SIGNS}])[^\W_])+")
_PLAIN_TOKEN = re.compile(rf"[a-z][a-z0-9]*|{_NUMBER}|[0-9][a-z0-9]*")
"""The same in folded text that is ASCII, four times as fast."""
_WITH_E = re.compile("(?:ss|sh|ch|x)es$")
_SPELT_WITH_C = re.compile("^(defen|licen|offen)c")
_NO_PLURAL = ("ss", "us", "is")


def terms(text: str) -> list[str]:
    """The terms of a text in their order."""
    return list(chain.from_iterable(map(_terms_of, _tokens(text))))


def counted(text: str) -> dict[str, int]:
    """How often each term stands in a text."""
    found: dict[str, int] = {}
    for token, times in Counter(_tokens(text)).items():
        for term in _terms_of(token):
            found[term] = found.get(term, 0) + times
    return found


def _tokens(text: str) -> list[str]:
    folded = fold(text)
    return (_PLAIN_TOKEN if folded.isascii() else _TOKEN).findall(folded)


@lru_cache(50_000)
def _terms_of(token: str) -> tuple[str, ...]:
    """What is searched for of a token: one term of a word worth keeping, several of a run of signs."""
    if _SIGN.match(token):
        return tuple(_signs(token))
    if token[0].isdigit() and "," in token:
        return (token.replace(",", ""),)
    return (stem(token),) if is_kept(token) else ()


def fold(text: str) -> str:
    """In small letters, without accents and other marks, without the owner's 's.

    >>> fold("Héroya\N{RIGHT SINGLE QUOTATION MARK}s Łódź")
    'heroya lodz'
    """
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = unicodedata.normalize("NFC", _OTHER.sub(lambda sign: _unmarked(sign[0]), apart))
        return _OWNER.sub("", text.lower().translate(_SPELT))
    text = text.lower()
    return _OWNER.sub("", text) if "'s" in text else text


@lru_cache(4096)
def _unmarked(sign: str) -> str:
    return "" if unicodedata.category(sign).startswith("M") else sign


def is_kept(token: str) -> bool:
    """Whether a word is worth keeping."""
    return token not in STOP and not (len(token) == 1 and "a" <= token <= "z")


@lru_cache(50_000)
def stem(word: str) -> str:
    """An English word without the ending of its plural; after D. Harman's S stemmer (1991), with -sses, -xes … added.

    Words that are written with c or s come out with s: defence, licence, offence.

    >>> [stem(word) for word in ("alloys", "companies", "processes", "tonnes", "gas", "analysis", "licences")]
    ['alloy', 'company', 'process', 'tonne', 'gas', 'analysis', 'license']
    """
    word = _SPELT_WITH_C.sub(r"\1s", word)
    if len(word) < 4 or word[-1] != "s" or not word.isascii() or word.endswith(_NO_PLURAL):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word
    if _WITH_E.search(word):
        return word[:-2]
    return word[:-1]


def _signs(run: str) -> Iterator[str]:
    """Each sign, then each pair of neighbours."""
    yield from run
    for n in range(len(run) - 1):
        yield run[n : n + 2]


_BLOCK = re.compile(
    r"</?(?:p|li|ul|ol|dl|dt|dd|h\d|t[rdh]|table|div|section|br|hr|blockquote|pre|figure)\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")


def words_of(markup: str) -> str:
    """The text of HTML; blocks are apart, what stands within a word is not.

    >>> words_of("<ul><li>CO<sub>2</sub></li><li>water</li></ul>").split()
    ['CO2', 'water']
    """
    return html.unescape(_TAG.sub("", _BLOCK.sub(" ", markup)))

"""Find many phrases in a text at once: terms of topics, cues of measures, names of places.

How a phrase is written, in every list of the vocabulary:
- `rare earth` and `rare-earth` are the same; the last word may carry a plural
- `recycl*` stands for any ending
- a word with a capital is read only with that capital: `US` is not `us`, `Western` is not `western`
- Chinese and Japanese phrases are found anywhere, for those scripts part no words
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from lodestone.annotate.reading import Sentence, Word

Key = TypeVar("Key")
_TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f0-9]+(?:[.&][A-Za-z0-9]+)*\*?")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Hit(Generic[Key]):
    """A phrase that was found: what it stands for, where, and of how many words."""

    key: Key
    start: int
    end: int
    size: int


@dataclass(frozen=True, slots=True)
class _Phrase(Generic[Key]):
    tokens: tuple[str, ...]
    key: Key


class Phrases(Generic[Key]):
    """An index of phrases, each with what it stands for.

    >>> from lodestone.annotate.reading import read
    >>> index = Phrases([("rare earth*", "domain"), ("recycl*", "recycling")])
    >>> [(hit.key, hit.start) for hit in index.find(read("Recycled rare-earths").sentences[0])]
    [('recycling', 0), ('domain', 9)]
    """

    def __init__(self, phrases: Iterable[tuple[str, Key]]) -> None:
        self._whole: dict[str, list[_Phrase[Key]]] = defaultdict(list)
        self._open: dict[str, list[_Phrase[Key]]] = defaultdict(list)
        self._signs: list[tuple[str, Key]] = []
        for text, key in phrases:
            tokens = tuple(_TOKEN.findall(text))
            if _CJK.search(text):
                self._signs.append((text, key))
            elif tokens:
                self._file(_Phrase(tokens, key))

    def _file(self, phrase: _Phrase[Key]) -> None:
        """Under the first word, and its plurals where it is the only one; by its beginning where that is open."""
        first = phrase.tokens[0].casefold()
        if first.endswith("*"):
            self._open[first[:-1][:_PREFIX]].append(phrase)
        else:
            for form in (first, first + "s", first + "es") if len(phrase.tokens) == 1 else (first,):
                self._whole[form].append(phrase)

    def find(self, sentence: Sentence) -> list[Hit[Key]]:
        """All phrases in a sentence, in the order of their place; they may overlap."""
        found: list[Hit[Key]] = []
        words = sentence.words
        for at, word in enumerate(words):
            text = word.text.casefold()
            for phrase in (*self._whole.get(text, ()), *self._open.get(text[:_PREFIX], ())):
                size = len(phrase.tokens)
                if at + size <= len(words) and _same(phrase.tokens, words[at : at + size]):
                    found.append(Hit(phrase.key, word.start, words[at + size - 1].end, size))
        for signs, key in self._signs:
            found += [Hit(key, at, at + len(signs), len(signs)) for at in _places(signs, sentence)]
        return found


def _same(tokens: tuple[str, ...], words: tuple[Word, ...]) -> bool:
    last = len(tokens) - 1
    return all(
        _fits(token, word.text, at == last)
        for at, (token, word) in enumerate(zip(tokens, words, strict=True))
    )


def _fits(token: str, word: str, plural: bool) -> bool:
    """Whether a word of the text is the token, in its case where the token has capitals."""
    if token.islower() or token[:-1].islower():
        word = word.casefold()
    if token.endswith("*"):
        return word.startswith(token[:-1])
    return word == token or (plural and word in (token + "s", token + "es"))


def _places(signs: str, sentence: Sentence) -> list[int]:
    found, at = [], sentence.text.find(signs)
    while at >= 0:
        found.append(sentence.span.start + at)
        at = sentence.text.find(signs, at + 1)
    return found

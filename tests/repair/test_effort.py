"""How much a repair does, counted in questions asked: not a matter of the machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pytest
from ftfy.badness import is_bad

from lodestone.repair import document, evidence, mojibake, repair_text, single
from lodestone.repair.damage import Damage

ENGLISH = "The firm’s plan — “not yet,” she said — is the town’s.\nPlain words in a line.\n" * 6
FRENCH = "« L’été dernier, la société a créé un procédé très précis », a-t-elle affirmé.\n" * 6


@contextmanager
def counted(*places: tuple[ModuleType, str]) -> Iterator[Counter[str]]:
    """How often the functions of these names are called."""
    calls: Counter[str] = Counter()

    def counting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any) -> Any:
            calls[name] += 1
            return function(*args)

        return wrapped

    patches = [patch.object(module, name, counting(name, getattr(module, name))) for module, name in places]
    for each in patches:
        each.start()
    try:
        yield calls
    finally:
        for each in patches:
            each.stop()


LOOKS = ((document, "shards"), (document, "masks"), (evidence, "cut"), (evidence, "read"), (single, "read"))


@pytest.mark.parametrize(
    "text", [ENGLISH, "Größe und Maß – “schön”.\n" * 9, "Привет, мир.\n" * 9, "日本語。\n"]
)
def test_clean_text_is_told_by_its_characters_alone(text: str) -> None:
    with counted(*LOOKS) as calls:
        assert repair_text(text) == text
    assert calls == {}


@pytest.mark.parametrize("clean", [ENGLISH, FRENCH])
def test_a_line_that_comes_again_is_not_read_again(clean: str) -> None:
    reads = []
    for text in (clean, clean * 9):
        with counted((evidence, "read")) as calls:
            assert repair_text(Damage("cp1252").of(text)) == text
        reads.append(calls["read"])
    assert reads[0] == reads[1]


def test_a_damage_that_explains_ever_less_is_given_up() -> None:
    text = "\n".join(f"MANHÃ {name}, ÂNGULO DE CÂMARA, MAÇÃ E IRMÃ" for name in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    whole = document.Document(text)
    lines = [evidence.Line(*each) for each in zip(range(26), whole.lines, whole.shards, strict=True)]
    found = evidence.contenders(lines, [Damage("cp1252", "dropped", "c1")])
    assert len(found[0][1]) == len(lines)
    with counted((evidence, "_read")) as calls:
        assert evidence.verdict(found, whole.style, whole.masks) is None
    assert 0 < calls["_read"] < len(lines) / 2


def test_a_damage_that_lost_nothing_and_explains_all_leaves_no_other_to_try() -> None:
    with counted((evidence, "cut")) as calls:
        repair_text(Damage("mac_roman").of(ENGLISH))
    runs = (
        8  # three marks in five surroundings, more or less: cut once for each page that could have made them
    )
    assert calls["cut"] <= 6 * runs


def test_what_ftfy_thinks_bad_is_seen_by_the_first_look() -> None:
    beyond = [chr(point) for point in (*range(0x80, 0x530), *range(0xE00, 0xE80), *range(0x2000, 0x2700))]
    missed = [
        line
        for character, (before, after) in product(
            beyond, [("a", "b"), (" ", " "), ("A", ""), ("a ", " b"), ("1", "2")]
        )
        if is_bad(line := f"{before}{character}{after}") and not mojibake.MAY_BE_BAD.search(line)
    ]
    assert missed == []

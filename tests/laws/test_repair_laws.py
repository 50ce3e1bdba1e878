"""The laws of repair: pure, idempotent, line by line, a ledger that leads both ways, work that grows with the text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lodestone.model.change import replay, undo
from lodestone.repair import repair, repair_text
from lodestone.repair.codecs import CODE_PAGES, KEPT, NEL, SEPARATORS
from lodestone.repair.damage import Damage
from repair.corpus import cases

CLEAN = [case["original"] for case in cases("negative")]
DAMAGED = [case["original"] for case in cases("in-the-wild") + cases("synthetic")]
PROSE = (
    "The mill’s owner said: “We can’t wait” — not until 2026–2027…",
    "Nobody’s plan, the workers’ least of all, was “ready.”",
    "Café Zoë, 5 °C, £6 and ½ of it.",
    "A plain line.",
)

anything = st.text(
    st.one_of(
        st.sampled_from([*"âÃÂ€™œ”“’…\ufffd? \n", *sorted(SEPARATORS)]),
        st.characters(min_codepoint=0xA0, max_codepoint=0x17F),
        st.characters(min_codepoint=0x400, max_codepoint=0x45F),
        st.characters(min_codepoint=0xE00, max_codepoint=0xE5B),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)
pasted = st.lists(st.one_of(st.sampled_from(DAMAGED + CLEAN), anything), max_size=4).map("\n".join)
damages = st.builds(
    Damage,
    st.sampled_from(CODE_PAGES),
    st.sampled_from(["none", "dropped", "replaced", "asked"]),
    st.just("c1"),
    st.sampled_from([1, 2]),
)
few = settings(max_examples=150, deadline=None)


@few
@given(pasted)
def test_repair_is_idempotent(text: str) -> None:
    once = repair_text(text)
    assert repair_text(once) == once


@few
@given(pasted)
def test_lines_are_kept(text: str) -> None:
    mended = repair_text(text)
    assert [character for character in mended if character in KEPT] == [
        character for character in text if character in KEPT
    ]
    assert mended.count(NEL) <= text.count(NEL)


@few
@given(pasted)
def test_the_ledger_leads_both_ways(text: str) -> None:
    mended = repair(text)
    assert replay(text, mended.changes) == mended.text
    assert undo(mended.text, mended.changes) == text
    lines = text.split("\n")
    for change in mended.changes:
        assert change.resolved
        assert lines[change.line - 1][change.column - 1 :].startswith(change.before)
        assert SEPARATORS.isdisjoint(change.after)
        assert KEPT.isdisjoint(change.before)


@few
@given(st.lists(st.sampled_from(CLEAN), min_size=1, max_size=6))
def test_clean_text_is_left_alone(texts: list[str]) -> None:
    text = "\n\n".join(texts)
    assert repair_text(text) == text


@few
@given(st.text(st.characters(max_codepoint=0x7F)))
def test_ascii_is_left_alone(text: str) -> None:
    assert repair(text).changes == ()


@few
@given(damages, st.lists(st.sampled_from(PROSE), min_size=2, max_size=5))
def test_every_damage_has_a_ledger(damage: Damage, lines: list[str]) -> None:
    text = damage.of("\n".join(lines))
    mended = repair(text)
    assert undo(mended.text, mended.changes) == text
    assert repair_text(mended.text) == mended.text


def calls_in(work: Callable[[], object]) -> int:
    """Python calls that `work` makes: a count of operations that no clock disturbs."""
    count = 0

    def tick(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("damage", [Damage("cp1252"), Damage("tis_620", "dropped", "c1"), None])
def test_work_grows_with_the_text(damage: Damage | None) -> None:
    def text(times: int) -> str:
        lines = [f"{line} ({number})" for number in range(times) for line in PROSE]
        return "\n".join(line if damage is None else damage.of(line) for line in lines)

    repair(text(100))
    small, large = calls_in(lambda: repair(text(200))), calls_in(lambda: repair(text(800)))
    assert large < 5 * small

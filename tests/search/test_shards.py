"""How the index is cut: the rule of the blocks, the ranges, and lists of hits as text."""

from __future__ import annotations

import itertools
import json

from hypothesis import example, given
from hypothesis import strategies as st

from lodestone.site.search_shards import (
    BOUNDS,
    GROUPS,
    LARGE,
    MOST,
    SMALL,
    blocks,
    decode,
    encode,
    group_of,
    range_of,
    shards,
)

HITS = st.dictionaries(st.integers(0, 5000), st.integers(0, 7), max_size=60).map(
    lambda found: sorted(found.items())
)
MONTHS = st.dictionaries(
    st.builds(lambda year, month: f"{year}-{month:02}", st.integers(2015, 2026), st.integers(1, 12)),
    st.integers(1, 500),
    max_size=60,
)


@given(HITS)
@example([(0, 0), (9, 7), (10, 0), (20, 1), (131, 2), (4000, 7)])
def test_a_list_of_hits_is_read_as_it_was_written(hits: list[tuple[int, int]]) -> None:
    text = encode(hits)
    assert list(decode(text)) == hits
    assert json.loads(json.dumps(text)) == text
    assert len(json.dumps(text)) == len(text) + 2  # no sign needs another before it


def test_a_word_of_every_text_costs_a_sign_a_text() -> None:
    assert len(encode([(n, 3) for n in range(1000)])) == 1000


@given(MONTHS)
def test_blocks_are_runs_of_months_that_hold_every_briefing_once(months: dict[str, int]) -> None:
    found = list(blocks(months))
    assert [block.low for block in found] == sorted(block.low for block in found)
    for block, following in itertools.pairwise(found):
        assert block.high == following.low
    assert [block.high for block in found[-1:]] == [""] * bool(found)
    for block in found:
        held = [n for month, n in months.items() if block.low <= month < (block.high or "~")]
        assert sum(held) == block.count > 0
    sizes = [block.count >= LARGE for block in found]
    assert sizes == sorted(sizes, reverse=True)  # the large ones are the oldest
    assert sum(block.count < SMALL for block in found) <= 1


@given(MONTHS, st.integers(1, 40))
def test_a_new_briefing_changes_the_newest_block_or_closes_it(months: dict[str, int], more: int) -> None:
    newest = max(months, default="2025-01")
    for _ in range(more):
        before = list(blocks(months))
        months = months | {newest: months.get(newest, 0) + 1}
        after = list(blocks(months))
        joined = sum(block.count >= LARGE for block in after) > sum(block.count >= LARGE for block in before)
        assert joined or after[: len(before) - 1] == before[:-1]


def test_ranges_are_in_order_and_hold_an_unfinished_word_of_four_letters() -> None:
    assert list(BOUNDS) == sorted(set(BOUNDS))
    assert len(BOUNDS) < MOST
    assert max(map(len, BOUNDS)) <= 4
    for stem in ("magn", "sepa", "prod", "conc", "lice", "2025"):
        assert {range_of(stem), range_of(stem + "zzz")} == {range_of(stem)}
    assert {group_of(bound) for bound in ("", *BOUNDS)} == set(range(GROUPS))


def test_rows_become_terms_with_their_hits() -> None:
    found = shards(["alloy3 magnet7", "", "magnet0"], 4)
    merged = {term: list(decode(hits)) for held in found.values() for term, hits in held.items()}
    assert merged == {"alloy": [(0, 3)], "magnet": [(0, 7), (2, 0)]}
    assert set(found) == {range_of("alloy") * 4 // MOST, range_of("magnet") * 4 // MOST}

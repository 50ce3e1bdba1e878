"""Two implementations, one truth: the store in SQLite answers every read as the one in memory does."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lodestone.engine.build import finish, prepare
from lodestone.engine.load import load
from lodestone.engine.state import connect
from lodestone.engine.store import SqliteStore
from lodestone.site.index import index
from lodestone.site.reads import Read
from lodestone.site.tables import TABLES
from newsroom import newsroom

PARTS = st.sampled_from(
    ["first", "last", "slugs", "text", "count", "keys", "names", "tally", "distinct", "top"]
)
LIMITS = st.sampled_from(["", "2025-06", "7974", "7974-90", "~"])
ROWS = st.builds(
    lambda table, key, part, start, size, low, high: Read(table, key, part, start, start + size, low, high),
    st.sampled_from(sorted(TABLES)),
    st.sampled_from(["", "brine", "salar-one", "AU", "ASX:SLR", "topic:brine", "pan"]),
    PARTS,
    st.integers(0, 4),
    st.integers(0, 4),
    LIMITS,
    LIMITS,
)
VALUES = st.builds(
    Read,
    st.sampled_from(["card", "briefing", "body", "file", "unread"]),
    st.sampled_from(["pan", "salt", "nobody", "topic:brine", "briefings/pan.md", "topics/brine.md"]),
    st.just("one"),
)
READS = st.lists(st.one_of(ROWS, VALUES, st.just(Read("file", part="all"))), min_size=20, max_size=60)

TALLIED_CARDS = Read("live", part="tally", stop=0)


@given(
    reads=READS,
    moves=st.lists(st.tuples(st.sampled_from(["add", "edit_title", "delete", "rename"]), st.integers(0, 999)), max_size=4),
    publish=st.booleans(),
)  # fmt: skip
@example(reads=[TALLIED_CARDS], moves=[], publish=False)
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
def test_both_stores_answer_alike(reads: list[Read], moves: list[tuple[str, int]], publish: bool) -> None:
    with TemporaryDirectory() as name:
        room = newsroom(Path(name), publish=publish)
        for move, seed in moves:
            room.move(move, seed)
        plan = prepare(room.settings)
        content, _ = load(room.content)
        site, _ = index(
            content.articles,
            content.lexicon,
            content.pages,
            content.events,
            room.settings.site,
            content.media,
        )
        memory = (site.public if publish else site).ask.store
        stored = SqliteStore(connect(plan.seen.state.file, read_only=True), site.given)
        finish(plan)
        for read in reads:
            assert stored.answer(read) == memory.answer(read), read

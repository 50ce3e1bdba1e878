# ruff: noqa: ARG005, T201 - patches have the arguments of what they replace; this prints a table
"""Take out each kind of dependency edge, one at a time, and see the law of warm builds fail.

    python tests/laws/mutants.py

Not a test of its own, because it takes minutes: it shows that the law is awake. Each mutant is a
patch of one function and the moves that it should stumble over; it is caught where a sequence of
such moves ends in an output or in problems that a cold build would not give.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))

import pytest

from laws import test_warm_builds as law
from lodestone.engine import asking, gather, given, look, making, pages, planner, rows, work
from lodestone.site.reads import Read
from lodestone.text import earlier

reads = asking._reads
MUTANTS: dict[str, tuple[Callable[[], Any], tuple[str, ...]]] = {}


def mutant(name: str, *moves: str) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """A patch, and the moves that should give it away."""

    def keep(make: Callable[[], Any]) -> Callable[[], Any]:
        MUTANTS[name] = make, moves
        return make

    return keep


def without(test: Callable[[str, tuple[Any, ...]], bool]) -> Any:
    """Some reads are never asked again."""

    def some(state: Any, where: str, *values: Any) -> Iterator[Any]:
        return iter(()) if test(where, values) else reads(state, where, *values)

    return patch.object(asking, "_reads", some)


def without_values(*tables: str) -> Any:
    return without(lambda where, values: "part = 'one'" in where and values[0] in tables)


mutant("a card", "edit_title")(lambda: without_values("card"))
mutant("a briefing", "edit_figure", "edit_source")(lambda: without_values("briefing"))
mutant("a rendered text", "edit_word")(lambda: without_values("body"))
mutant("the address of a file", "rename", "delete", "add")(lambda: without_values("file"))
mutant("the text on disk", "edit_prose", "damage")(lambda: without_values("text"))
mutant("whether a file could be read", "add_broken", "delete")(lambda: without_values("unread"))
mutant("the presence of media", "media", "link_to_media")(lambda: without_values("media"))
mutant("a slice of a list", "add", "delete", "edit_title")(
    lambda: without(lambda where, _: "'first', 'last'" in where)
)
mutant("a number of rows, a tally", "add", "delete", "edit_themes")(
    lambda: without(lambda where, _: "'count'" in where)
)
mutant("counts by key", "add", "delete", "edit_source")(lambda: without(lambda where, _: "'keys'" in where))
mutant("the register", "edit_topic", "edit_vocabulary", "edit_company")(
    lambda: without(lambda where, values: where == "tbl = ?" and values[0].startswith("register"))
)
mutant("the pages", "edit_page")(
    lambda: without(lambda where, values: where == "tbl = ?" and values[0] == "pages")
)
mutant("the events", "edit_events")(
    lambda: without(lambda where, values: where == "tbl = ?" and values[0] == "events")
)
mutant("the settings", "setting")(
    lambda: without(lambda where, values: where == "tbl = ?" and values[0] == "option")
)
mutant("whether a day is past", "edition", "day")(
    lambda: without(lambda where, values: where == "tbl = ?" and values[0] == "passed")
)
mutant("the templates", "edit_template")(
    lambda: patch.object(pages.Pages, "made_by", lambda self, template: [])
)
mutant("static files", "edit_style")(lambda: patch.object(pages.Pages, "copied", lambda self, path: []))
mutant("which pages there are", "add", "delete", "another_company")(
    lambda: (
        patch.object(planner, "plan", planner.plan)
        if False
        else patch.object(
            work, "plan", lambda before, now, uses: planner.plan(_no_keys(before), _no_keys(now), uses)
        )
    )
)
mutant("outputs that somebody changed", "spoil")(
    lambda: patch.object(look, "_outputs", lambda state, output, verify: ({}, ()))
)
mutant("what supersedes a briefing", "supersede")(lambda: patch.object(rows.Rows, "settle", _one_round))
mutant("settings that move a briefing on or off the site", "setting", "day")(
    lambda: patch.object(gather.Gather, "_embargoed", lambda self: [])
)
mutant("a register that is read anew", "edit_company", "edit_topic", "edit_vocabulary")(
    lambda: patch.object(
        given.Gathering,
        "register_changed",
        property(lambda self: self._state.cold, lambda self, value: None),
        create=True,
    )
)
mutant("words of the register that texts are read with", "edit_company", "another_company")(
    lambda: patch.object(
        given.Gathering,
        "words_changed",
        property(lambda self: self._state.cold, lambda self, value: None),
        create=True,
    )
)
mutant("what a text is rendered from", "edit_text_and_company")(
    lambda: patch.object(earlier, "rendering_key", lambda document, sections: "the same")
)
mutant("what fields are read from", "edit_title", "edit_themes", "edit_company")(
    lambda: patch.object(earlier, "fields_key", lambda document, lexicon: "the same")
)
mutant("all rows of a list", "add", "delete", "edit_title")(
    lambda: patch.object(asking, "_WHOLE", ("count", "tally"))
)
mutant("which keys a table has", "edit_source", "add", "delete")(
    lambda: without(lambda where, _: "'names'" in where)
)
mutant("where things stand, for checks", "edit_prose", "edit_bottom_line", "delete")(
    lambda: patch.object(making, "Read", _no_text)
)


def _no_text(table: str, *rest: Any) -> Read:
    return Read("card", *rest) if table == "text" else Read(table, *rest)


def _no_keys(facts: planner.Facts) -> planner.Facts:
    """Facts without the reads of lists of pages."""
    return planner.Facts(facts.reads, facts.templates, facts.files, frozenset())


def _one_round(self: rows.Rows, slugs: Any) -> None:
    for slug in sorted(set(slugs) - {""}):
        list(self._settle(slug))


def caught(name: str, tries: int = 12, length: int = 6) -> str:
    """The first sequence over which a mutant stumbles, or ''."""
    make, moves = MUTANTS[name]
    for seed in range(tries):
        chance = random.Random(f"{name} {seed}")
        steps = [(chance.choice(moves), chance.randrange(10_000)) for _ in range(length)]
        with ExitStack() as stack:
            stack.enter_context(make())
            try:
                law.run(steps, publish=bool(seed % 2), every=2)
            except Exception as error:
                return f"{type(error).__name__} at sequence {seed + 1}"
    return ""


if __name__ == "__main__":
    changes = pytest.MonkeyPatch()
    for (module, size_name), size in law.FEW.items():
        changes.setattr(module, size_name, size)
    for each in sys.argv[1:] or MUTANTS:
        print(f"| {each} | {caught(each) or 'NOT CAUGHT'} |", flush=True)

"""What a page asks of the register when it looks at an entry: its name, or what it says of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

import trial
from lodestone.model.company import OF_ITSELF, Company, Topic, named
from lodestone.site.reads import MemoryStore, Read
from lodestone.site.site import Site

NAMES, WHOLE = "register.names of companies", "register.companies"


@pytest.fixture
def noted() -> tuple[Site, list[Read]]:
    made = trial.site()
    reads: list[Read] = []
    return Site(MemoryStore(made.given, made.all, made.rendered), reads.append), reads


@pytest.mark.parametrize(
    ("field", "tables"),
    [("short", [NAMES]), ("names", [NAMES]), ("listings", [NAMES]), ("status", [NAMES, WHOLE]), ("profile", [NAMES, WHOLE])],
)  # fmt: skip
def test_a_name_is_asked_apart_from_what_an_entry_says_of_itself(
    noted: tuple[Site, list[Read]], field: str, tables: list[str]
) -> None:
    site, reads = noted
    company = next(iter(trial.LEXICON.companies))
    assert getattr(site.lexicon.companies[company], field) == getattr(trial.LEXICON.companies[company], field)
    assert reads == [Read(table, company) for table in tables]


def test_whether_there_is_an_entry_is_a_question_after_its_name(noted: tuple[Site, list[Read]]) -> None:
    site, reads = noted
    assert "nobody" not in site.lexicon.companies
    assert site.lexicon.topics.get("nothing") is None
    assert reads == [Read(NAMES, "nobody"), Read("register.names of topics", "nothing")]
    assert [site.ask.store.answer(read) for read in reads] == [None, None]


@pytest.mark.parametrize("kind", [Company, Topic])
def test_an_edit_of_what_an_entry_says_of_itself_leaves_its_names(kind: type[Company | Topic]) -> None:
    entry = kind("a", "A")
    for field in OF_ITSELF[kind]:
        assert named(replace(entry, **{field: "other"})) == named(entry)
    assert named(replace(entry, path="other.md")) != named(entry)

"""The index as files: what is in it and what must not be, and what an edit rewrites of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

import trial
from disk import tree
from lodestone.engine.build import build
from lodestone.site import search_shards
from lodestone.site.search_shards import MOST, decode, range_of
from lodestone.site.site import Site
from lodestone.site.views import search
from newsroom import TEXT, Newsroom, newsroom
from reference import reference


def files(site: Site) -> dict[str, bytes]:
    """The files of the index, without the page."""
    return {
        view.path: view.content
        for kind in search.KINDS.values()
        for key in kind.keys(site)
        for view in kind.make(site, key)
        if view.content is not None
    }


def hits(made: Mapping[str, bytes]) -> list[str]:
    """Slugs of all briefings of the index, in the order of their numbers."""
    index = json.loads(made["search/index.json"])
    return [
        each[0]
        for name, count, _ in index["blocks"]
        for n in range(-(-count // search_shards.SHOWN))
        for each in json.loads(made[f"search/{name}/hits-{n}.json"])
    ]


def found(made: Mapping[str, bytes], term: str) -> list[str]:
    """Slugs of the briefings that have a term."""
    slugs: list[str] = []
    all_slugs = hits(made)
    first = 0
    for name, count, ranges in json.loads(made["search/index.json"])["blocks"]:
        shard = json.loads(made[f"search/{name}/terms-{range_of(term) * ranges // MOST}.json"])
        slugs += [all_slugs[first + number] for number, _ in decode(shard.get(term, ""))]
        first += count
    return slugs


def test_a_term_leads_to_the_briefings_that_have_it() -> None:
    made = files(trial.site().public)
    assert {"alloy-capacity", "first-look"} <= set(found(made, "600111"))
    assert "suspension-2026" not in found(made, "600111")
    assert "alloy-capacity" in found(made, "北方")
    assert found(made, "floor") != []
    assert found(made, "nowhere") == []


def test_facets_lead_to_the_briefings_that_have_them() -> None:
    made = files(trial.site().public)
    [[name, *_]] = json.loads(made["search/index.json"])["blocks"]
    slugs = hits(made)
    topics = json.loads(made[f"search/{name}/topic.json"])
    assert "no-date" in [slugs[number] for number, _ in decode(topics["recycling"])]
    risks = json.loads(made[f"search/{name}/risk.json"])
    told = [slugs[number] for each in risks.values() for number, _ in decode(each)]
    assert "machine-read" not in told  # its risk is proposed, and no statement of ours
    assert slugs[0] == "no-date"


NEVER = {"status": "draft", "rights": "unconfirmed", "tlp": "TLP:AMBER", "embargo": trial.EMBARGOED.embargo}


@pytest.mark.parametrize("key", NEVER)
def test_a_publish_build_keeps_its_secrets(key: str) -> None:
    secret = replace(trial.DRAFT, **({"status": "published"} | {key: NEVER[key]}))  # type: ignore[arg-type]
    site = trial.site([*(each for each in trial.BRIEFINGS if each.slug != secret.slug), secret], publish=True)
    word = trial.SECRET.split()[0].encode()
    shown, kept = files(site), files(site.public)
    assert word.lower() in b"".join(shown.values()).lower()
    assert word.lower() not in b"".join(kept.values()).lower()
    assert secret.slug not in hits(kept)


def test_a_withdrawn_briefing_is_not_found() -> None:
    assert trial.WITHDRAWN.slug not in hits(files(trial.site().public))


# What an edit rewrites


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Nine briefings of nine months, in a block of six and one of three."""
    monkeypatch.setattr(search_shards, "LARGE", 6)
    monkeypatch.setattr(search_shards, "SMALL", 3)
    room = newsroom(tmp_path)
    for file in room.briefings:
        file.unlink()
    for month in range(1, 10):
        write(room, month)
    build(room.settings)
    return room


def write(room: Newsroom, month: int, prose: str = "It is dry.") -> None:
    text = TEXT.format_map(
        Blank(title=f"Number {month}", day=f"2025-{month:02}-05", company="Salar One", themes="brine", risk="low",
              publisher="Desert Post", line="One line says it all.", prose=prose, other="month-1", term="Likely",
              value=100 + month, watch="2025-12")
    )  # fmt: skip
    (room.content / "briefings" / f"month-{month}.md").write_text(text)


class Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def rewritten(room: Newsroom) -> set[str]:
    """Build again; the files of the index that were written or removed."""
    written = build(room.settings).written
    changed = {path for path in (*written.written, *written.removed) if path.startswith("search/")}
    made = {path: data for path, data in tree(room.settings.output).items() if path.startswith("search/")}
    wanted = {path: data for path, data in reference(room.settings).items() if path.startswith("search/")}
    assert made == wanted
    return changed - {"search/index.html"}


def test_an_edited_word_rewrites_its_own_shards(room: Newsroom) -> None:
    block, newest = search_shards.blocks({f"2025-{month:02}": 1 for month in range(1, 10)})
    assert (block.name, newest.name) == ("2025-01-6", "2025-07-3")
    write(room, 2, prose="It is waterless.")
    assert rewritten(room) == {
        f"search/{block.name}/terms-{range_of(term) * block.ranges // MOST}.json"
        for term in ("dry", "waterless")
    }


def test_a_new_title_rewrites_what_the_hit_shows(room: Newsroom) -> None:
    file = room.content / "briefings" / "month-2.md"
    file.write_text(file.read_text().replace("title: Number 2", "title: Salar 2"))
    assert {path for path in rewritten(room) if "hits" in path} == {"search/2025-01-6/hits-0.json"}


def test_a_new_briefing_rewrites_the_newest_block_alone(room: Newsroom) -> None:
    write(room, 10)
    assert {path.split("/")[1] for path in rewritten(room)} == {"index.json", "2025-10-1"}
    write(room, 11)
    assert {path.split("/")[1] for path in rewritten(room)} == {"index.json", "2025-10-1", "2025-10-2"}


def test_a_deleted_briefing_rewrites_its_block(room: Newsroom) -> None:
    (room.content / "briefings" / "month-9.md").unlink()
    assert {path.split("/")[1] for path in rewritten(room)} == {"index.json", "2025-07-3", "2025-07-2"}


def test_a_day_that_passes_rewrites_nothing(room: Newsroom) -> None:
    room.option(today=room.settings.site.today.replace(day=2))
    assert rewritten(room) == set()

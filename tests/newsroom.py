"""A newsroom on a small site: every kind of edit that people make, as moves that can be drawn at random.

A move changes files, settings or the day; it is given a source of chance and nothing else, so that
a sequence of moves is a list of names and numbers. What a move leaves need not be right: people
leave broken files too.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from lodestone.engine.settings import Settings
from lodestone.site.options import SiteOptions

ROOT = Path(__file__).parents[1]
STORY = ROOT / "tests" / "sites" / "lithium" / "content"
NAMES = ("pan", "salt", "flat", "lake", "well", "pipe", "tank", "pump")
"""Names that briefings take; few, so that moves meet."""
DAYS = tuple(dt.date(2025, 1, 1) + dt.timedelta(days=31 * n) for n in range(14))
TEXT = """---
title: {title}
date: {day}
company: {company}
themes: [{themes}]
risk: {risk}
{more}sources:
  - {{id: wire, publisher: {publisher}, reliability: C}}
---
{line}

{prose} See [another](./{other}.md#kj-1).
{chart}

## Judgements
- **{term}**, low confidence: it runs soon. [capacity, wire]

## Figures
| id | measure | of | value | period | as of | status | source |
|---|---|---|---|---|---|---|---|
| capacity | hydroxide-capacity | salar-one | {value} t/yr | undated | 2025-03 | target | wire 2 |

## Implications
- **AU**: one more buyer. [wire]

## Watch
- {watch}: a decision.
"""
CHART = """
```chart
measure: hydroxide-capacity
status: target
title: At least one plans 250 t/yr
```
"""
"""It shows the figures of all briefings, so that a change of one is a change of every page that has it."""


@dataclass
class Newsroom:
    """The files of a site, and what it is built with."""

    home: Path
    settings: Settings

    @property
    def content(self) -> Path:
        return self.settings.content

    @property
    def briefings(self) -> list[Path]:
        return sorted((self.content / "briefings").rglob("*.md"))

    def option(self, **values: object) -> None:
        self.settings = replace(self.settings, site=replace(self.settings.site, **values))  # type: ignore[arg-type]

    def move(self, name: str, seed: int) -> None:
        """Make one move."""
        MOVES[name](self, Random(seed))


def newsroom(home: Path, *, publish: bool = False) -> Newsroom:
    """A newsroom with a few briefings that know each other."""
    shutil.copytree(STORY, home / "content")
    shutil.copytree(ROOT / "templates", home / "templates")
    (home / "content" / "media").mkdir()
    options = SiteOptions(
        "Tiny", "A site to edit", "https://tiny.example/repo", today=dt.date(2025, 9, 1), publish=publish
    )
    room = Newsroom(home, Settings(home / "content", home / "output", home, options))
    for n, name in enumerate(NAMES[:5]):
        _write(room, name, Random(n))
    return room


Move = Callable[[Newsroom, Random], None]


def _text(name: str, chance: Random) -> str:
    more = chance.choice(["", "", "", f"supersedes: {chance.choice(NAMES)}\n", f"updates: {chance.choice(NAMES)}\n",
                          f"formerly: [{chance.choice(NAMES)}-old]\n", "status: draft\n", f"embargo: {chance.choice(DAYS)}\n",
                          "status: corrected\ncorrections: [{date: 2025-08-01, what: A number was wrong.}]\n",
                          "status: withdrawn\ncorrections: [{date: 2025-08-02, what: It was not so.}]\n",
                          "author: A person\n", "review_by: 2025-10-01\n", f"slug: {chance.choice(NAMES)}\n"])  # fmt: skip
    return TEXT.format(
        title=f"{name.title()} number {chance.randrange(100)}",
        day=chance.choice(DAYS),
        company=chance.choice(["Salar One", "none"]),
        themes=chance.choice(["brine", "brine", ""]),
        risk=chance.choice(["low", "high", "{likelihood: 4, impact: 4}", "severe"]),
        more=more,
        publisher=chance.choice(["Salt Lake Wire", "Desert Post"]),
        line=chance.choice(["One line says it all.", "Another line says less.", "The lake is dry."]),
        prose=chance.choice(["It is dry.", "It is wet, they say.", "Nobody knows."]),
        chart=chance.choice(["", "", CHART]),
        other=chance.choice(NAMES),
        term=chance.choice(["Likely", "Unlikely"]),
        value=chance.randrange(100, 900),
        watch=chance.choice(["2025-12", "2026", "2025-10-05"]),
    )


def _write(room: Newsroom, name: str, chance: Random) -> None:
    (room.content / "briefings" / f"{name}.md").write_text(_text(name, chance))


def add(room: Newsroom, chance: Random) -> None:
    _write(room, chance.choice(NAMES), chance)


def add_broken(room: Newsroom, chance: Random) -> None:
    (room.content / "briefings" / f"{chance.choice(NAMES)}.md").write_text("---\n: [\n---\n")


def delete(room: Newsroom, chance: Random) -> None:
    if room.briefings:
        chance.choice(room.briefings).unlink()


def rename(room: Newsroom, chance: Random) -> None:
    if room.briefings:
        file = chance.choice(room.briefings)
        file.rename(file.with_stem(chance.choice([*NAMES, f"{file.stem}-2"])))


def _replace(room: Newsroom, chance: Random, pattern: str, words: str) -> None:
    files = [file for file in room.briefings if re.search(pattern, file.read_text(), re.MULTILINE)]
    if files:
        file = chance.choice(files)
        file.write_text(re.sub(pattern, words, file.read_text(), count=1, flags=re.MULTILINE))


def edit_prose(room: Newsroom, chance: Random) -> None:
    _replace(room, chance, r"\Z", f"\nMore prose, {chance.randrange(99)}.\n")


def edit_word(room: Newsroom, chance: Random) -> None:
    _replace(room, chance, r"See \[\w+\]", f"See [{chance.choice(['one', 'two', 'it'])}]")


def edit_bottom_line(room: Newsroom, chance: Random) -> None:
    _replace(room, chance, r"^---\n(?=\w)(?!title)", f"---\nA line of number {chance.randrange(99)}. ")


def supersede(room: Newsroom, chance: Random) -> None:
    """Say that a briefing replaces another, or take that back."""
    if chance.random() < 0.3:
        _replace(room, chance, "^supersedes: .*\n", "")
    else:
        _replace(
            room, chance, r"^date: (?=.*\n(?!supersedes))", f"supersedes: {chance.choice(NAMES[:5])}\ndate: "
        )


def edit_title(room: Newsroom, chance: Random) -> None:
    _replace(room, chance, "^title: .*", f"title: Renamed to {chance.randrange(99)}")


def edit_date(room: Newsroom, chance: Random) -> None:
    _replace(room, chance, "^date: .*", f"date: {chance.choice(DAYS)}")


def edit_themes(room: Newsroom, chance: Random) -> None:
    _replace(room, chance, "^themes: .*", chance.choice(["themes: [brine]", "themes: []"]))


def edit_risk(room: Newsroom, chance: Random) -> None:
    _replace(room, chance, "^risk: .*", chance.choice(["risk: high", "risk: {likelihood: 2, impact: 2}"]))


def edit_figure(room: Newsroom, chance: Random) -> None:
    _replace(room, chance, r"\d+ t/yr", f"{chance.randrange(100, 999)} t/yr")


def edit_source(room: Newsroom, chance: Random) -> None:
    _replace(
        room,
        chance,
        "publisher: [A-Za-z ]+",
        f"publisher: {chance.choice(['Desert Post', 'Salt Lake Wire'])}",
    )


def touch(room: Newsroom, chance: Random) -> None:
    if room.briefings:
        os.utime(chance.choice(room.briefings))


def break_a_file(room: Newsroom, chance: Random) -> None:
    _replace(room, chance, r"\A---\n", chance.choice(["---\nrisk: {likelihood: 9}\n", "", "---\n: [\n"]))


def damage(room: Newsroom, chance: Random) -> None:
    _replace(room, chance, "It is", "Itโs")


def edit_template(room: Newsroom, chance: Random) -> None:
    names = sorted(each for each in room.settings.templates.rglob("*.html"))
    file = chance.choice(names)
    end = "{% endmacro %}" if "{% endmacro %}" in file.read_text() else "{% endblock %}"
    file.write_text(file.read_text().replace(end, f"<!-- {chance.randrange(99)} -->{end}"))


def edit_style(room: Newsroom, chance: Random) -> None:
    sheet = room.settings.templates / "static" / "style.css"
    sheet.write_text(f"a{{order:{chance.randrange(9)}}}")


def setting(room: Newsroom, chance: Random) -> None:
    room.option(
        **chance.choice(
            [
                {"name": f"Tiny {chance.randrange(3)}"},
                {"subtitle": f"Other words {chance.randrange(3)}"},
                {"url": chance.choice(["https://tiny.example", "https://tiny.example/repo"])},
                {"unconfirmed": chance.choice(["mark", "hold", "error"])},
                {"publish": chance.choice([True, False])},
            ]
        )
    )


def day(room: Newsroom, chance: Random) -> None:
    room.option(today=room.settings.site.today + dt.timedelta(days=chance.choice([1, 31, 190, -31])))


def edition(room: Newsroom, chance: Random) -> None:
    room.option(edition=chance.choice([None, *DAYS]))


def edit_company(room: Newsroom, chance: Random) -> None:
    file = room.content / "companies" / "salar-one.md"
    words = chance.choice(["Salar One", "Salar First", "Salar Uno"])
    file.write_text(re.sub(r"aliases: \[.*\]", f"aliases: [{words}, Salar One]", file.read_text()))


def edit_text_and_company(room: Newsroom, chance: Random) -> None:
    """Two things between two builds: all texts are read again, and one of them is another one."""
    edit_word(room, chance)
    edit_company(room, chance)


def edit_profile(room: Newsroom, chance: Random) -> None:
    file = room.content / "companies" / "salar-one.md"
    file.write_text(file.read_text() + f"\nIt grew by {chance.randrange(9)}.\n")


def another_company(room: Newsroom, chance: Random) -> None:
    file = room.content / "companies" / "desert.md"
    if file.exists():
        file.unlink()
    else:
        file.write_text(
            f"---\nid: desert\nname: Desert {chance.randrange(9)} plc\ncountry: AU\nstatus: private\n"
            "listings: []\nsegments: [mining]\nsource: https://desert.example/\nchecked: 'no'\n---\n"
        )


def edit_topic(room: Newsroom, chance: Random) -> None:
    file = room.content / "topics" / "brine.md"
    old, new = chance.choice(
        [
            (r"^title: .*", f"title: Brine {chance.randrange(3)}"),
            (r"weight: \d", f"weight: {chance.randrange(1, 4)}"),
            (r"impact: \d", f"impact: {chance.randrange(1, 6)}"),
            (r"supports: \[.*?\]", f"supports: [{chance.choice(NAMES)}]"),
            (r"\Z", f"\nMore of it, {chance.randrange(9)}.\n"),
        ]
    )
    file.write_text(re.sub(old, new, file.read_text(), count=1, flags=re.MULTILINE))


def edit_vocabulary(room: Newsroom, chance: Random) -> None:
    name, old, new = chance.choice(
        [
            ("measures", "label: .*", f"label: Hydroxide, {chance.randrange(3)}"),
            ("jurisdictions", "label: Australia.?,", f"label: Australia{chance.choice('xyz')},"),
            ("subjects", "label: World.?,", f"label: World{chance.choice('xyz')},"),
        ]
    )
    file = room.content / "vocabulary" / f"{name}.yaml"
    file.write_text(re.sub(old, new, file.read_text(), count=1))


def edit_events(room: Newsroom, chance: Random) -> None:
    file = room.content / "events.yaml"
    file.write_text(re.sub('date: "[^"]*"', f'date: "{chance.choice(DAYS)}"', file.read_text()))


def edit_page(room: Newsroom, chance: Random) -> None:
    name = chance.choice(["about", "corrections", "terms"])
    file = room.content / "pages" / f"{name}.md"
    if file.exists() and chance.random() < 0.5:
        file.unlink()
    else:
        file.write_text(f"---\ntitle: {name} {chance.randrange(3)}\n---\n[A plan](../briefings/pan.md).\n")


def media(room: Newsroom, chance: Random) -> None:
    file = room.content / "media" / chance.choice(["a.png", "b.png"])
    if file.exists() and chance.random() < 0.5:
        file.unlink()
    else:
        file.write_bytes(bytes([chance.randrange(9)]))


def link_to_media(room: Newsroom, chance: Random) -> None:
    _replace(room, chance, r"^It is", f"![A plan](../media/{chance.choice('ab')}.png) It is")


def spoil(room: Newsroom, chance: Random) -> None:
    files = sorted(each for each in room.settings.output.rglob("*") if each.is_file())
    if files:
        chance.choice(files).unlink()


MOVES: dict[str, Move] = {
    move.__name__: move
    for move in (
        add, add_broken, delete, rename, edit_prose, edit_word, edit_bottom_line, supersede, edit_title, edit_date, edit_themes, edit_risk, edit_figure,
        edit_source, touch, break_a_file, damage, edit_template, edit_style, setting, day, edition, edit_company,
        edit_text_and_company, edit_profile, another_company, edit_topic, edit_vocabulary, edit_events, edit_page, media, link_to_media, spoil,
    )
}  # fmt: skip
"""Every kind of edit, by name."""

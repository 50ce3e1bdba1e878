"""A canary in each kind of text that nobody may read: it is in no byte of what a publish build leaves.

What such a build refuses leaves nothing written, and the earlier output whole. What it leaves out
changes no byte: the output is that of the same content without the file, which says more than a
search for a word, for counts, related briefings and slugs are bytes too.
"""

from __future__ import annotations

import datetime as dt
import gzip
import itertools
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from disk import plant, tree
from lodestone.engine.build import build
from lodestone.engine.load import load
from lodestone.engine.report import Report
from lodestone.engine.settings import Settings
from lodestone.model.briefing import TLP
from lodestone.site.index import index
from lodestone.site.options import SiteOptions
from lodestone.site.views import VIEWS

ROOT = Path(__file__).parents[2]
STORY = ROOT / "tests" / "sites" / "lithium" / "content"
OPTIONS = SiteOptions(
    "Tiny",
    "",
    "https://tiny.example",
    today=dt.date(2026, 1, 2),
    publish=True,
    chain=(("mining", "Mines", "salt"),),
)
WORD = "quetzalcanary"
"""Stands in title, slug, text, figures, file name, picture, source and notes of what must not be read."""
Files = dict[str, str | bytes]
TEXT = """---
title: The {word} title
date: 2025-03-05
company: Salar One
themes: [brine]
risk: {{likelihood: 5, impact: 5, direction: raises, rationale: A {word} rationale}}
author: {word} author
source_summary: A {word} summary
{more}sources:
  - {{id: wire, publisher: {word} press, title: A {word} source, reliability: B, url: 'https://{word}.example/', origin: press}}
---
The {word} bottom line says it all.

See [the plant](hydroxide-plant.md#kj-1) and ![a {word} picture](../media/{word}.png), {word} prose.

## Judgements
- **Almost certain**, high confidence: a {word} judgement. [capacity, wire] {{#{word}}}

## Figures
| id | measure | of | value | period | as of | status | source | note |
|---|---|---|---|---|---|---|---|---|
| capacity | hydroxide-capacity | salar-one | 987,654 t/yr | undated | 2025-03 | target | wire 1 | {word} note |

## Implications
- **AU**: a {word} implication. [wire]

## Watch
- 2026-03-04: a {word} date.

## Gaps
- A {word} gap.
"""


def hidden(more: str) -> Files:
    """A briefing full of the canary, and its picture."""
    return {
        f"briefings/{WORD}.md": TEXT.format(word=WORD, more=more),
        f"media/{WORD}.png": f"{WORD} pixels".encode(),
    }


DRAWN = """---
title: What the plants can do
date: 2025-03-01
company: Salar One
themes: [brine]
risk: low
sources:
  - {id: wire, publisher: Salt Lake Wire, reliability: B, origin: company}
---
One line says it all.

```chart
measure: hydroxide-capacity
```
"""
"""A public briefing with a chart of all figures of a measure, those of the canary too where they are public."""
PLANT = (STORY / "briefings" / "hydroxide-plant.md").read_text("utf-8")
NOTES = (
    ("date: 2025", f"# {WORD}, ask the desk\ndate: 2025"),
    ("confidence: low", f"confidence: low  # {WORD}"),
    ("No money", f"<!-- {WORD} --> No money"),
    ("The site is chosen.", f"<!-- {WORD}\nover lines -->\n\nThe site is chosen.\n[//]: # ({WORD})\n"),
    ("runs before 2028. [", f"runs <!-- {WORD} --> before 2028. <!-- {WORD} --> ["),
    ("second buyer", f"second <!-- {WORD} --> buyer"),
    ("to invest.", f"to <!-- {WORD} --> invest. <!-- {WORD} -->"),
    ("is not said.", f"is <!-- {WORD} --> not said."),
    ("status | source |\n|", "status | source | note |\n|---|"),
    ("target | wire 2 |", f"target | wire 2 | planned <!-- {WORD} --> |"),
    ("claimed | wire 3 |", "claimed | wire 3 | |"),
)
"""Where an editor may write a note, and the note."""
NOTED = PLANT
for _words, _note in NOTES:
    assert _words in NOTED
    NOTED = NOTED.replace(_words, _note, 1)


def _noted(path: str, *notes: tuple[str, str]) -> Files:
    """Another file of the story with notes: each behind the first words that are given."""
    text = (STORY / path).read_text("utf-8")
    for words, note in notes:
        assert words in text
        text = text.replace(words, words + note, 1)
    return {path: text}


NOTED_ELSEWHERE: Files = {
    **_noted("topics/brine.md", ("title: Brine", f"  # {WORD}"), ("dry lake.", f" <!-- {WORD} -->")),
    **_noted("companies/salar-one.md", ("country: AU", f"\n# {WORD}"), ("pumps brine", f" <!-- {WORD} -->")),
    **_noted("pages/method.md", ("title: Method", f"  # {WORD}"), ("in a word", f" <!-- {WORD} -->")),
    **_noted("events.yaml", ("events:", f"  # {WORD}")),
    **_noted("vocabulary/measures.yaml", ("measures:", f"  # {WORD}")),
}
"""The same in every other kind of file."""
LEFT_OUT: dict[str, Files] = {
    "a draft": hidden("status: draft\n"),
    "a draft whose rights nobody confirmed": hidden("status: draft\nrights: unconfirmed\n"),
    "a draft under a label": hidden("status: draft\ntlp: TLP:RED\n"),
    "an embargo of tomorrow": hidden("embargo: 2026-01-03\n"),
    "an embargo of years": hidden("embargo: 2036-01-03\n"),
    "a draft that replaces a public one": hidden("status: draft\nsupersedes: hydroxide-plant\n"),
    "a draft that updates a public one": hidden("status: draft\nupdates: hydroxide-plant\n"),
    "a draft that had another address": hidden("status: draft\nformerly: [an-older-one]\n"),
    "a draft that was corrected and moved": hidden(f"status: draft\ncorrections: [{{date: 2025-04-01, what: A {WORD}.}}]\nformerly: [an-older-one]\n"),
    "an embargo over a correction": hidden(f"status: corrected\nembargo: 2036-01-03\ncorrections: [{{date: 2025-04-01, what: A {WORD}.}}]\n"),
    "a scrape kept beside the content": {f"raw/{WORD}.txt": WORD, f"../.lodestone/raw/{WORD}.txt": WORD},
    "a hidden file": {f"briefings/.{WORD}.md": WORD, f"media/.{WORD}.png": WORD, f".{WORD}/x.md": WORD},
    "a leftover of an editor": {f"briefings/{WORD}.md~": WORD, f"briefings/#{WORD}.md#": WORD, f"media/{WORD}.png.bak": WORD},
    "a picture that no page shows": {f"media/{WORD}.png": WORD},
    "a data file that no page shows": {f"media/{WORD}.csv": WORD},
    "Markdown outside of the folders": {f"notes/{WORD}.md": WORD, f"{WORD}.md": WORD},
    "a vocabulary that is none of ours": {f"vocabulary/{WORD}.yaml": f"notes: [{WORD}]"},
}  # fmt: skip
"""What a publish build passes over, and its output is the same to the byte."""
WITHDRAWN = hidden("status: withdrawn\ncorrections: [{date: 2025-04-01, what: It was not so.}]\n")
REFUSED: dict[str, Files] = {
    **{f"under {label}": hidden(f"tlp: {label}\n") for label in TLP if label != "TLP:CLEAR"},
    "rights that nobody confirmed": hidden("rights: unconfirmed\n"),
    "a file that cannot be read": {f"briefings/{WORD}.md": f"---\ntitle: [{WORD}\n: x\n---\n{WORD}\n"},
    "a file without front matter": {f"briefings/{WORD}.md": f"{WORD}\n"},
    "a merge conflict": {f"briefings/{WORD}.md": f"---\ntitle: a\ndate: 2025-01-01\n---\n<<<<<<< {WORD}\n=======\n>>>>>>> x\n"},
    "a company without a name": {f"companies/{WORD}.md": f"---\nid: {WORD}\ncountry: AU\n---\n{WORD}\n"},
    "an override of the reading order": {f"briefings/{WORD}.md": TEXT.format(word=WORD, more="").replace("gap", "g\u202eap")},
    "a link to a draft": hidden("status: draft\n") | {"briefings/a.md": PLANT.replace("It is dry.", f"[x]({WORD}.md)")},
}  # fmt: skip
"""What stops a publish build."""


class Desk:
    """A site that is built again and again into one directory."""

    def __init__(self, home: Path) -> None:
        self.home = home
        shutil.copytree(STORY, home / "content")
        shutil.copytree(ROOT / "templates", home / "templates")
        (home / "content" / "media").mkdir()
        plant(home / "content", {"briefings/drawn.md": DRAWN})
        self.settings = Settings(home / "content", home / "output", home, OPTIONS)

    def put(self, files: Mapping[str, str | bytes]) -> None:
        plant(self.home / "content", files)

    def take(self, files: Mapping[str, str | bytes]) -> None:
        """Take files away again, or put back what the story has in their place."""
        for path in files:
            known = STORY / path
            place = self.home / "content" / path
            place.write_bytes(known.read_bytes()) if known.is_file() else place.unlink(missing_ok=True)

    def publish(self, **values: object) -> Report:
        return build(replace(self.settings, site=replace(OPTIONS, **values)))  # type: ignore[arg-type]

    def develop(self) -> Report:
        return build(replace(self.settings, site=replace(OPTIONS, publish=False)))

    def kinds(self) -> Iterator[tuple[str, list[str]]]:
        """Every kind of output with the paths that it has now."""
        content, _ = load(self.settings.content)
        parts = (content.articles, content.lexicon, content.pages, content.events, OPTIONS, content.media)
        public = index(*parts)[0].public
        for name, kind in VIEWS.items():
            yield name, [view.path for key in kind.keys(public) for view in kind.make(public, key)]

    @property
    def output(self) -> dict[str, bytes]:
        return tree(self.settings.output)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def hits(output: Mapping[str, bytes]) -> list[str]:
    """Files whose path or bytes hold the canary, packed ones unpacked."""
    return [path for path, data in output.items() if WORD in path or any(_found(data))]


def _found(data: bytes) -> Iterator[bool]:
    plain = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    low = plain.lower()
    yield WORD.encode() in low
    yield WORD.encode("utf-16-le") in low
    yield b"987,654" in low or b"987654" in low


UNMOVED = {
    "page": "texts of the site", "missing": "a page for what is not there", "machines": "for programs", "search": "a form",
    "data-register": "the register", "chain": "companies by their segments",
}  # fmt: skip
"""Kinds of output that no briefing changes, and what they hold."""
LONG = {each for each in VIEWS if each.endswith("-older")} | {"risk-cell"}
"""Kinds that only lists have which are too long for a page; their first page is of another kind."""


def test_the_canary_is_found_where_it_may_be_read(desk: Desk) -> None:
    """Else the tests below would see nothing either: public, it is in every kind of output that there is."""
    assert not desk.publish().stopped
    before = desk.output
    public = "status: corrected\ncorrections: [{date: 2025-04-01, what: A word.}]\nformerly: [an-older-one]\n"
    desk.put(hidden(public))
    assert not desk.publish().stopped
    output = desk.output
    found = hits(output)
    for part in (
        "index.html",
        "feeds/all.atom",
        "data/briefings.csv",
        "sitemap.xml",
        "calendar.ics",
        f"media/{WORD}.png",
    ):
        assert part in found
    assert "briefings/drawn/index.html" in found
    assert len(found) > 40
    kinds = dict(desk.kinds())
    assert {kind for kind, paths in kinds.items() if not paths} == LONG
    moved = {kind for kind, paths in kinds.items() if any(before.get(path) != output[path] for path in paths)}
    assert kinds.keys() - LONG - moved == UNMOVED.keys()


def test_what_is_left_out_changes_no_byte(desk: Desk) -> None:
    assert not desk.publish().stopped
    before = desk.output
    assert hits(before) == []
    for kind, files in LEFT_OUT.items():
        desk.put(files)
        report = desk.publish()
        assert (report.stopped, report.written.written) == (False, ()), kind
        assert desk.output == before, kind
        desk.take(files)


def test_all_that_is_left_out_together_changes_no_byte(desk: Desk) -> None:
    assert not desk.publish().stopped
    before = desk.output
    for n, files in enumerate(LEFT_OUT.values()):
        desk.put({path.replace(f"{WORD}.md", f"{WORD}-{n}.md"): text for path, text in files.items()})
    assert not desk.publish().stopped
    assert desk.output == before
    shutil.rmtree(desk.home / ".lodestone")
    shutil.rmtree(desk.settings.output)
    assert not desk.publish().stopped
    assert desk.output == before


def test_a_development_build_into_the_same_directory_leaves_nothing(desk: Desk) -> None:
    assert not desk.publish().stopped
    before = desk.output
    for files in (LEFT_OUT["a draft"], LEFT_OUT["a hidden file"]):
        desk.put(files)
    desk.develop()
    assert hits(desk.output) != []
    assert not desk.publish().stopped
    assert desk.output == before


def test_leftovers_that_nobody_remembers_stop_the_build(desk: Desk) -> None:
    """The state is gone, so nothing tells our files from others: rather no edition than one with a draft."""
    desk.put(LEFT_OUT["a draft"])
    desk.develop()
    shutil.rmtree(desk.home / ".lodestone")
    there = desk.output
    report = desk.publish()
    assert report.stopped
    assert [each.code for each in report.problems if each.fails] == ["E214"]
    assert desk.output == there


def test_what_was_public_and_is_not_any_more_is_gone(desk: Desk) -> None:
    assert not desk.publish().stopped
    before = desk.output
    for kind in ("a draft", "an embargo of tomorrow"):
        desk.put(hidden(""))
        assert not desk.publish().stopped
        assert hits(desk.output) != []
        desk.put(LEFT_OUT[kind])
        assert not desk.publish().stopped
        assert desk.output == before, kind


def test_an_embargo_ends_by_the_day_alone_and_not_by_the_edition(desk: Desk) -> None:
    desk.put(LEFT_OUT["an embargo of tomorrow"])
    assert not desk.publish(edition=dt.date(2030, 1, 1)).stopped
    assert hits(desk.output) == []
    assert not desk.publish(today=dt.date(2026, 1, 3)).stopped
    assert hits(desk.output) != []


def test_of_a_withdrawn_briefing_title_address_and_reason_are_left(desk: Desk) -> None:
    desk.put(hidden(""))
    assert not desk.publish().stopped
    desk.put(WITHDRAWN)
    assert not desk.publish().stopped
    output = {path: data for path, data in desk.output.items() if path != f"briefings/{WORD}/index.html"}
    left = {path: data.replace(f"The {WORD} title".encode(), b"").replace(f"{WORD}/".encode(), b"") for path, data in output.items()}  # fmt: skip
    assert hits(left) == []
    stub = desk.output[f"briefings/{WORD}/index.html"].decode()
    stub = stub.replace(f"The {WORD} title", "").replace(f"{WORD}/", "")
    assert WORD not in stub
    assert "It was not so." in stub
    assert [path for path in desk.output if WORD in path] == [f"briefings/{WORD}/index.html"]


def test_notes_of_editors_are_told_to_nobody(desk: Desk) -> None:
    desk.put({"briefings/hydroxide-plant.md": NOTED} | NOTED_ELSEWHERE)
    assert NOTED.count(WORD) == 12
    assert not desk.publish().stopped
    assert hits(desk.output) == []
    assert b"planned" in desk.output["briefings/hydroxide-plant/figures.csv"]
    desk.develop()
    assert hits(desk.output) == []


def test_unconfirmed_briefings_that_are_held_change_no_byte(desk: Desk) -> None:
    held = {
        f"briefings/{WORD}.md": f"---\ntitle: A {WORD}\ndate: 2025-03-05\nrights: licensed\n---\nSalar One (ASX: SLR) plans {WORD} brine.\n"
    }
    (desk.home / "content" / "briefings" / "late-plant.md").unlink()  # machine-read as well
    topic = desk.home / "content" / "topics" / "brine.md"
    topic.write_text(topic.read_text("utf-8").replace("late-plant", "hydroxide-plant"), "utf-8")
    assert not desk.publish(unconfirmed="hold").stopped
    before = desk.output
    desk.put(held)
    assert not desk.publish(unconfirmed="hold").stopped
    assert desk.output == before
    assert desk.publish(unconfirmed="error").stopped
    assert desk.output == before


def test_what_stops_a_build_leaves_nothing_written(desk: Desk) -> None:
    for kind, files in REFUSED.items():
        desk.put(files)
        assert desk.publish().stopped, kind
        assert desk.output == {}, kind
        desk.take(files)


def test_what_stops_a_build_leaves_the_earlier_output_whole(desk: Desk) -> None:
    assert not desk.publish().stopped
    before = desk.output
    for files in REFUSED.values():
        desk.put(files)
        assert desk.publish().stopped
        assert desk.output == before
        desk.take(files)
    assert not desk.publish().stopped
    assert desk.output == before


def test_all_kinds_together_leave_the_earlier_output_whole(desk: Desk) -> None:
    assert not desk.publish().stopped
    before = desk.output
    for n, files in enumerate(itertools.chain(REFUSED.values(), LEFT_OUT.values(), [WITHDRAWN])):
        desk.put({path.replace(f"{WORD}.md", f"{WORD}-{n}.md"): text for path, text in files.items()})
    assert desk.publish().stopped
    assert desk.output == before
    desk.develop()
    assert desk.publish().stopped

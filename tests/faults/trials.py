"""Trials of one newsroom: it is edited, its build is disturbed, and then everything must be as if it had not been.

After each trial it is asked: is every byte that people wrote as they wrote it; is a published
directory one whole edition, the old or the new; is what was said a sentence and no traceback; and does
the next build leave what a cold build leaves, and nothing else on the disk.
"""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from random import Random

from disk import tree
from faults.disturbing import (
    CRASHED,
    FILE_ERRORS,
    TABLE_ERRORS,
    End,
    Trouble,
    built,
    clean,
    done,
    finish,
    kill,
    of_session,
    start,
)
from newsroom import MOVES, NAMES, STORY, TEXT, Newsroom, newsroom

_PUBLISHED = (
    "edit_prose", "edit_word", "edit_bottom_line", "edit_title", "edit_date", "edit_risk", "edit_figure", "edit_source",
    "touch", "edit_style", "day", "edit_company", "edit_profile", "edit_vocabulary", "edit_events", "media",
)  # fmt: skip
"""Edits that leave a site which can be published; others stop a publish build, which is tried too."""


@dataclass
class Count:
    """What all trials came to."""

    trials: int = 0
    struck: int = 0
    """Builds that were cut short or refused something; the others were done before the instant."""
    mixed: list[str] = field(default_factory=list)
    """Published directories that were neither the old edition nor the new one."""
    lost: list[str] = field(default_factory=list)
    """What people wrote and is gone or changed."""
    differing: list[str] = field(default_factory=list)
    """Outputs that differ from a cold build after the next one."""
    left: list[str] = field(default_factory=list)
    """Files and processes that nobody needs any more."""
    crashed: list[str] = field(default_factory=list)
    """Builds that ended with a traceback."""
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def wrong(self) -> list[str]:
        """Everything that must not be."""
        return [*self.mixed, *self.lost, *self.differing, *self.left, *self.crashed]

    def __str__(self) -> str:
        told = (
            f"{self.trials} trials, {self.struck} struck ({', '.join(f'{n} {kind}' for kind, n in sorted(self.kinds.items()))})",
            f"  {len(self.differing)} outputs that differ from a cold build after the next one",
            f"  {len(self.mixed)} published directories that were no whole edition",
            f"  {len(self.lost)} files of people changed or lost",
            f"  {len(self.left)} leftovers",
            f"  {len(self.crashed)} builds that ended with a traceback",
        )
        return "\n".join(told)


class Ground:
    """One newsroom and its builds, round after round: an edit, and some builds of it that are disturbed."""

    def __init__(self, home: Path, chance: Random, *, publish: bool, count: Count) -> None:
        self._chance, self._count, self._home = chance, count, home
        self._room = newsroom(home / "site", publish=publish)
        if publish:
            put_right(self._room)
        self._log, self._copy = home / "log", home / "copy"
        self._publish = publish
        self._edition: dict[str, bytes] = {}
        self._wanted = self._built_cold()
        self._end(done(self._work(), self._log), "first build")
        self._edition = self._tree()

    def _work(self) -> partial[int]:
        return partial(built, self._room.settings)

    def round(self, disturb: str, times: int) -> None:
        """Edit the site, then try its build some times: `killed` or `refused`."""
        for _ in range(self._chance.randrange(1, 4)):
            any_move = not self._publish or self._chance.random() < 0.05
            self._room.move(
                self._chance.choice(_ANY if any_move else _PUBLISHED), self._chance.randrange(9999)
            )
        self._cold = self._chance.random() < 0.25
        self._jobs = 2 if self._chance.random() < 0.3 else 1
        if self._cold:
            shutil.rmtree(self._room.settings.output, ignore_errors=True)
            shutil.rmtree(self._room.settings.state, ignore_errors=True)
            self._edition = {}
        before = self._edition = self._tree()
        self._wanted = self._built_cold()
        self._count_steps()
        for n in range(times):
            self._count.trials += 1
            if n:
                shutil.rmtree(self._room.home)
                shutil.copytree(self._copy, self._room.home, symlinks=True)
            self._edition = before
            getattr(self, f"_{disturb}")()
        self._edition = self._wanted
        if self._publish and self._stopped:
            put_right(self._room)

    def _count_steps(self) -> None:
        """How many operations the build takes, and how long; what there was before is kept as a copy."""
        shutil.rmtree(self._copy, ignore_errors=True)
        shutil.copytree(self._room.home, self._copy, symlinks=True)
        begun = time.monotonic()
        end = done(self._work(), self._log, Trouble(self._room.home), self._jobs)
        self._end(end, "counted build")
        self._seconds = time.monotonic() - begun
        self._steps = int(end.words.rpartition("steps ")[2])
        shutil.rmtree(self._room.home)
        shutil.copytree(self._copy, self._room.home, symlinks=True)

    # One trial

    def _killed(self) -> None:
        """One kill: at a random instant, or as a random operation of the disk begins, since writing is short."""
        if self._chance.random() < 0.5:
            at = self._chance.randrange(1, self._steps + 1)
            child = start(self._work(), self._log, Trouble(self._room.home, at=at, kills=True), self._jobs)
            what = f"killed at {at} of {self._steps}"
        else:
            child, what = start(self._work(), self._log, jobs=self._jobs), "killed"
        with clean(child):
            if what == "killed":
                alone = self._chance.random() < 0.5
                end = kill(child, self._log, self._chance.uniform(0, self._seconds), all_of_it=not alone)
            else:
                end = finish(child, self._log)
            self._count.struck += end.code < 0
            self._count.kinds[f"{what.split()[0]} {'cold' if self._cold else 'warm'}"] += end.code < 0
            self._judge(end, what, self._orphans(child))

    def _refused(self) -> None:
        """One operation of the disk that fails, or all from one on."""
        trouble = Trouble(
            self._room.home,
            at=self._chance.randrange(1, self._steps + 1),
            number=self._chance.choice(FILE_ERRORS),
            words=self._chance.choice(sorted(TABLE_ERRORS)),
            stays=self._chance.random() < 0.5,
        )
        end = done(self._work(), self._log, trouble, self._jobs)
        self._count.struck += 1
        self._count.kinds["all operations from one on" if trouble.stays else "one operation"] += 1
        self._judge(end, f"{os.strerror(trouble.number)} at {trouble.at} of {self._steps}")

    # What must hold

    def _judge(self, end: End, what: str, left: list[str] | None = None) -> None:
        told, wanted = f"trial {self._count.trials} ({what})", self._wanted
        self._end(end, told)
        self._count.left += [f"{told}: {each}" for each in left or ()]
        now = self._tree()
        if self._publish and now not in (self._edition, wanted):
            differing = _differing(now, self._edition), _differing(now, wanted)
            self._count.mixed.append(f"{told}: from the old {differing[0]}, from the new {differing[1]}")
        self._end(done(self._work(), self._log), f"{told}, next build")
        if self._written() != self._people:
            self._count.lost.append(f"{told}: {_differing(self._people, self._written())}")
        now = self._tree()
        if now != wanted:
            self._count.differing.append(f"{told}: {_differing(now, wanted)}")
        self._count.left += [f"{told}: {each}" for each in self._strangers()]

    def _built_cold(self) -> dict[str, bytes]:
        """The edition that a cold build of the content gives; the one before, where it writes nothing."""
        self._people = self._written()
        place = self._home / "cold"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        (place / "templates").symlink_to(self._room.settings.templates)
        other = replace(self._room.settings, output=place / "output", home=place)
        end = done(partial(built, other), self._log)
        self._end(end, "cold build")
        self._stopped = self._publish and end.code != 0
        return self._edition if self._stopped else tree(other.output)

    def _written(self) -> dict[str, bytes]:
        """All that people wrote."""
        content, templates = self._room.settings.content, self._room.settings.templates
        return tree(content) | {f"templates/{path}": data for path, data in tree(templates).items()}

    def _tree(self) -> dict[str, bytes]:
        output = self._room.settings.output
        return tree(output) if output.is_dir() else {}

    def _strangers(self) -> Iterator[str]:
        """What is on the disk and should not be."""
        settings = self._room.settings
        known = {settings.content.name, settings.output.name, settings.state.name, "templates"}
        yield from (each.name for each in settings.home.iterdir() if each.name not in known)
        for each in settings.state.iterdir():
            if each.suffix == ".intents" or each.name.startswith("stage"):
                yield f".lodestone/{each.name}"

    def _orphans(self, session: int) -> list[str]:
        """Processes that outlive the one that started them for more than two seconds."""
        end = time.monotonic() + 2
        while (left := list(of_session(session))) and time.monotonic() < end:
            time.sleep(0.01)
        return [f"{len(left)} processes are left"] if left else []

    def _end(self, end: End, what: str) -> None:
        if end.code == CRASHED or "Traceback" in end.words:
            self._count.crashed.append(f"{what}: {end.words.strip()[-1500:]}")


_ANY = sorted(set(MOVES) - {"setting"})


def put_right(room: Newsroom) -> None:
    """Write every briefing anew, so that the site can be published."""
    for n, name in enumerate(NAMES):
        values = defaultdict(
            str, title=f"{name.title()} number {n}", day=f"2025-0{n + 1}-01", company="Salar One", themes="brine", more="",
            risk="{likelihood: 4, impact: 4}", publisher="Salt Lake Wire", line="One line says it all.",
            prose="It is dry.", other=NAMES[n - 1], term="Likely", value=100 + n, watch="2025-12",
        )  # fmt: skip
        (room.content / "briefings" / f"{name}.md").write_text(TEXT.format_map(values))
    story = STORY / "briefings"
    for each in room.briefings:
        if (story / each.name).is_file():
            shutil.copy(story / each.name, each)
        elif each.stem not in NAMES:
            each.unlink()


def _differing(first: dict[str, bytes], second: dict[str, bytes]) -> list[str]:
    return sorted(path for path in first.keys() | second.keys() if first.get(path) != second.get(path))[:6]

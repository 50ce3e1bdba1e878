"""The first look of a build: what is not as the last one left it. Where that is nothing, the build ends here.

So nothing is imported here that a build needs only when it has something to do: no Markdown, no
YAML, no templates, not even the model.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from lodestone.engine.here import mark
from lodestone.engine.refused import Gate
from lodestone.engine.scan import FILE, Difference, Found, Seen, compare, hash_of, hashed, walk
from lodestone.engine.schema import VERSION
from lodestone.engine.settings import Settings
from lodestone.engine.state import Damaged, State, state_file

CONTENT, TEMPLATES, PACKAGE = "content", "templates", "package"
"""Areas of the disk that a build depends on."""
_LEANS_ON = ("markdown-", "jinja2-", "ftfy-", "pyyaml-", "pydantic-", "nh3-", "feedgenerator-", "pelican-")
"""Packages whose version may change what is made."""
RAW = "raw"
"""The folder of scrapes, beside the content; `engine.scrapes` reads them."""
_TICK = 20_000_000
"""Nanoseconds within which a file system may give two changes the same time."""


@dataclass(slots=True)
class Look:
    """What there is, and what of it is not as it was."""

    state: State
    content: dict[str, Found]
    """Files of the content by path, those that are refused too."""
    differences: dict[str, Difference]
    options: str
    """The settings, as they are kept."""
    looked: int
    """When, in nanoseconds."""
    spoilt: dict[str, str] = field(default_factory=dict)
    """Outputs that are not as we left them: a hash, '' where they are gone."""
    folders: tuple[str, ...] = ()
    """Folders of the output in which something came or went."""
    raw: str = ""
    crowded: bool = False
    """Whether something came into a published output or went from it, which may be a stranger."""

    @property
    def idle(self) -> bool:
        """Whether there is nothing to do."""
        same = self.options == self.state.meta.get("options") and self.raw == self.state.meta.get("raw")
        told = "report" in self.state.meta
        return (
            told
            and same
            and not (self.state.cold or self.state.recalled)
            and not (self.spoilt or self.crowded)
            and not any(self.differences.values())
        )


def look(settings: Settings, *, verify: bool = False) -> Look:
    """Open the state and hold the disk against it."""
    state = State(state_file(settings.state, settings.content, settings.output), stamp(settings))
    try:
        return _looked(settings, state, verify=verify)
    except BaseException:
        state.close()
        raise


def _looked(settings: Settings, state: State, *, verify: bool) -> Look:
    state.begin()
    recalled = state.recall_intents()
    _tidy(settings, state, recalled)
    now, looked = time.time_ns(), number(state, "looked")
    areas = {
        CONTENT: list(walk(str(settings.content))),
        TEMPLATES: list(walk(str(settings.templates))),
        PACKAGE: [file for file in walk(str(Path(__file__).parents[1])) if file.path.endswith(".py")],
    }
    differences = {}
    gate = Gate(settings.content)
    for area, found in areas.items():
        differences[area] = compare(_read(area, found, gate), state.files(area), looked, verify)
        if area == PACKAGE and differences[area] and not state.cold:
            state.forget(stamp(settings))
            state.recall_intents()
            return look_anew(settings, state, areas, now, gate)
    spoilt, folders = _outputs(state, settings.output, verify)
    return Look(
        state=state,
        content={file.path: file for file in areas[CONTENT]},
        differences=differences,
        options=options_text(settings),
        looked=now,
        spoilt=spoilt,
        folders=folders,
        raw=_raw(settings),
        crowded=settings.site.publish and bool(folders),
    )


def number(state: State, name: str) -> int:
    """A small number that the state keeps; 0 where it has none."""
    try:
        return int(state.meta.get(name, "0"))
    except ValueError:
        raise Damaged(f"{name} is no number") from None


def _tidy(settings: Settings, state: State, paths: set[str]) -> None:
    """Remove what a build that was cut short was about to put in place."""
    names = (f"stage-{state.file.stem}", f"next-{state.file.stem}")
    for left in os.listdir(settings.state):  # noqa: PTH208
        if left.startswith(names):
            import shutil  # noqa: PLC0415 - there is nothing, as a rule

            shutil.rmtree(settings.state / left, ignore_errors=True)
    if paths:
        from lodestone.engine.writer import tidy  # noqa: PLC0415 - needed after a crash only

        tidy(settings.output, paths)


def look_anew(settings: Settings, state: State, areas: dict[str, list[Found]], now: int, gate: Gate) -> Look:
    """The look of a cold build: everything is new."""
    differences = {area: compare(_read(area, found, gate), {}, 0) for area, found in areas.items()}
    content = {file.path: file for file in areas[CONTENT]}
    return Look(state, content, differences, options_text(settings), now, raw=_raw(settings))


def _read(area: str, found: list[Found], gate: Gate) -> Iterator[Found]:
    """Those that are read."""
    return (file for file in found if (gate.reads(file) if area == CONTENT else file.kind == FILE))


def keep(look: Look) -> None:
    """Remember what was seen."""
    for area, difference in look.differences.items():
        look.state.put_files(area, difference.marks, difference.removed)
    if look.state.cold or any(each.marks for each in look.differences.values()):
        look.state.put("looked", str(look.looked))
    look.state.put("options", look.options)
    look.state.put("raw", look.raw)


def options_text(settings: Settings) -> str:
    """The settings as text."""
    return json.dumps(asdict(settings.site), default=str, sort_keys=True)


def _raw(settings: Settings) -> str:
    """A mark of the folder of scrapes, which changes when one comes or goes."""
    try:
        return str((settings.content.absolute().parent / RAW).stat().st_mtime_ns)
    except OSError:
        return ""


def stamp(settings: Settings) -> str:
    """By what a state is known to be of this machine, this version of ours, of Python, and of what we lean on."""
    known = [
        name
        for place in sys.path
        for name in _names(place or ".")
        if name.endswith(".dist-info") and name.lower().startswith(_LEANS_ON)
    ]
    return hashed(json.dumps([mark(settings.state), VERSION, sys.version, sorted(known)]).encode())


def _names(place: str) -> list[str]:
    try:
        return os.listdir(place) if place.endswith("-packages") else []  # noqa: PTH208
    except OSError:
        return []


# The output


def _outputs(state: State, output: Path, verify: bool) -> tuple[dict[str, str], tuple[str, ...]]:
    """Outputs that somebody changed or removed, and the folders in which something came or went.

    A folder whose time of change is as we left it holds the names that we left; only in others are
    the files looked at. `verify` looks at all.
    """
    dirty = []
    for path, mtime in state.db.execute("SELECT path, mtime FROM folder"):
        try:
            same = os.stat(f"{output}/{path}").st_mtime_ns == mtime  # noqa: PTH116
        except OSError:
            same = False
        if verify or not same:
            dirty.append(path)
    spoilt = {}
    for folder in dirty:
        for path, hash_ in outputs_in(state.db, folder):
            now = _hash(f"{output}/{path}")
            if now != hash_:
                spoilt[path] = now
    return spoilt, tuple(dirty)


def _hash(place: str) -> str:
    return "" if os.path.islink(place) else hash_of(place)  # noqa: PTH114


def outputs_in(db: sqlite3.Connection, folder: str) -> Iterator[tuple[str, str]]:
    """Outputs whose folder this is, with their hashes."""
    start = f"{folder}/" if folder else ""
    rows = db.execute(
        "SELECT path, hash FROM output WHERE path >= ? AND path < ? AND instr(substr(path, ?), '/') = 0",
        (start, f"{folder}0" if folder else "\U0010ffff", len(start) + 1),
    )
    yield from rows.fetchall()


def keep_folders(state: State, output: Path, folders: Iterable[str]) -> None:
    """Remember when these folders of the output changed last, or that they are gone.

    What changed within the clock's tick is not trusted: the next build looks at it again.
    """
    now = time.time_ns()
    for folder in folders:
        try:
            mtime = os.stat(f"{output}/{folder}").st_mtime_ns  # noqa: PTH116
            mtime = mtime if mtime < now - _TICK else -1
        except OSError:
            state.db.execute("DELETE FROM folder WHERE path = ?", (folder,))
        else:
            state.db.execute("INSERT OR REPLACE INTO folder VALUES (?, ?)", (folder, mtime))


__all__ = ["CONTENT", "PACKAGE", "TEMPLATES", "Look", "Seen", "keep", "look", "options_text"]

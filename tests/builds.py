"""Builds that only write: one after another, into one directory, with a state beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lodestone.engine.report import Written
from lodestone.engine.scan import hashed
from lodestone.engine.state import State
from lodestone.engine.writer import Data, Output, holds, is_safe


class Builds:
    """One build after another into a directory: each asks for some files, and for those of before to go."""

    def __init__(self, place: Path, state: Path) -> None:
        self.place, self.state = place, State(state)

    def write(self, files: Mapping[str, bytes]) -> Written:
        state = self.state
        state.begin()
        state.recall_intents()
        mine = {path for (path,) in state.db.execute("SELECT path FROM owned")}
        wanted = {
            path: Data(hashed(data), None if is_safe(path) and holds(self.place / path, data) else data)
            for path, data in files.items()
        }
        written = Output(self.place, state).change(wanted, mine - files.keys())
        if not written.problems:
            state.commit(complete=True)
        return written

    def strangers(self, files: Mapping[str, bytes]) -> tuple[str, ...]:
        return Output(self.place, self.state).strangers(files)

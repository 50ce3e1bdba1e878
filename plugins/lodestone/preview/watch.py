"""What was saved: changes below the directories of a site, in small groups.

Two watches: the directories of the site with all below them, and the one that holds the
settings without what is below, because there the output and the environment are.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

STEP, DEBOUNCE = 10, 100
"""Milliseconds: a group ends when nothing more came for a step, at the latest after the other."""
_LEFTOVERS = ("~", ".swp", ".bak", ".orig", ".tmp", ".pyc")
_TICK = 0.2
"""Seconds after which a caller who waits may look at something else."""


class Watch:
    """Watches until it is closed."""

    def __init__(self, conf: Path, directories: Iterable[Path]) -> None:
        self.directories = frozenset(each for each in directories if each.is_dir())
        self._queue: queue.Queue[set[Path]] = queue.Queue()
        self._stop = threading.Event()
        home = conf.absolute().parent
        self._threads = [
            threading.Thread(target=self._look, args=(self.directories, _Texts(), True), daemon=True),
            threading.Thread(target=self._look, args=({home}, _Settings(home), False), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def changes(self) -> Iterator[set[Path]]:
        """Groups of paths that were saved, made or removed; an empty one now and then, so that a caller wakes."""
        while not self._stop.is_set():
            try:
                found = self._queue.get(timeout=_TICK)
            except queue.Empty:
                yield set()
                continue
            while not self._queue.empty():
                found |= self._queue.get()
            yield found

    def close(self) -> None:
        """Watch no longer."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _look(self, places: Iterable[Path], passes: DefaultFilter, below: bool) -> None:
        if not places:
            return
        for found in watch(
            *places,
            watch_filter=passes,
            debounce=DEBOUNCE,
            step=STEP,
            rust_timeout=500,
            yield_on_timeout=False,
            stop_event=self._stop,
            recursive=below,
        ):
            self._queue.put({Path(path) for _, path in found})


class _Texts(DefaultFilter):
    """All but hidden files, caches, and what text editors leave beside a file while they save it."""

    def __call__(self, change: Change, path: str) -> bool:
        name = path.rpartition("/")[2]
        return (
            not name.startswith((".", "#"))
            and not name.endswith(_LEFTOVERS)
            and super().__call__(change, path)
        )


class _Settings(_Texts):
    """Python files that lie directly in the directory: settings, and what they import from beside them."""

    def __init__(self, home: Path) -> None:
        super().__init__()
        self._home = home.resolve()

    def __call__(self, change: Change, path: str) -> bool:
        return (
            path.endswith(".py")
            and Path(path).parent.resolve() == self._home
            and super().__call__(change, path)
        )

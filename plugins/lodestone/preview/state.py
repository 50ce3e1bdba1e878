"""What the open pages are told: the last build, and when there is a new one."""

from __future__ import annotations

import json
import threading

from lodestone.preview.builder import Built


class State:
    """The number of the last build and what it came to, for any number of threads that wait for the next."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._number = 0
        self._text = json.dumps({"build": 0, "problems": []})
        self._ended = False

    def tell(self, built: Built) -> None:
        """There is a new build."""
        with self._changed:
            self._number += 1
            self._text = json.dumps({"build": self._number, "problems": list(built.problems)})
            self._changed.notify_all()

    def end(self) -> None:
        """Nobody needs to wait any longer."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def after(self, number: int, seconds: float) -> tuple[int, str] | None:
        """The first build after `number`, as its own number and JSON; after `seconds` in vain the same number and ''.
        None once all has ended."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self._number > number, seconds)
            if self._ended:
                return None
            return (self._number, self._text) if self._number > number else (number, "")

"""Keeps one worker at work: starts it, asks for builds, and starts another where it died or our code was changed.

A worker that lives on has everything imported already, which is most of the time that a small
build takes. It is in a session of its own: Ctrl-C at the terminal is for the command, which
then ends the worker by closing its input.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE = 5.0
"""Seconds that a worker has to end by itself, once nobody needs it."""
_LAST = 30
"""Lines of a dead worker's last words that are kept."""


@dataclass(frozen=True, slots=True)
class Built:
    """What one build came to. `problems` are objects as the worker tells them."""

    problems: tuple[Mapping[str, Any], ...] = ()
    summary: str = ""
    places: Mapping[str, Path] | None = None
    """`content`, `templates`, `output`; None where the settings could not be read."""

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(each["severity"] == "error" for each in self.problems)


class Builder:
    """Builds the site of one settings file. To be used by one thread, and closed."""

    def __init__(self, conf: Path, content: Path | None = None, output: Path | None = None) -> None:
        given = {"conf": conf, "content": content, "output": output}
        self._asked = json.dumps({key: str(path.absolute()) for key, path in given.items() if path}) + "\n"
        self._worker: subprocess.Popen[str] | None = None
        self._words: deque[str] = deque(maxlen=_LAST)

    def build(self) -> Built:
        """Build once. Never raises for what is wrong in the site, nor for what is wrong in our code."""
        worker = self._worker or self._started()
        assert worker.stdin is not None
        assert worker.stdout is not None
        try:
            worker.stdin.write(self._asked)
            worker.stdin.flush()
            line = worker.stdout.readline()
        except OSError:
            line = ""
        if not line:
            self.close()
            return _crashed("".join(self._words) or "the process that builds ended without a word")
        said = json.loads(line)
        if "crash" in said:
            self.close()
            return _crashed(said["crash"])
        places = {key: Path(said[key]) for key in ("content", "templates", "output") if key in said}
        return Built(tuple(said["problems"]), said["summary"], places or None)

    def close(self) -> None:
        """End the worker; the next build starts another, which reads our code as it is then."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        assert worker.stdin is not None
        with contextlib.suppress(OSError):
            worker.stdin.close()
        try:
            worker.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(worker.pid, signal.SIGKILL)  # its own workers too
            worker.wait()

    def _started(self) -> subprocess.Popen[str]:
        self._words.clear()
        self._worker = subprocess.Popen(
            [sys.executable, "-m", "lodestone.preview.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        threading.Thread(target=self._listen, args=(self._worker,), daemon=True).start()
        return self._worker

    def _listen(self, worker: subprocess.Popen[str]) -> None:
        """Pass on what the worker says on standard error, and keep the end of it."""
        assert worker.stderr is not None
        for line in worker.stderr:
            self._words.append(line)
            sys.stderr.write(line)


def _crashed(words: str) -> Built:
    """Our own code stopped: told as a problem, so that it is shown where all problems are."""
    lines = [line for line in words.splitlines() if line.strip()]
    return Built(
        (
            {
                "place": "lodestone",
                "code": "E100",
                "severity": "error",
                "message": f"the build stopped: {lines[-1].strip()}",
                "text": words,
                "excerpt": words,
            },
        )
    )

"""A tiny site, served by the command itself in a process of its own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATIENCE = 90.0
CONF = 'SITENAME = "Tiny"\nLODESTONE_EDITION = "2026-01-02"\n'


def planted(directory: Path) -> Path:
    """The lithium site of the tests with our templates and settings of three lines."""
    shutil.copytree(ROOT / "tests/sites/lithium/content", directory / "content")
    shutil.copytree(ROOT / "templates", directory / "templates")
    (directory / "pelicanconf.py").write_text(CONF)
    return directory


@contextmanager
def served(site: Path, *words: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Address and process, once it serves; ended by Ctrl-C."""
    with (site / "said.txt").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "lodestone", "serve", "--port", "0", *words],
            cwd=site,
            stdout=said,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT / "plugins")},
            preexec_fn=_obeys_ctrl_c,  # noqa: PLW1509 - this process has one thread
        )
    try:
        found = until(lambda: re.search(r"http://127\.0\.0\.1:\d+/", (site / "said.txt").read_text()))
        yield found[0], process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)


def _obeys_ctrl_c() -> None:
    """A suite that a shell started in the background hands down that Ctrl-C is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def until(look: Callable[[], Any]) -> Any:
    """What `look` gives once it gives something."""
    end = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
    return found

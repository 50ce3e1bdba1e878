"""Find a Chromium, or fetch one: the browser tests are never skipped in silence.

Tried in this order: the variable CHROMIUM, the names of Chromium and Chrome on PATH, a build
that Playwright fetched earlier, Debian's package where we are root, Playwright's own download.
What fails is remembered, so that the error says all that was tried and the three ways out.

`python tests/browser/chromium.py` prints the path of the one that the tests would use.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
WAYS = """No Chromium was found, and none could be fetched. Three ways to get one:
  1. sudo apt-get install chromium            (Debian, Ubuntu; any package that puts `chromium` on PATH)
  2. .venv/bin/python -m playwright install --with-deps chromium
  3. CHROMIUM=/path/to/chrome make test       (any Chromium or Chrome that you have)"""
APT_ENVIRONMENT = {"DEBIAN_FRONTEND": "noninteractive"}
PATIENCE = 900
"""Seconds that one download may take."""


class ChromiumMissingError(RuntimeError):
    """There is none; the message says what was tried and how to get one."""


def chromium() -> Path:
    """Path of a Chromium that can be started; raises `ChromiumMissingError` where there is no way to one."""
    tried: list[str] = []
    for step in (named, on_path, fetched_earlier, debian_package, playwright_download):
        found = attempt(step, tried)
        if found:
            return found
    raise ChromiumMissingError("\n".join([WAYS, "", "Tried:", *(f"  - {line}" for line in tried)]))


def attempt(step: Callable[[], Path | None], tried: list[str]) -> Path | None:
    """What one way gives, if it can be started; else why not goes into `tried`."""
    try:
        found = step()
    except (OSError, subprocess.SubprocessError) as error:
        tried.append(f"{step.__name__}: {reason(error)}")
        return None
    if found is None or not os.access(found, os.X_OK):
        tried.append(f"{step.__name__}: {found or 'nothing'}")
        return None
    return found


def reason(error: Exception) -> str:
    """The last words of a failed command, or of the system."""
    if isinstance(error, subprocess.CalledProcessError):
        said = (error.stderr or error.stdout or "").strip().splitlines()
        return f"`{' '.join(error.cmd)}` ended with {error.returncode}: {said[-1] if said else 'no word'}"
    return str(error)


def named() -> Path | None:
    """The one that the variable CHROMIUM names."""
    given = os.environ.get("CHROMIUM")
    return Path(given) if given else None


def on_path() -> Path | None:
    """The first of the usual names on PATH."""
    return next((Path(found) for found in map(shutil.which, NAMES) if found), None)


def fetched_earlier() -> Path | None:
    """Where Playwright keeps its own build, if it is there."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def debian_package() -> Path | None:
    """Debian's package, where `apt-get` exists and we may use it."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return None
    said("installing Debian's chromium with apt-get")
    run("apt-get", "update", "-qq")
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk")
    return on_path()


def playwright_download() -> Path | None:
    """Playwright's own build."""
    said("fetching Chromium with `playwright install chromium`")
    run(sys.executable, "-m", "playwright", "install", "chromium")
    return fetched_earlier()


def run(*command: str) -> None:
    """Run a command in silence; raises `subprocess.CalledProcessError` with what it said."""
    subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        env={**os.environ, **APT_ENVIRONMENT},
    )


def said(sentence: str) -> None:
    """Tell whoever waits why it takes a while."""
    sys.stderr.write(f"browser tests: {sentence} …\n")
    sys.stderr.flush()


if __name__ == "__main__":
    try:
        sys.stdout.write(f"{chromium()}\n")
    except ChromiumMissingError as problem:
        sys.exit(str(problem))

"""What tells that a state is of this machine, and was not brought by a repository.

A state is trusted: it says what pages hold, and the templates in it are programs. So it has to be known
by something that nobody can commit: an empty folder, which Git does not keep, under a name that cannot be
guessed. A cache that packs folders brings it along; without it the next build is a cold one.
"""

from __future__ import annotations

import os
from pathlib import Path


def mark(state: Path) -> str:
    """The name of the empty folder below the folder of states; made where there is none. Raises `OSError`."""
    place = state / "here"
    for each in [] if place.is_symlink() else sorted(place.glob("*")):
        if each.is_dir() and not each.is_symlink() and not any(each.iterdir()):
            return each.name
    state.mkdir(mode=0o700, parents=True, exist_ok=True)  # drafts are in it
    _remove(place)
    made = place / os.urandom(16).hex()
    made.mkdir(parents=True)
    return made.name


def compiled(state: Path) -> Path | None:
    """The folder where templates are kept as programs; None where the disk refuses it, and they are compiled anew.

    It has the name of the mark. What else is found beside it is removed.
    """
    try:
        made = state / "templates" / mark(state)
        if made.parent.is_symlink():
            _remove(made.parent)
        made.mkdir(parents=True, exist_ok=True)
        for each in made.parent.iterdir():
            if each.name != made.name or each.is_symlink():
                _remove(each)
    except OSError:
        return None
    return made if made.is_dir() else None


def _remove(path: Path) -> None:
    """Remove a file, a folder or a link; not what a link leads to."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        from shutil import rmtree  # noqa: PLC0415 - a build with nothing to do does without

        rmtree(path)

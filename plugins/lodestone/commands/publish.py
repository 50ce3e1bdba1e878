"""`lodestone publish`: the strict build, put into the served directory at once.

The site is built below `.lodestone/`, where the next build finds it; only a build without an error
is copied beside the served directory, and then the two change places. So whoever serves that
directory serves one edition, the old or the new, whatever happens in between.

Files of the host stay: hidden ones at the top and those without an ending (`.git`, `CNAME`). Any other
file that no build of ours put there stops the command: it would be gone without a word.
"""

from __future__ import annotations

import argparse
import fcntl
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from lodestone.commands.build import find_conf, say
from lodestone.engine.build import build
from lodestone.engine.problems import told
from lodestone.engine.settings import PUBLISH_CONF, Settings, read_settings
from lodestone.engine.swap import recover, swap, waiting

STAGE = "publish"
"""Below the state: where the site is built before it is public."""
_OF_OURS = ".well-known"


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the subcommand."""
    parser.add_argument(
        "content", nargs="?", type=Path, help="content directory (default: as the settings say)"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="the served directory (default: as the settings say)"
    )
    parser.add_argument(
        "-s", "--settings", type=Path, metavar="FILE", help=f"settings file (default: {PUBLISH_CONF})"
    )


def run(args: argparse.Namespace) -> int:
    """Build and publish; 1 where anything is wrong, and then the served directory is as it was, 2 without settings."""
    conf = args.settings or find_conf(PUBLISH_CONF, args.content)
    if conf is None:
        print(f"lodestone publish: there is no {PUBLISH_CONF} here or beside the content", file=sys.stderr)
        return 2
    settings, problems = read_settings(conf, content=args.content, output=args.output)
    if settings is None:
        print(told(problems), file=sys.stderr)
        return 1
    try:
        with _alone(settings.state):
            return _published(settings)
    except OSError as error:
        print(f"lodestone publish: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        return 1


def _published(settings: Settings) -> int:
    """Build, and swap where that went well. Raises `OSError`."""
    place = settings.output
    stage = settings.state / STAGE / place.name
    recover(place)
    known = _names(stage)
    report = build(replace(settings, output=stage))
    say(replace(report, settings=settings))
    if report.exit_code or not settings.site.publish:
        return report.exit_code
    foreign = sorted(_names(place) - known - _names(stage) - _of_the_host(place))
    if foreign:
        more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        print(
            f"lodestone publish: {place / foreign[0]}{more}: no build of ours put it there, and it would be gone; "
            "move it away, or into content/media/. Nothing was published",
            file=sys.stderr,
        )
        return 1
    shutil.copytree(stage, waiting(place))
    _carry(place, waiting(place))
    swap(place)
    return 0


def _names(directory: Path) -> set[str]:
    return {each.relative_to(directory).as_posix() for each in directory.rglob("*") if not each.is_dir()}


def _of_the_host(place: Path) -> set[str]:
    tops = [each.name for each in _host_entries(place)]
    return {name for name in _names(place) if name.partition("/")[0] in tops}


def _host_entries(place: Path) -> Iterator[Path]:
    """What whoever deploys keeps at the top of the served directory."""
    if place.is_dir():
        for each in place.iterdir():
            hidden = each.name.startswith(".") and each.name != _OF_OURS
            if hidden or (each.is_file() and not each.suffix and each.name != "_headers"):
                yield each


def _carry(place: Path, new: Path) -> None:
    for each in _host_entries(place):
        if each.is_dir() and not each.is_symlink():
            shutil.copytree(each, new / each.name, symlinks=True, dirs_exist_ok=True)
        elif not (new / each.name).exists():
            shutil.copy2(each, new / each.name, follow_symlinks=False)


@contextmanager
def _alone(state: Path) -> Iterator[None]:
    """One at a time: another one waits. The lock goes with the process, however that ends."""
    state.mkdir(parents=True, exist_ok=True)
    with (state / "publish.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

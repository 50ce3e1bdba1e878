"""`lodestone build`: the same bytes as `pelican content -s pelicanconf.py`, without Pelican.

Nothing is imported here that a build with nothing to do has no use for.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lodestone.engine.build import build
from lodestone.engine.settings import CONF, PUBLISH_CONF, read_settings

if TYPE_CHECKING:
    from lodestone.engine.report import Report

_MOST_WARNINGS = 20
_SLOWEST = 25
"""Functions that a profile lists."""
_WIDTH = 30
"""Signs of a progress bar."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the subcommand."""
    site_arguments(parser)
    parser.add_argument(
        "--verify", action="store_true", help="trust no time of change: hash every source and output again"
    )
    parser.add_argument(
        "--profile", action="store_true", help="say where the time went, function by function"
    )


def site_arguments(parser: argparse.ArgumentParser) -> None:
    """Which content is built into which output, by which settings."""
    parser.add_argument(
        "content", nargs="?", type=Path, help="content directory (default: as the settings say)"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="output directory (default: as the settings say)"
    )
    settings = parser.add_mutually_exclusive_group()
    settings.add_argument(
        "-s", "--settings", type=Path, metavar="FILE", help=f"settings file (default: {CONF})"
    )
    settings.add_argument("--publish", action="store_true", help=f"the strict build, with {PUBLISH_CONF}")


def run(args: argparse.Namespace) -> int:
    """Build, list the problems on standard error and the summary on standard output; 1 where there is an error."""
    name = PUBLISH_CONF if args.publish else CONF
    conf = args.settings or find_conf(name, args.content)
    if conf is None:
        print(f"lodestone build: there is no {name} here or beside the content", file=sys.stderr)
        return 2
    settings, problems = read_settings(conf, content=args.content, output=args.output)
    if settings is None:
        from lodestone.engine.problems import told  # noqa: PLC0415

        print(told(problems), file=sys.stderr)
        return 1
    watch = _bar if sys.stderr.isatty() else None
    with _profile() if args.profile else contextlib.nullcontext():
        report = build(settings, verify=args.verify, watch=watch)
    say(report)
    return report.exit_code


def say(report: Report) -> None:
    """Problems on standard error, the summary on standard output."""
    if report.problems:
        from lodestone.engine.problems import told  # noqa: PLC0415

        unlisted = report.errors + report.warnings - len(report.problems)
        print(told(report.problems, most=_MOST_WARNINGS, unlisted=unlisted), file=sys.stderr)
    print(report.summary, flush=True)


def find_conf(name: str, content: Path | None) -> Path | None:
    """The settings file of that name in the current directory, else beside the content directory, else None."""
    places = [Path(name)] + ([content.absolute().parent / name] if content else [])
    return next((place for place in places if place.is_file()), None)


def _bar(stage: str, done: int, of: int) -> None:
    """A progress bar on a terminal, for work that takes a while; it leaves no line behind."""
    if of > _MOST_WARNINGS:
        full = _WIDTH * done // of
        bar = f"  {stage:<6} {'#' * full}{'.' * (_WIDTH - full)} {done:,} of {of:,}"
        print(f"\r{bar}" if done < of else "\r\x1b[K", end="", file=sys.stderr, flush=True)


@contextlib.contextmanager
def _profile() -> Iterator[None]:
    """Print the slowest functions of what is done inside, in this process."""
    import cProfile  # noqa: PLC0415
    import pstats  # noqa: PLC0415

    with cProfile.Profile() as profile:
        yield
    pstats.Stats(profile, stream=sys.stderr).sort_stats("tottime").print_stats(_SLOWEST)

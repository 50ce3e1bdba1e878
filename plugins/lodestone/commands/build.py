"""`lodestone build`: the same bytes as `pelican content -s pelicanconf.py`, without Pelican."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lodestone.engine.build import build
from lodestone.engine.problems import told
from lodestone.engine.settings import CONF, PUBLISH_CONF, read_settings

_MOST_WARNINGS = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the subcommand."""
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
        print(told(problems), file=sys.stderr)
        return 1
    report = build(settings)
    if report.problems:
        print(told(report.problems, most=_MOST_WARNINGS), file=sys.stderr)
    print(report.summary)
    return report.exit_code


def find_conf(name: str, content: Path | None) -> Path | None:
    """The settings file of that name in the current directory, else beside the content directory, else None."""
    places = [Path(name)] + ([content.absolute().parent / name] if content else [])
    return next((place for place in places if place.is_file()), None)

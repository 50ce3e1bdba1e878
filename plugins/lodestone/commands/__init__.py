"""The `lodestone` command: one module a subcommand, each with `configure(parser)` and `run(args) -> exit code`.

A module is imported only when its subcommand is called, so that `lodestone repair` does not
wait for what only `lodestone build` needs. Exit codes are decided here and in `run`, nowhere else.
"""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import sys
from collections.abc import Sequence

from lodestone import __version__

COMMANDS = {
    "build": "build the site",
    "serve": "show the site while you write: built again after each save",
    "explain": "say why a page was made again or kept, and what it depends on",
    "check": "say what is wrong in the content, where, and how to mend it",
    "ingest": "make a draft out of a scrape",
    "accept": "write what the machine proposed into a file, and who accepted it",
    "suggest": "propose what a machine read as changes that a reviewer takes over by a click",
    "new": "begin a briefing: a file with every key explained",
    "init": "begin a site of your own, on another subject",
    "repair": "mend the encoding of texts, nothing else",
    "links": "ask whether the pages of others that a built site links to are still there",
    "diff": "say in sentences what one build changes against another",
    "schema": "write the JSON Schema of the front matter, for editors that complete and check",
    "completion": "print the script by which a shell completes this command",
}
"""Each subcommand, a module of this package, and what it does."""

_EPILOG = """\
examples:
  lodestone build                             build content/ into output/, as pelicanconf.py says
  lodestone build --publish --output public   the strict build: any error, and nothing is written
  lodestone serve                             the site at http://127.0.0.1:8000/, new after each save
  lodestone check content/briefings/a.md      the problems of one file
  lodestone ingest scrape.txt --dry-run       show the draft that would be made of a scrape
  lodestone accept content/briefings/a.md     write what was proposed into the file, and who accepted it
  lodestone diff public-before public         what the new edition changes for its readers
  lodestone repair < damaged.txt > mended.txt

exit codes:
  0  done, and no error was found
  1  there are errors; they are listed
  2  the command was called in a wrong way
  130, 141  stopped by Ctrl-C, or because nobody reads the output
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line given, else that of the process; the exit code. Raises `SystemExit` for wrong usage."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        args = _parser(words).parse_args(words)
        code: int = importlib.import_module(f"{__name__}.{args.command}").run(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 128 + signal.SIGINT
    except BrokenPipeError:
        # Python flushes standard output once more at exit; give it somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    return code


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of the whole command; only the subcommand that is called is imported and configured."""
    parser = argparse.ArgumentParser(
        prog="lodestone",
        description="Damaged trade-press scrapes become a source-graded, accessible briefing site.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"lodestone {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    called = next((word for word in words if not word.startswith("-")), "")
    for name, purpose in COMMANDS.items():
        subparser = subparsers.add_parser(
            name,
            help=purpose,
            description=f"{purpose[0].upper()}{purpose[1:]}.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name == called:
            _configure(name, subparser)
    return parser


def parser_of(name: str) -> argparse.ArgumentParser:
    """The parser of one subcommand by itself."""
    purpose = COMMANDS[name]
    parser = argparse.ArgumentParser(
        prog=f"lodestone {name}",
        description=f"{purpose[0].upper()}{purpose[1:]}.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _configure(name, parser)
    return parser


def _configure(name: str, parser: argparse.ArgumentParser) -> None:
    importlib.import_module(f"{__name__}.{name}").configure(parser)
    parser.epilog = importlib.import_module(f"{__name__}.manual").epilog(name)

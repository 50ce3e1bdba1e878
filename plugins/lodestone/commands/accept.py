"""`lodestone accept`: write what the machine proposed into the file, and who accepted it, and when.

Nothing else in the file changes. Without FIELD all proposals are accepted; `--dry-run` shows them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import subprocess
import sys
from pathlib import Path

from lodestone.accept import FIELDS, Acceptance, acceptance
from lodestone.article import Source
from lodestone.commands.check import content_of
from lodestone.commands.keeping import put
from lodestone.commands.mend import mended
from lodestone.engine.load import load
from lodestone.text.hidden import shown


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the subcommand."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a briefing")
    parser.add_argument(
        "fields", nargs="*", metavar="FIELD", help=f"{', '.join(FIELDS)} (default: all that are proposed)"
    )
    parser.add_argument("--by", metavar="NAME", help="who accepts (default: user.name of git)")
    parser.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
    parser.add_argument(
        "--content", type=Path, metavar="DIR", help="content directory, whose register counts"
    )


def run(args: argparse.Namespace) -> int:
    """Accept; 1 where a field asked for cannot be, 2 where the file or the person is missing."""
    by = args.by or _git_name()
    if not args.file.is_file():
        return _wrong(f"there is no file {args.file}")
    if not by:
        return _wrong("who accepts? give --by NAME, or set user.name in git")
    content = args.content or content_of([args.file])
    loaded, _ = load(content)
    file = Source(_name_in(content, args.file), args.file.read_bytes())
    found = acceptance(file, loaded.lexicon, by=by, on=dt.datetime.now(dt.UTC).date(), wanted=args.fields)
    for sentence in found.refused:
        print(f"{args.file}: {sentence}", file=sys.stderr)
    try:
        if found.fixes and not _written(args.file, file.data, found, dry_run=args.dry_run):
            return _wrong(f"{args.file} is not UTF-8; mend it first: lodestone repair --write {args.file}")
    except OSError as error:
        return _wrong(f"{args.file}: {error.strerror or error}")
    if not found.fixes:
        print(f"{args.file}: nothing to accept")
    return 1 if found.refused else 0


def _written(path: Path, data: bytes, found: Acceptance, *, dry_run: bool) -> bool:
    """Write, or only say, what was accepted; False where the file cannot take it."""
    new = mended(data, found.fixes)
    if new is None:
        return False
    if not dry_run:
        put(path, new, data)
    print(f"{path}: {'would accept' if dry_run else 'accepted'} {', '.join(found.accepted)}")
    for fix in found.fixes:
        print("".join(f"  + {shown(line)}\n" for line in fix.text.strip("\n").split("\n")), end="")
    return True


def _name_in(content: Path, file: Path) -> str:
    """The path of a file below the content directory; its name alone where it is elsewhere."""
    inside, whole = file.resolve(), content.resolve()
    return inside.relative_to(whole).as_posix() if inside.is_relative_to(whole) else file.name


def _git_name() -> str:
    """The name that git signs with, or ''."""
    try:
        told = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 - the git of the editor
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return told.stdout.strip()


def _wrong(told: str) -> int:
    print(f"lodestone accept: {told}", file=sys.stderr)
    return 2

"""`lodestone new "Title"`: an empty briefing with every key explained. An existing file is never written over."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from pathlib import Path

from lodestone.commands.keeping import put_new
from lodestone.commands.register import register
from lodestone.model import Lexicon, did_you_mean
from lodestone.text.scaffold import Beginning, scaffold
from lodestone.text.slugs import slug

SCHEMA = Path(".lodestone/schema/briefing.schema.json")
"""Where `make schema` puts the JSON Schema, from the directory that holds the content directory."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the subcommand."""
    parser.add_argument("title", help="the headline; the file's name is made of it")
    parser.add_argument(
        "--company",
        default="",
        metavar="NAME",
        help="id, name, alias or ticker of the register; none for a policy item",
    )
    parser.add_argument(
        "--theme", action="append", default=[], metavar="TOPIC", help="id of a topic; may be given again"
    )
    parser.add_argument("--date", type=_day, metavar="DAY", help="when it is published (default: today, UTC)")
    parser.add_argument(
        "--content",
        type=Path,
        default=Path("content"),
        metavar="DIR",
        help="content directory (default: content)",
    )


def run(args: argparse.Namespace) -> int:
    """Write the file; 1 where it exists or cannot be written, 2 for names that the register does not have."""
    content: Path = args.content
    if not content.is_dir():
        return _told(f"there is no content directory {content}", 2)
    lexicon = register(content)
    wrong = _unknown(args, lexicon)
    if wrong:
        return _told(wrong, 2)
    path = content / "briefings" / f"{slug(args.title)}.md"
    text = scaffold(_begun(args, lexicon, path, content), lexicon)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        put_new(path, text.encode())
    except FileExistsError:
        return _told(f"there is {path} already; give the briefing another title", 1)
    except OSError as error:
        return _told(f"{path}: {error.strerror or error}", 1)
    print(path)
    return 0


def _begun(args: argparse.Namespace, lexicon: Lexicon, path: Path, content: Path) -> Beginning:
    company = lexicon.company(args.company)
    ticker = lexicon.ticker(args.company)
    schema = os.path.relpath(content.absolute().parent / SCHEMA, path.absolute().parent)
    return Beginning(
        title=" ".join(args.title.split()),
        date=args.date or dt.datetime.now(dt.UTC).date(),
        company=company.id if company else args.company.strip().casefold(),
        ticker=str(ticker) if ticker else "",
        themes=tuple(dict.fromkeys(args.theme)),
        schema=Path(schema).as_posix(),
    )


def _unknown(args: argparse.Namespace, lexicon: Lexicon) -> str:
    """What is wrong with the arguments, in a sentence, or ''."""
    if not args.title.strip():
        return "the title is empty"
    if args.company and args.company.strip().casefold() != "none" and lexicon.company(args.company) is None:
        names = [name for each in lexicon.companies.values() for name in (each.id, *each.names)]
        near = did_you_mean(args.company, names)
        return f"`{args.company}` is no company of the register. {near}".strip()
    for theme in args.theme:
        if theme not in lexicon.topics:
            return f"`{theme}` is no topic of the site; {did_you_mean(theme, sorted(lexicon.topics))}"
    return ""


def _told(sentence: str, code: int) -> int:
    print(f"lodestone new: {sentence}", file=sys.stderr)
    return code


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is not an ISO date such as 2025-09-01") from None

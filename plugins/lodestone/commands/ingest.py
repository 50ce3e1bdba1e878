"""`lodestone ingest`: make a draft out of a scrape, keep the scrape, and say what was done to it.

Standard output is for drafts (with `--dry-run`) and the paths of those written, standard error
for the report. An existing file is never written over: a scrape that is here already is told, and so
is another scrape of the same story; a draft whose name is taken by another gets a number. Of several files
one that cannot be read stops none of the others.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import itertools
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from lodestone.commands.ingest_report import told
from lodestone.commands.ingest_review import page
from lodestone.commands.keeping import put_new
from lodestone.commands.register import register
from lodestone.commands.sameness import same_story
from lodestone.engine.scan import contents
from lodestone.engine.scrapes import RAW
from lodestone.ingest import Draft, draft
from lodestone.limits import SCRAPE, TEXT
from lodestone.model import Lexicon
from lodestone.repair.decode import decode
from lodestone.text.hidden import shown

LIMIT = SCRAPE
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
_WIDTH = 30
"""Signs of a progress bar, and of the name of a file behind it."""
_MOST_CONTROLS = 0.02
"""Share of the signs; a scrape may have a few, a picture is full of them."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the subcommand."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a scrape, text or saved page; - reads standard input"
    )
    parser.add_argument("--dry-run", action="store_true", help="show the draft and write nothing")
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="write the report of what was done there too"
    )
    parser.add_argument(
        "--url", default="", metavar="URL", help="where the text was read; goes to its source"
    )
    parser.add_argument(
        "--review",
        action="store_true",
        help="write a page beside the raw text that shows each repair and the evidence of each proposed field",
    )
    parser.add_argument(
        "--again",
        action="store_true",
        help="write a draft even where the same story is here from another scrape",
    )
    parser.add_argument(
        "--content",
        type=Path,
        default=Path("content"),
        metavar="DIR",
        help="content directory (default: content)",
    )


def run(args: argparse.Namespace) -> int:
    """Make a draft of each file; 1 where one could not be read or written, 2 for wrong usage."""
    wrong = _misuse(args)
    if wrong:
        print(f"lodestone ingest: {wrong}", file=sys.stderr)
        return 2
    lexicon = register(args.content)
    several = len(args.files) > 1
    reports, failed = [], {}
    for done, file in enumerate(args.files):
        _progress(done, len(args.files), file)
        try:
            reports.append(_ingested(args, file, lexicon))
        except OSError as error:
            failed[file] = error.strerror or str(error)
        _progress(len(args.files), len(args.files), file)
        said = reports[-1] if file not in failed else f"lodestone ingest: {file}: {failed[file]}"
        print(shown(said), file=sys.stderr)
    if several:
        print(shown(_summary(len(args.files), failed)), file=sys.stderr)
    written = not args.report or _reported(args.report, reports)
    return int(bool(failed) or not written)


def _ingested(args: argparse.Namespace, file: str, lexicon: Lexicon) -> str:
    """Make the draft of one file; the report. Raises `OSError`."""
    data = _read(file)
    made = draft(data, lexicon, name="" if file == "-" else Path(file).stem, url=args.url)
    outcome = _shown(made) if args.dry_run else _kept(made, data, args.content, again=args.again)
    if args.review:
        outcome += f"; review it in {_reviewed(made, file, outcome, args.content)}"
    return told(made, file, outcome)


def _progress(done: int, of: int, file: str) -> None:
    """How far several files are, on a terminal; the line is gone once all is done."""
    if of > 1 and sys.stderr.isatty():
        full = _WIDTH * done // of
        bar = f"  {'#' * full}{'.' * (_WIDTH - full)} {done + 1} of {of}: {shown(file)[:_WIDTH]}"
        print("\r\x1b[K" if done == of else f"\r{bar}", end="", file=sys.stderr, flush=True)


def _summary(files: int, failed: Mapping[str, str]) -> str:
    """The end of the report on several files: how many are done, and which are not and why.

    >>> print(_summary(3, {"b.txt": "there is nothing in it"}))
    2 of 3 files done; not done:
      b.txt: there is nothing in it
    """
    lines = [f"  {file}: {why}" for file, why in failed.items()]
    head = f"{files - len(failed)} of {files} files done"
    return "\n".join([f"{head}; not done:", *lines]) if failed else head


def _misuse(args: argparse.Namespace) -> str:
    """What is wrong with the arguments, or nothing."""
    if args.review and args.dry_run:
        return "--review writes a page, --dry-run writes nothing; leave one of them out"
    if args.url and not re.fullmatch(r"(?i)https?://[^\s/.@\"<>]+\.[^\s\"<>]+", args.url):
        return f"--url: `{args.url}` is not an http or https address"
    if args.url and len(args.files) > 1:
        return "--url is the address of one text; call the command once for each"
    if args.files.count("-") > 1:
        return "- stands for standard input and can be given once"
    if not args.content.is_dir():
        return f"there is no content directory `{args.content}`; name it with --content DIR"
    return ""


def _read(file: str) -> bytes:
    data = _beginning(file)
    if not data.strip():
        raise OSError("there is nothing in it")
    if len(data) > LIMIT:
        raise OSError(f"it has more than {LIMIT:,} bytes, so it is no article")
    decoded = decode(data)
    for problem in decoded.problems:
        raise OSError(problem.message)
    if len(_CONTROLS.findall(decoded.text)) > _MOST_CONTROLS * len(decoded.text):
        raise OSError("it is full of control characters, so it is no text")
    return data


def _beginning(file: str) -> bytes:
    """All of a file, or so much that it is seen to be too large. It may be a pipe."""
    if file == "-":
        return sys.stdin.buffer.read(LIMIT + 1)
    with Path(file).open("rb") as opened:
        return opened.read(LIMIT + 1)


def _shown(made: Draft) -> str:
    """Put the draft on standard output, in UTF-8 whatever the terminal says."""
    sys.stdout.flush()
    sys.stdout.buffer.write(made.text.encode())
    return "nothing written (--dry-run)"


def _kept(made: Draft, data: bytes, content: Path, *, again: bool) -> str:
    """Write draft and raw text, or say where this scrape, or another one of the same story, is already."""
    briefings = content / "briefings"
    raw = content.absolute().parent / RAW / f"{made.sha256}.txt"
    raw.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):  # the same bytes, under their hash
        put_new(raw, data)
    here = _already(made.sha256, briefings)
    if here is not None:
        return f"nothing written: this scrape is in {here} already"
    twin = None if again else same_story(data, raw.parent, made.sha256)
    here = _already(twin, briefings) if twin else None
    if here is not None:
        return (
            f"nothing written: another scrape of the same story is in {here} already; --again writes a draft"
        )
    briefings.mkdir(parents=True, exist_ok=True)
    path = _written(made, briefings)
    print(path)
    return f"draft written to {path}, raw text kept in {RAW / raw.name}"


def _reviewed(made: Draft, file: str, outcome: str, content: Path) -> Path:
    """Write the page of review beside the raw text, which it holds; Git ignores that folder. Made anew each time."""
    path = content.absolute().parent / RAW / f"{made.sha256}.html"
    path.write_text(page(made, file, outcome), encoding="utf-8")
    return RAW / path.name


def _already(sha256: str, briefings: Path) -> Path | None:
    """The briefing that names this hash as one of a source, or that is the scrape itself."""
    for path in sorted(briefings.rglob("*.md")):
        try:
            data = contents(path, TEXT)
        except OSError:
            continue
        if sha256.encode() in data or hashlib.sha256(data).hexdigest() == sha256:
            return path
    return None


def _written(made: Draft, briefings: Path) -> Path:
    """Write the draft under the first name that is free."""
    for name in _names(made.slug):
        path = briefings / f"{name}.md"
        try:
            put_new(path, made.text.encode())
        except FileExistsError:
            continue
        return path
    raise AssertionError  # the names never end


def _names(slug: str) -> Iterator[str]:
    yield slug
    yield from (f"{slug}-{number}" for number in itertools.count(2))


def _reported(path: Path, reports: list[str]) -> bool:
    try:
        path.write_text("\n".join(reports), encoding="utf-8")
    except OSError as error:
        print(f"lodestone ingest: {path}: {error.strerror or error}", file=sys.stderr)
        return False
    return True
